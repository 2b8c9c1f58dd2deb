package cc.chitty.sync.consolidate.publish;

import cc.chitty.sync.consolidate.journal.JournalScan;
import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.LifecycleFiles;
import cc.chitty.sync.consolidate.journal.SightingLine;
import cc.chitty.sync.consolidate.todo.Registers;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.snapshot.Kept;
import cc.chitty.sync.kernel.snapshot.Snapshot;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds journals that were emptied, cut, reordered or removed behind our back, and brings back what they held: from what
 * can be read of them, from the newest good one in a snapshot, and from the lifecycle, joined by the merge law. A journal
 * that was replaced by a whole one that says no less is left alone.
 */
public final class JournalMending {

    /** What snapshots are of that a rollback took. */
    private static final String ROLLBACK = "restore";

    private final StateDirectory state;
    private final Published published;
    private final Snapshots snapshots;

    public JournalMending(StateDirectory state) {
        this.state = state;
        this.published = new Published(state);
        this.snapshots = new Snapshots(state);
    }

    /**
     * A journal that is not to be built on.
     *
     * @param what is wrong with it
     * @param registers how many it had when it was published last; 0 where that is not known
     */
    public record Damage(Path journal, String what, long registers) {}

    /**
     * What is damaged. Looks at stamps, and reads only what has another one than when it was published.
     *
     * @param full whether to read all of them, whatever their stamps say
     */
    public List<Damage> damages(boolean full) throws IOException {
        List<Damage> damages = new ArrayList<>();
        boolean unknown = published.damage().isPresent();
        for (Path journal : full ? all() : published.changedJournals()) {
            long before = unknown ? registersKept(journal) : published.registers(journal);
            String what = published.isAsPublished(journal) ? null : wrong(journal, before);
            if (what != null) {
                damages.add(new Damage(journal, what, before));
            }
        }
        return damages;
    }

    /**
     * How many registers the newest snapshot has of a journal; 0 where that is not known. One that a rollback took has more than
     * there should be, and those before it may have.
     */
    private long registersKept(Path journal) throws IOException {
        Path relative = state.relative(journal);
        for (SnapshotId id : newestFirst()) {
            Snapshot snapshot = snapshots.read(id);
            if (snapshot.job().equals(ROLLBACK)) {
                return 0;
            }
            if (snapshot.files().stream()
                    .anyMatch(file -> file.path().equals(relative) && file.how() == Kept.How.CONTENT)) {
                Path kept = snapshots.file(id, relative);
                return JournalScan.of(kept, Files.size(kept), JournalSet.device(journal), sighting -> {})
                        .registers();
            }
        }
        return 0;
    }

    private List<SnapshotId> newestFirst() {
        List<SnapshotId> newestFirst = new ArrayList<>(snapshots.ids());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private Iterable<Path> all() throws IOException {
        List<Path> all = new ArrayList<>(JournalSet.files(state.devices()));
        published.changedJournals().stream()
                .filter(journal -> !all.contains(journal))
                .forEach(all::add);
        return all;
    }

    private static @Nullable String wrong(Path journal, long before) throws IOException {
        if (!Files.exists(journal)) {
            return "the journal is gone";
        }
        JournalScan scan = JournalScan.of(journal, Files.size(journal), JournalSet.device(journal), sighting -> {});
        if (scan.defect() != null) {
            return "the journal is damaged: " + scan.defect();
        }
        return scan.registers() < before
                ? "the journal has " + scan.registers() + " registers of the " + before + " that were published"
                : null;
    }

    /**
     * Puts a journal in the place of the damaged one, which is kept beside it.
     *
     * @param mayBeLess whether what cannot be brought back is going to be read again from its sources
     * @return what is to be told
     * @throws Failure REFUSED, before anything is changed, if registers would be lost
     */
    public Problem mend(Damage damage, boolean mayBeLess) throws IOException {
        Found found = new Found(JournalSet.device(damage.journal()));
        found.search(damage.journal());
        if (!mayBeLess && found.count() < damage.registers()) {
            throw refused(damage, found.count());
        }
        Optional<Path> aside = aside(damage.journal());
        if (found.count() > 0 || aside.isPresent()) {
            DurableFile.replace(damage.journal(), found::write);
        }
        String kept = aside.map(file -> "; the damaged one is kept as " + file).orElse("");
        return new Problem(
                damage.journal().toString(),
                damage.what() + "; " + found.count() + " registers were brought back from " + found.sources() + kept);
    }

    private static Failure refused(Damage damage, long found) {
        return new Failure(
                FailureCategory.REFUSED,
                "build on " + damage.journal(),
                damage.what() + ", and only " + found + " could be brought back from snapshots and the lifecycle",
                "Nothing was changed. Put the file back from its device, from git history or from a backup; this device's"
                        + " own is made again by `chittysync consolidate`. To go on without what it held, delete "
                        + Published.RECORD + " beside todos.json.");
    }

    /** A link: the damaged file is in its place until the good one takes it. */
    private static Optional<Path> aside(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return Optional.empty();
        }
        for (int number = 1; ; number++) {
            Path aside = journal.resolveSibling(journal.getFileName() + ".damaged-" + number);
            if (!Files.exists(aside)) {
                return Optional.of(Files.createLink(aside, journal));
            }
        }
    }

    /** The registers of one device that were found. */
    private final class Found {
        private final String device;
        private final Map<TodoKey, Map<SessionId, Sighting>> registers = new TreeMap<>();
        private final List<String> sources = new ArrayList<>();

        Found(String device) {
            this.device = device;
        }

        void search(Path journal) throws IOException {
            if (Files.exists(journal)) {
                JournalScan.of(journal, Files.size(journal), device, this::join);
                sources.add("itself");
            }
            Path relative = state.relative(journal);
            for (SnapshotId id : newestFirst()) {
                if (isGood(id, relative)) {
                    sources.add("snapshot " + id);
                    break;
                }
            }
            LifecycleFiles.forEach(state.lifecycle(), device, change -> join(change.now()));
            sources.add("the lifecycle");
        }

        private boolean isGood(SnapshotId id, Path relative) throws IOException {
            Optional<Kept> kept = snapshots.read(id).files().stream()
                    .filter(file -> file.path().equals(relative) && file.how() == Kept.How.CONTENT)
                    .findFirst();
            if (kept.isEmpty()) {
                return false;
            }
            Path file = snapshots.file(id, relative);
            List<Sighting> sightings = new ArrayList<>();
            boolean good = Files.size(file) >= kept.get().size()
                    && JournalScan.of(file, kept.get().size(), device, sightings::add)
                                    .defect()
                            == null;
            if (good) {
                sightings.forEach(this::join);
            }
            return good && !sightings.isEmpty();
        }

        private void join(Sighting sighting) {
            registers
                    .computeIfAbsent(sighting.todo(), todo -> new TreeMap<>())
                    .merge(sighting.session(), sighting, Registers::join);
        }

        long count() {
            return registers.values().stream().mapToLong(Map::size).sum();
        }

        String sources() {
            return String.join(", ", sources);
        }

        void write(OutputStream out) throws IOException {
            for (Map<SessionId, Sighting> sessions : registers.values()) {
                for (Sighting sighting : sessions.values()) {
                    out.write(SightingLine.write(sighting));
                }
            }
        }
    }
}
