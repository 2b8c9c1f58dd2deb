package cc.chitty.sync.gpusync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Directory trees of tests: written in short form, told as text that holds all that a rollback has to bring back. */
final class TreeText {

    private TreeText() {}

    /** Writes a file with parents; its time is so many seconds after 2025-01-01. */
    static Path write(Path root, String path, String content, int seconds) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return Files.setLastModifiedTime(
                    file,
                    FileTime.from(
                            Instant.parse("2025-01-01T00:00:00.123456789Z").plusSeconds(seconds)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path root, String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an agent calls the directory of a project. */
    static String slug(String path) {
        return path.replaceAll("[^A-Za-z0-9]", "-");
    }

    /** Everything below: kind, mode, time, content; by relative paths. */
    static SortedMap<String, String> exact(Path root) {
        return told(root, path -> true, true);
    }

    /** Kinds, modes and contents, without times and without what is ours. */
    static SortedMap<String, String> contents(Path root) {
        return told(root, path -> !path.contains("chittysync-") && !path.contains("backups"), false);
    }

    static SortedMap<String, String> told(Path root, Predicate<String> wanted, boolean times) {
        SortedMap<String, String> told = new TreeMap<>();
        if (Files.notExists(root)) {
            return told;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String name = root.relativize(path).toString();
                if (wanted.test(name)) {
                    told.put(name, text(path, times));
                }
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path path, boolean times) throws IOException {
        String time = times ? " " + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS) : "";
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path) + time;
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        return Files.isDirectory(path)
                ? "d " + mode + time
                : "f " + mode + time + " " + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    }
}
