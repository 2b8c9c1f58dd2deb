package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lists agents' directories with one stat an entry. What is not there yields nothing; what cannot be listed is a problem
 * of {@link FoundFiles}; what vanishes in between is left out. Links are followed.
 */
public final class Listing {

    /** So many entries are worth the work of several threads. */
    private static final int MANY = 1_000;

    private final FoundFiles found;

    public Listing(FoundFiles found) {
        this.found = found;
    }

    /**
     * A name in a directory, and what it names, links followed.
     *
     * @param directory which directory it is, by whatever way it was reached; null where it is none
     */
    public record Entry(
            String name,
            Path path,
            boolean isFile,
            @Nullable Object directory,
            Stamp stamp) {

        private static Entry of(String name, Path path, BasicFileAttributes attributes) {
            Object directory = attributes.isDirectory() ? key(path, attributes) : null;
            return new Entry(name, path, attributes.isRegularFile(), directory, Stamp.of(attributes));
        }

        public boolean isDirectory() {
            return directory != null;
        }
    }

    /** The entries of one directory that are in focus, sorted by name. */
    public List<Entry> of(Path directory) {
        Set<String> names = found.focus().namesIn(directory);
        if (names == null) {
            return whole(directory);
        }
        List<Entry> entries = new ArrayList<>();
        names.forEach(name -> look(directory.resolve(name)).ifPresent(entries::add));
        return entries;
    }

    /** The entries of one directory, in focus or not, sorted by name: where they make one list together. */
    public List<Entry> whole(Path directory) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            problem(directory, e);
        } catch (IOException e) {
            problem(directory, e);
        }
        return (paths.size() < MANY ? paths.stream() : paths.parallelStream())
                .map(this::look)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    /** Every regular file below a directory, at any depth; a directory that links lead to again is walked once. */
    public void tree(Path directory, Consumer<Entry> files) {
        BasicFileAttributes root = Files.exists(directory) ? attributes(directory) : null;
        walk(directory, files, root == null ? new HashSet<>() : new HashSet<>(Set.of(key(directory, root))));
    }

    private void walk(Path directory, Consumer<Entry> files, Set<Object> walked) {
        for (Entry entry : of(directory)) {
            if (entry.isFile()) {
                files.accept(entry);
            } else if (entry.directory() != null && walked.add(entry.directory())) {
                walk(entry.path(), files, walked);
            }
        }
    }

    private static Object key(Path path, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? path : key;
    }

    private Optional<Entry> look(Path path) {
        String name = path.getFileName().toString();
        if (!isStable(path, name)) {
            tell(path, "its name is not valid UTF-8, so it cannot be read");
            return Optional.empty();
        }
        return Optional.ofNullable(attributes(path)).map(attributes -> Entry.of(name, path, attributes));
    }

    /** Entries of a large directory are looked at by several threads at once. */
    private void tell(Path path, String problem) {
        synchronized (found) {
            found.problem(path, new Problem(path.toString(), problem));
        }
    }

    /** A name with invalid bytes can be listed, but the path made of its text is another one. */
    private static boolean isStable(Path path, String name) {
        return name.indexOf('\uFFFD') < 0 || path.resolveSibling(name).equals(path);
    }

    private @Nullable BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(path)) {
                tell(path, "a link to what is not there");
            }
        } catch (IOException e) {
            tell(path, "cannot be looked at: " + e);
        }
        return null;
    }

    private void problem(Path directory, Exception e) {
        if (e instanceof NoSuchFileException && !Files.isSymbolicLink(directory)) {
            return;
        }
        String seen = e instanceof NotDirectoryException ? "not a directory" : "cannot be listed: " + e;
        tell(directory, seen);
    }
}
