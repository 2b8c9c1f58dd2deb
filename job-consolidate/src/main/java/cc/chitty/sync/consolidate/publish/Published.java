package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What was published last: the stamps of journals and views, and what the next merge builds on. If a file is no longer
 * as it was left (edited by hand, damaged, replaced by a pull, restored by a rollback), or the settings changed, the
 * views are made anew from the journals instead of being spliced.
 */
public final class Published {

    /** Small: each page of it is new memory, which costs more than a further read. */
    private static final int BLOCK = 32 * 1024;

    static final String RECORD = "published.properties";
    /** Raised whenever the same journals would give other bytes than before. */
    private static final String FORMAT = "2";

    private static final String STAMP = "stamp.";
    private static final String LINE = "line";
    /** So many runs may die in a row between their publication and the repository's knowing of it. */
    private static final int NAMES = 16;

    /** The stamp of a file that is not there. */
    private static final String NONE = "none";

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
                        .filter(name -> name.startsWith(STAMP))
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
        return isAsPublished(state.todosView(), known) && isAsPublished(state.projectsView(), known);
    }

    /** Whether the file was published: it was there when something was published last. */
    boolean knows(Path file) throws IOException {
        return !publishedStamp(file).equals(NONE);
    }

    private String publishedStamp(Path file) throws IOException {
        return facts().getOrDefault(STAMP + state.relative(file), NONE);
    }

    /** Whether a file that was published has the stamp it had then. Reads nothing of it. */
    boolean hasSameStamp(Path file) throws IOException {
        String known = publishedStamp(file);
        return !known.equals(NONE) && stamp(file).equals(known);
    }

    /** Whether a view or journal is there with the bytes that were published. */
    public boolean isAsPublished(Path file) throws IOException {
        return isAsPublished(file, facts());
    }

    private boolean isAsPublished(Path file, Map<String, String> known) throws IOException {
        String checksum = known.get(checked(file));
        return checksum != null
                && Files.exists(file)
                && Content.of(file).checksum().equals(checksum);
    }

    /**
     * Journals of which the stamp is not the published one, those that are gone among them. Where nothing was published yet,
     * or what was published counts no more, that is every one.
     */
    public Set<Path> changedJournals() throws IOException {
        Map<String, String> known = facts();
        Set<Path> journals = new TreeSet<>(JournalSet.files(state.devices()));
        known.keySet().stream()
                .filter(name -> name.startsWith(STAMP))
                .map(name -> state.root().resolve(name.substring(STAMP.length())))
                .filter(file -> file.startsWith(state.devices()))
                .forEach(journals::add);
        Set<Path> changed = new TreeSet<>();
        for (Path journal : journals) {
            if (!stamp(journal).equals(known.get(STAMP + state.relative(journal)))) {
                changed.add(journal);
            }
        }
        return changed;
    }

    /** How many registers a journal had when it was published; 0 where that is not known. */
    public long registers(Path journal) throws IOException {
        return Long.parseLong(facts().getOrDefault(counted(journal), "0"));
    }

    /**
     * What {@link #holds} and {@link #registers} will ask for. What did not change since it was published is not read again.
     *
     * @param prepared the new file of each journal and view that is replaced
     */
    Map<String, String> contents(Map<Path, Path> prepared) throws IOException {
        Map<String, String> known = facts();
        Map<String, String> contents = new TreeMap<>();
        for (Path view : List.of(state.todosView(), state.projectsView(), state.conflictsView())) {
            Path file = prepared.getOrDefault(view, view);
            if (Files.exists(file)) {
                contents.put(checked(view), Content.of(file).checksum());
            }
        }
        Set<Path> journals = new TreeSet<>(JournalSet.files(state.devices()));
        prepared.keySet().stream()
                .filter(file -> file.startsWith(state.devices()))
                .forEach(journals::add);
        for (Path journal : journals) {
            contents.putAll(content(journal, prepared.getOrDefault(journal, journal), known));
        }
        return contents;
    }

    private Map<String, String> content(Path journal, Path file, Map<String, String> known) throws IOException {
        String checksum = known.get(checked(journal));
        String registers = known.get(counted(journal));
        boolean same = stamp(file).equals(known.get(STAMP + state.relative(journal)));
        if (same && checksum != null && registers != null) {
            return Map.of(checked(journal), checksum, counted(journal), registers);
        }
        Content content = Content.of(file);
        return Map.of(checked(journal), content.checksum(), counted(journal), Long.toString(content.lines()));
    }

    private String checked(Path file) {
        return "checksum." + state.relative(file);
    }

    private String counted(Path journal) {
        return "registers." + state.relative(journal);
    }

    /** What can be told of a file by reading it once. */
    private record Content(String checksum, long lines) {

        static Content of(Path file) throws IOException {
            CRC32C checksum = new CRC32C();
            byte[] block = new byte[BLOCK];
            long lines = 0;
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(block); read >= 0; read = in.read(block)) {
                    checksum.update(block, 0, read);
                    lines += feeds(block, read);
                }
            }
            return new Content(Long.toHexString(checksum.getValue()), lines);
        }

        private static int feeds(byte[] block, int length) {
            int feeds = 0;
            for (int i = 0; i < length; i++) {
                feeds += block[i] == '\n' ? 1 : 0;
            }
            return feeds;
        }
    }

    /** Empty where nothing was published yet, where that counts no more, and where it cannot be read. */
    public Map<String, String> facts() throws IOException {
        Map<String, String> facts = new TreeMap<>(CheckedFile.read(record()).values());
        facts.remove(LINE);
        return facts;
    }

    /** What is wrong with what is written down; empty where nothing is, and where nothing was written down yet. */
    public Optional<Problem> damage() throws IOException {
        return damage(CheckedFile.read(record()));
    }

    private Optional<Problem> damage(CheckedFile.Content content) {
        return Optional.ofNullable(content.defect())
                .map(defect -> new Problem(
                        record().toString(),
                        "what was published last cannot be read: " + defect
                                + "; nothing counts as published, and every source is read again"));
    }

    /**
     * The names of the last publications of what was read of sources, the newest last; git-push publishes without one. The job
     * repository has the name of that which holds what its rows say was read: where it is none of these, the rows and the
     * files are not of one history. Several, as a run may die before the repository has the new name.
     */
    public List<String> line() throws IOException {
        return line(CheckedFile.read(record()));
    }

    private static List<String> line(CheckedFile.Content content) {
        String line = content.values().getOrDefault(LINE, "");
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    /** What is wrong where it cannot be read, or does not know of a publication; empty where nothing is. */
    public Optional<Problem> disbelief(Optional<String> publication) throws IOException {
        CheckedFile.Content content = CheckedFile.read(record());
        Optional<Problem> damage = damage(content);
        return damage.isPresent() || publication.isEmpty() || line(content).contains(publication.get())
                ? damage
                : Optional.of(missing(publication.get()));
    }

    private Problem missing(String publication) {
        String what = Files.exists(record())
                ? "does not know of publication " + publication + ", which the job repository has"
                : "is gone, and the job repository has publication " + publication;
        return new Problem(
                record().toString(),
                what + ": files and repository are not of the same time; every source is read again");
    }

    /** Where all this is written down. */
    Path record() {
        return state.root().resolve(RECORD);
    }

    /**
     * The content of {@link #record} once the prepared files are in their places.
     *
     * @param prepared the new file of each journal and view that is replaced
     * @param run which read the sources; null if it is a publication without a name
     */
    byte[] text(Map<String, String> facts, Map<Path, Path> prepared, @Nullable String run) throws IOException {
        Map<String, String> all = new TreeMap<>(facts);
        all.put("format", FORMAT);
        all.putAll(stamps(prepared));
        List<String> line = new ArrayList<>(line());
        if (run != null) {
            line.add(run + "-" + CheckedFile.checksum(all)); // stamps make it another one than any before
        }
        return CheckedFile.bytes(with(line, all));
    }

    private static Map<String, String> with(List<String> line, Map<String, String> facts) {
        List<String> newest = line.subList(Math.max(0, line.size() - NAMES), line.size());
        Map<String, String> all = new TreeMap<>(facts);
        if (!newest.isEmpty()) {
            all.put(LINE, String.join(" ", newest));
        }
        return all;
    }

    /** Makes the next merge build the views anew. */
    public void forget() throws IOException {
        List<String> line = line();
        if (line.isEmpty()) {
            DurableFile.delete(record());
        } else {
            DurableFile.replace(record(), CheckedFile.bytes(with(line, Map.of())));
        }
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
            stamps.put(STAMP + state.relative(file), stamp(prepared.getOrDefault(file, file)));
        }
        return stamps;
    }

    private static String stamp(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        Stamp stamp = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
        return stamp.size() + "/" + stamp.modified() + "/" + stamp.identity();
    }
}
