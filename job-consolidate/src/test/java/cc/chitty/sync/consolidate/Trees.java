package cc.chitty.sync.consolidate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at whole directories, and empties them. */
public final class Trees {

    private Trees() {}

    /** The content of each file, by its path below the directory. */
    public static Map<String, String> files(Path directory) {
        Map<String, String> files = new TreeMap<>();
        for (Path path : below(directory)) {
            if (Files.isRegularFile(path)) {
                files.put(directory.relativize(path).toString(), text(path));
            }
        }
        return files;
    }

    /** Whatever could change by working in the directory: names, modes, times, contents. */
    public static Map<String, String> traces(Path directory, String... but) {
        Map<String, String> traces = new TreeMap<>();
        for (Path path : below(directory)) {
            String name = directory.relativize(path).toString();
            if (Stream.of(but).noneMatch(name::startsWith)) {
                traces.put(name, trace(path));
            }
        }
        return traces;
    }

    private static String trace(Path path) {
        try {
            String content = Files.isRegularFile(path) ? Files.readString(path) : "";
            return Files.readAttributes(path, "unix:mode,ino,lastModifiedTime", LinkOption.NOFOLLOW_LINKS) + content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(Path file) {
        return Files.exists(file) ? text(file).lines().toList() : List.of();
    }

    /** Deletes what is in the directory; makes it if it is not there. */
    public static void empty(Path directory) {
        make(directory);
        below(directory).stream()
                .sorted(Comparator.reverseOrder())
                .filter(path -> !path.equals(directory))
                .forEach(Trees::delete);
    }

    public static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
