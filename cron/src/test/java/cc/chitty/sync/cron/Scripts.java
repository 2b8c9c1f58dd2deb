package cc.chitty.sync.cron;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A directory with the scripts, as they are installed, and a way to run them. */
final class Scripts {

    private static final Path SOURCE = Path.of("src/main/scripts").toAbsolutePath();
    private static final Path JAR =
            Path.of("../jobs/target/jobs.jar").toAbsolutePath().normalize();

    /** What a script left. */
    record Ran(int code, String out, String err, long milliseconds) {}

    private final Path directory;

    private Scripts(Path directory) {
        this.directory = directory;
    }

    static Scripts in(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : List.of(
                "chittysync", "scheduled", "session-start", "post-todo-write", "session-end", "hook-run", "filing")) {
            Files.copy(SOURCE.resolve(name), directory.resolve(name));
        }
        return new Scripts(directory);
    }

    Scripts withJar() throws IOException {
        Files.createSymbolicLink(directory.resolve("jobs.jar"), JAR);
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    static Ran run(Path script, Path from, Map<String, String> environment, String input, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("dash", script.toString()));
        command.addAll(List.of(arguments));
        return run(command, from, environment, input);
    }

    /** A line of a shell, in which the arguments are {@code $1} and so on: for redirections. */
    static Ran line(String line, Path from, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("dash", "-c", line, "dash"));
        command.addAll(List.of(arguments));
        return run(command, from, environment, "");
    }

    private static Ran run(List<String> command, Path from, Map<String, String> environment, String input)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        Path in = Files.writeString(Files.createTempFile("in", ""), input);
        try {
            long began = System.nanoTime();
            Process process = builder.redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            long took = (System.nanoTime() - began) / 1_000_000;
            return new Ran(process.exitValue(), text(out), text(err), took);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Files.delete(out);
            Files.delete(err);
            Files.delete(in);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
