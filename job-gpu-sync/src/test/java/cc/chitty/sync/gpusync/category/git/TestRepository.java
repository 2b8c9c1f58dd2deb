package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A real repository; commits have a settable time, so that their names and order are known. */
public record TestRepository(Path directory) {

    public static TestRepository make(Path directory) {
        create(directory);
        TestRepository made = new TestRepository(directory);
        made.git("init", "-q", "-b", "main");
        return made.named();
    }

    public static TestRepository bare(Path directory) {
        create(directory);
        TestRepository made = new TestRepository(directory);
        made.git("init", "-q", "--bare", "-b", "main");
        return made.named();
    }

    /** A plain clone, as a person has it from a common remote. */
    public TestRepository copiedTo(Path other) {
        create(other);
        git("clone", "-q", "--no-local", directory.toString(), other.toString());
        TestRepository copy = new TestRepository(other);
        copy.git("remote", "remove", "origin");
        return copy.named();
    }

    TestRepository named() {
        git("config", "user.name", "Kim");
        git("config", "user.email", "kim@example.org");
        git("config", "commit.gpgsign", "false");
        return this;
    }

    /** Writes a file and commits everything; returns the commit. */
    public String commit(String file, String content) {
        write(file, content);
        git("add", "-A");
        git("commit", "-q", "-m", file + ": " + content);
        return value("HEAD");
    }

    public void write(String file, String content) {
        Path path = directory.resolve(file);
        create(Objects.requireNonNull(path.getParent()));
        try {
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String read(String file) {
        return Programs.text(directory.resolve(file));
    }

    public String mode(String file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void chmod(String file, String mode) {
        try {
            Files.setPosixFilePermissions(directory.resolve(file), PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes all objects away, as a disk may. */
    void loseObjects() {
        try (Stream<Path> files = Files.walk(directory.resolve(".git/objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    /** What a name stands for; empty if it is not there. */
    public String value(String name) {
        return run(List.of("rev-parse", "-q", "--verify", name)).output().strip();
    }

    public List<String> refs(String prefix) {
        return git("for-each-ref", "--format=%(refname)", prefix).lines().toList();
    }

    public String status() {
        return git("status", "--porcelain");
    }

    public String git(String... arguments) {
        Ran ran = run(List.of(arguments));
        if (ran.exit() != 0) {
            throw new AssertionError(String.join(" ", arguments) + " in " + directory + ": " + ran.output());
        }
        return ran.output();
    }

    /** Runs lines of a shell there, whose {@code printf '\351'} makes names that are no text. */
    public String shell(String lines) {
        Ran ran = ended(List.of("sh", "-e", "-c", lines));
        if (ran.exit() != 0) {
            throw new AssertionError(lines + " in " + directory + ": " + ran.output());
        }
        return ran.output();
    }

    private record Ran(int exit, String output) {}

    private Ran run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(arguments);
        return ended(command);
    }

    private Ran ended(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Ran(Programs.exitCode(process), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
