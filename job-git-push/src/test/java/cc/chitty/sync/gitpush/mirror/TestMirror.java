package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.secret.SecretRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mirror on disk with its history, and the git binary to look at that. */
final class TestMirror {

    static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    final Path root;
    final MirrorPlace place;
    final List<Problem> problems = new ArrayList<>();
    MirrorRules rules = MirrorRules.github(new MirrorSecrets(SecretRules.standard(), "test", List.of()));
    private int runs;

    TestMirror(Path directory) {
        this(directory, "docs");
    }

    TestMirror(Path directory, String name) {
        root = directory.resolve(name);
        place = new MirrorPlace(name, root, directory.resolve("mirrors").resolve(name + ".git"), "main");
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(String path, String content) throws IOException {
        return write(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Path write(String path, byte[] content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    MirrorWriter writer() {
        return new MirrorWriter(
                new Author("Kim", "kim@example.org"), "d-00000000000a", "0a1b2c3d", () -> NOW.plusSeconds(runs));
    }

    MirrorRepository open() {
        return MirrorRepository.open(place, writer());
    }

    MirrorRun run() {
        return new MirrorRun(Integer.toString(++runs), problems::add, Progress.NONE, new Interruption());
    }

    /** Problems are those of this commit only. */
    MirrorCommit commit() {
        return commit(MirrorChange.any("sync: docs"));
    }

    MirrorCommit commit(MirrorChange change) {
        problems.clear();
        try (MirrorRepository repository = open()) {
            problems.addAll(repository.repairs());
            return repository.commit(run(), rules, change);
        }
    }

    /** Waits until files that were just written have times of the past. */
    void settle() throws IOException {
        Path probe = root.resolveSibling("probe");
        long begun = FileStamp.of(Files.writeString(probe, "x")).changed();
        while (FileStamp.of(Files.writeString(probe, "x")).changed() < begun + TimeUnit.MILLISECONDS.toNanos(40)) {
            Thread.onSpinWait();
        }
    }

    String git(String... arguments) {
        return new String(gitBytes(arguments), StandardCharsets.UTF_8).strip();
    }

    byte[] gitBytes(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", place.repository().toString()));
        command.addAll(List.of(arguments));
        try {
            Path errors = root.resolveSibling("git-errors");
            Process git =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            byte[] out = git.getInputStream().readAllBytes();
            if (git.waitFor() != 0) {
                throw new AssertionError(
                        command + ": " + new String(out, StandardCharsets.UTF_8) + Files.readString(errors));
            }
            return out;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What git itself says is in the branch: mode and path, content as Latin-1. */
    SortedMap<String, String> committed() {
        return committed("main");
    }

    SortedMap<String, String> committed(String commit) {
        SortedMap<String, String> files = new TreeMap<>();
        for (String line : git("ls-tree", "-r", "-z", commit).split("\0", -1)) {
            if (!line.isEmpty()) {
                String[] words = line.split("[ \t]", 4);
                String content = new String(gitBytes("cat-file", "blob", words[2]), StandardCharsets.ISO_8859_1);
                files.put(words[3], words[0].substring(3) + " " + content);
            }
        }
        return files;
    }

    /** The same of a directory on disk. */
    static SortedMap<String, String> onDisk(Path root) {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(it -> !Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String path = root.relativize(file).toString();
                files.put(
                        path,
                        Files.isSymbolicLink(file)
                                ? "000 " + Files.readSymbolicLink(file)
                                : (FileStamp.of(file).isExecutable() ? "755 " : "644 ")
                                        + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Strict, and of everything. */
    void fsck() {
        git("fsck", "--strict", "--full", "--no-dangling");
    }

    Set<String> leftOut() {
        return problems.stream().map(Problem::where).collect(Collectors.toSet());
    }
}
