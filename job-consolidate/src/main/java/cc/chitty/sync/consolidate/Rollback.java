package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JournalReader;
import cc.chitty.sync.consolidate.journal.JournalScan;
import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.snapshot.Kept;
import cc.chitty.sync.kernel.snapshot.Retention;
import cc.chitty.sync.kernel.snapshot.Snapshot;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts journal and views back to what they were before a run. The source files count as read all the same, so what is
 * set aside comes back only when its source changes or is read in full, or when the rollback is itself rolled back.
 */
public final class Rollback {

    /** More sightings set aside than this are counted, not listed. */
    public static final int LISTED = 1_000;

    /** Snapshots of these hold files of this job. */
    private static final Set<String> JOBS = Set.of(ConsolidateJobConfiguration.NAME, "restore");

    private final Consolidate consolidate;
    private final ConsolidatePlace place;
    private final SourceFiles files;
    private final RunHistory history;
    private final Snapshots snapshots;
    private final Publisher publisher;

    Rollback(
            Consolidate consolidate,
            ConsolidatePlace place,
            SourceFiles files,
            RunHistory history,
            Retention retention) {
        this.consolidate = consolidate;
        this.place = place;
        this.files = files;
        this.history = history;
        this.snapshots = new Snapshots(place.state());
        this.publisher = new Publisher(place.state(), new SnapshotKeeper(place.state(), retention, place.clock()));
    }

    /**
     * What a rollback did.
     *
     * @param restored the snapshot gone back to
     * @param undo the snapshot that takes the rollback back
     * @param files how many files were put back
     * @param setAside sightings of this device that its journal held before and does not now, at most {@link #LISTED}
     * @param setAsideCount how many they are
     */
    public record Undone(SnapshotId restored, SnapshotId undo, int files, List<Sighting> setAside, long setAsideCount) {

        public Undone {
            setAside = List.copyOf(setAside);
        }
    }

    /** To before a run that changed something. */
    public Undone toBefore(long run) {
        String end = "-" + ConsolidateJobConfiguration.NAME + "-" + run;
        return consolidate.exclusively(() -> {
            completePending();
            List<SnapshotId> taken = snapshots.ids().stream()
                    .filter(it -> it.text().endsWith(end))
                    .toList();
            Instant began = history.find(run).map(RecordedRun::began).orElse(Instant.MIN);
            SnapshotId id = taken.stream()
                    .filter(it -> !it.instant().isBefore(began))
                    .findFirst()
                    .orElseThrow(() -> taken.isEmpty() ? noSnapshot(run) : older(run, taken.get(0)));
            return restore(id);
        });
    }

    /** To a snapshot. */
    public Undone to(SnapshotId id) {
        return consolidate.exclusively(() -> {
            completePending();
            return restore(id);
        });
    }

    private static Failure noSnapshot(long run) {
        return new Failure(
                FailureCategory.USAGE,
                "roll back run " + run,
                "no snapshot was taken by it",
                "A run that changed nothing takes none, and old ones are pruned; `snapshots` lists what there is.");
    }

    /** Numbers had begun anew with the job repository. */
    private static Failure older(long run, SnapshotId taken) {
        return new Failure(
                FailureCategory.USAGE,
                "roll back run " + run,
                "snapshot " + taken + " was taken before that run began: it is of an earlier run of this number",
                "If that is the one you mean, name it: `chittysync rollback " + taken + "`.");
    }

    /** What a dead run had begun to publish would be put on top of what is restored. */
    private void completePending() {
        try {
            if (publisher.isPending()) {
                publisher.complete();
            }
        } catch (IOException e) {
            throw StorageFailure.of(
                    "complete what was published in", place.state().root(), e);
        }
    }

    private Undone restore(SnapshotId id) {
        Snapshot wanted = snapshots.read(id);
        if (!JOBS.contains(wanted.job())) {
            String seen = "it is a snapshot of " + wanted.job();
            throw new Failure(FailureCategory.USAGE, "roll back to " + id, seen, "`snapshots` lists all of them.");
        }
        Snapshot before =
                snapshots.restoreSince(id, JOBS, wanted.run(), place.clock().instant());
        forgetPublished();
        List<Sighting> setAside = new ArrayList<>();
        Map<String, Set<String>> sayAgain = new HashMap<>();
        long count = compare(before, sighting -> {
            if (setAside.size() < LISTED) {
                setAside.add(sighting);
            }
            sayAgain.computeIfAbsent(sighting.session().id(), session -> new HashSet<>())
                    .add(sighting.todo().content());
        });
        sayAgain.forEach(files::forgetSaid);
        return new Undone(id, before.id(), before.files().size(), setAside, count);
    }

    private void forgetPublished() {
        try {
            new Published(place.state()).forget();
        } catch (IOException e) {
            throw StorageFailure.of(
                    "forget what was published in", place.state().root(), e);
        }
    }

    private long compare(Snapshot before, Consumer<Sighting> setAside) {
        Path journal = JournalSet.file(place.state().devices(), place.device());
        Path relative = place.state().relative(journal);
        boolean kept = before.files().stream()
                .anyMatch(file -> file.path().equals(relative) && file.how() == Kept.How.CONTENT);
        if (!kept) {
            return 0;
        }
        Path old = snapshots.file(before.id(), relative);
        try (JournalReader then = new JournalReader(old, place.device());
                JournalReader now = new JournalReader(journal, place.device())) {
            return isWhole(old) ? compare(then, now, setAside) : 0; // what a damaged one held cannot be told
        } catch (IOException e) {
            throw StorageFailure.of("compare journals with", old, e);
        }
    }

    private boolean isWhole(Path journal) throws IOException {
        return JournalScan.of(journal, Files.size(journal), place.device(), sighting -> {})
                        .defect()
                == null;
    }

    private static long compare(JournalReader then, JournalReader now, Consumer<Sighting> setAside) {
        long count = 0;
        for (@Nullable TodoKey todo = then.upcoming(); todo != null; todo = then.upcoming()) {
            List<Sighting> missing = new ArrayList<>(then.sightings(todo));
            missing.removeAll(now.sightings(todo));
            missing.sort(Comparator.comparing(Sighting::session));
            count += missing.size();
            missing.forEach(setAside);
        }
        return count;
    }
}
