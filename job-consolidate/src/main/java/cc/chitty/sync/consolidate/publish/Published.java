package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * What was published last: the stamps of journals and views, and what the next merge builds on. If a file is no longer
 * as it was left (edited by hand, damaged, replaced by a pull, restored by a rollback), or the settings changed, the
 * views are made anew from the journals instead of being spliced.
 */
public final class Published {

    /** Small: each page of it is new memory, which costs more than a further read. */
    private static final int BLOCK = 32 * 1024;

    private static final String RECORD = "published.properties";
    /** Raised whenever the same journals would give other bytes than before. */
    private static final String FORMAT = "1";

    private final StateDirectory state;

    public Published(StateDirectory state) {
        this.state = state;
    }

    /** Whether journals and views are as they were left, under the same law settings. */
    public boolean isCurrent(String law) throws IOException {
        return isCurrent(facts(), law);
    }

    private boolean isCurrent(Map<String, String> known, String law) throws IOException {
        Map<String, String> now = stamps(Map.of());
        now.put("format", FORMAT);
        now.put("law", law);
        return !known.isEmpty()
                && now.entrySet().stream().allMatch(e -> e.getValue().equals(known.get(e.getKey())))
                && known.keySet().stream()
                        .filter(name -> name.startsWith("stamp."))
                        .allMatch(now::containsKey);
    }

    /**
     * Whether the views have the bytes that were published, too. A stamp does not tell that of a damaged disk, or of a file
     * that was given its old time back, and what is spliced is as right as what it is made of.
     */
    public boolean holds(String law) throws IOException {
        Map<String, String> known = facts();
        if (!isCurrent(known, law)) {
            return false;
        }
        for (Path view : List.of(state.todosView(), state.projectsView())) {
            if (!Files.exists(view) || !checksum(view).equals(known.get(checked(view)))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What {@link #holds} will ask for.
     *
     * @param prepared the new file of each view that is replaced
     */
    Map<String, String> checksums(Map<Path, Path> prepared) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        for (Path view : List.of(state.todosView(), state.projectsView())) {
            Path file = prepared.getOrDefault(view, view);
            if (Files.exists(file)) {
                checksums.put(checked(view), checksum(file));
            }
        }
        return checksums;
    }

    private String checked(Path view) {
        return "checksum." + state.relative(view);
    }

    private static String checksum(Path file) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                checksum.update(buffer.flip());
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    /** Whether this journal was there when something was published last, and is not any more. */
    public boolean hasLost(Path journal) throws IOException {
        return facts().containsKey("stamp." + state.relative(journal)) && !Files.exists(journal);
    }

    /** Empty where nothing was published yet. */
    public Map<String, String> facts() throws IOException {
        Path record = record();
        Map<String, String> facts = new TreeMap<>();
        if (Files.exists(record)) {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(record)));
            properties.stringPropertyNames().forEach(name -> facts.put(name, properties.getProperty(name)));
        }
        return facts;
    }

    /** Where all this is written down. */
    Path record() {
        return state.root().resolve(RECORD);
    }

    /**
     * The content of {@link #record} once the prepared files are in their places.
     *
     * @param prepared the new file of each journal and view that is replaced
     */
    byte[] text(Map<String, String> facts, Map<Path, Path> prepared) throws IOException {
        Properties properties = new Properties();
        properties.putAll(facts);
        properties.setProperty("format", FORMAT);
        properties.putAll(stamps(prepared));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Makes the next merge build the views anew. */
    public void forget() {
        DurableFile.delete(record());
    }

    /** A file keeps its stamp when it is renamed. */
    private Map<String, String> stamps(Map<Path, Path> prepared) throws IOException {
        Set<Path> files = new HashSet<>(prepared.keySet());
        files.addAll(JournalSet.files(state.devices()));
        files.add(state.todosView());
        files.add(state.projectsView());
        files.add(state.conflictsView());
        Map<String, String> stamps = new TreeMap<>();
        for (Path file : files) {
            stamps.put("stamp." + state.relative(file), stamp(prepared.getOrDefault(file, file)));
        }
        return stamps;
    }

    private static String stamp(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "none";
        }
        Stamp stamp = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
        return stamp.size() + "/" + stamp.modified() + "/" + stamp.identity();
    }
}
