package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The journals of all devices, walked together by ascending todo. */
public final class JournalSet implements Closeable {

    private static final String SUFFIX = ".jsonl";

    private final JournalReader own;
    private final List<JournalReader> others = new ArrayList<>();

    private JournalSet(JournalReader own) {
        this.own = own;
    }

    /** Opens every journal in {@code directory}; this device's own may not be there yet. */
    public static JournalSet open(Path directory, String device) throws IOException {
        JournalSet set = new JournalSet(new JournalReader(file(directory, device), device));
        for (Path path : files(directory)) {
            if (!device(path).equals(device)) {
                set.others.add(new JournalReader(path, device(path)));
            }
        }
        return set;
    }

    public static Path file(Path directory, String device) {
        return directory.resolve(device + SUFFIX);
    }

    /** The journals' files, sorted by name. */
    public static List<Path> files(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            stream.forEach(found::add);
        }
        found.sort(Comparator.comparing(Path::toString));
        return found;
    }

    public static String device(Path journal) {
        String name = Objects.requireNonNull(journal.getFileName()).toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    public JournalReader own() {
        return own;
    }

    /** The smallest todo that was not asked for yet; null at the end of all. */
    public @Nullable TodoKey upcoming() {
        TodoKey smallest = own.upcoming();
        for (JournalReader reader : others) {
            TodoKey key = reader.upcoming();
            if (key != null && (smallest == null || key.compareTo(smallest) < 0)) {
                smallest = key;
            }
        }
        return smallest;
    }

    /** What all devices say of a todo, which must come after all asked for before. */
    public List<Sighting> sightings(TodoKey todo) {
        List<Sighting> all = own.sightings(todo);
        for (JournalReader reader : others) {
            all.addAll(reader.sightings(todo));
        }
        return all;
    }

    /** Goes past a todo that {@link #upcoming} named, without reading what is said of it. */
    public void pass(TodoKey todo) {
        own.pass(todo);
        for (JournalReader reader : others) {
            reader.pass(todo);
        }
    }

    @Override
    public void close() throws IOException {
        own.close();
        for (JournalReader reader : others) {
            reader.close();
        }
    }
}
