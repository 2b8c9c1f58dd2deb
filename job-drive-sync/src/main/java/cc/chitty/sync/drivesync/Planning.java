package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.DeletionGuard;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.Plan;
import cc.chitty.sync.drivesync.plan.Planner;
import cc.chitty.sync.drivesync.plan.RemoteState;
import cc.chitty.sync.drivesync.plan.Sides;
import cc.chitty.sync.drivesync.store.Base;
import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The step plan: both sides are listed, everything is decided, and the guard looks at it, before the first write. */
record Planning(Parts parts, Work work, RemoteFacts facts, DriveStore store) {

    /** Copies of conflicts are told apart by the minute. */
    private static final DateTimeFormatter MARK =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** What has to be free beside what is transferred. */
    private static final long SPARE = 64L << 20;

    void run() {
        DriveRun run = work.run();
        Optional<StoredPlan> open = store.openPlan();
        if (!run.options().dryRun()) {
            recover(open);
        }
        boolean usable = open.isPresent() && isUsable(open.get());
        if (open.isPresent() && !usable && !run.options().dryRun()) {
            new Unrecorded(work, store, open.get())
                    .settle(); // what cannot be told is two sides that differ to the new plan
        }
        if (open.isPresent() && usable) {
            run.count(DriveRun.PLANS_RESUMED, 1);
            workOn(open.get());
            return;
        }
        Plan plan = make();
        run.plan(plan);
        plan.problems().forEach(run::problem);
        plan.counts().forEach(run::count);
        guard(plan);
        requireSpace(plan);
        if (!run.options().dryRun()) {
            record(plan);
        }
    }

    /** Without an open plan nothing can be unrecorded, and what a note says is of one that the tables do not know any more. */
    private void recover(Optional<StoredPlan> open) {
        Path own = parts.place().own(parts.settings());
        if (open.isEmpty()) {
            PublishedChunk.forget(own);
            BegunChunk.forget(own);
            return;
        }
        int recovered = PublishedChunk.of(own, open.get()).settle(work, store);
        if (recovered > 0) {
            work.run().count("files_recovered", recovered);
        }
    }

    private boolean isUsable(StoredPlan plan) {
        DriveOptions options = work.run().options();
        Instant oldest = now().minus(parts.all().planAge());
        return !options.dryRun()
                && !options.anew()
                && Files.isDirectory(work.root()) // it was there when the guard agreed
                && plan.made().isAfter(oldest)
                && plan.settings().equals(parts.settingsDigest());
    }

    private Instant now() {
        return parts.place().clock().instant();
    }

    private Plan make() {
        CompletableFuture<Listed<MirrorState>> listing =
                CompletableFuture.supplyAsync(() -> work.mirror().list());
        boolean mayBeMissing =
                parts.settings().direction().writesRemote() && store.base().isEmpty();
        CompletableFuture<Listed<RemoteState>> asking =
                CompletableFuture.supplyAsync(() -> work.remote().list(mayBeMissing));
        SortedMap<String, Agreed> base = store.base().read();
        Listed<RemoteState> remote = joined(asking);
        Listed<MirrorState> mirror = joined(listing);
        work.run().mirror(Fingerprint.of(mirror.files()));
        remote.problems().forEach(work.run()::problem);
        mirror.problems().forEach(work.run()::problem);
        TreeSet<String> blocked = new TreeSet<>(remote.blocked());
        blocked.addAll(mirror.blocked());
        blocked.addAll(excluded(mirror.files()));
        Sides sides = new Sides(base, mirror.files(), remote.files(), blocked);
        work.run().count("files_on_remote", remote.files().size());
        return new Planner(
                        parts.settings().direction(),
                        new MirrorContents(work.root()),
                        MARK.format(now()),
                        new CaseClashes(work.mirror(), parts.staging()).without(sides, work.run()::problem))
                .plan();
    }

    private static <T> T joined(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What the filter leaves out is neither there nor gone. The same rclone decides it for both sides. */
    private SortedSet<String> excluded(SortedMap<String, MirrorState> files) {
        if (parts.settings().filter().isEmpty() || files.isEmpty()) {
            return new TreeSet<>();
        }
        TreeSet<String> excluded = new TreeSet<>(files.keySet());
        excluded.removeAll(parts.files(
                        parts.rclone(work.run().interruption()),
                        facts.capabilities(),
                        work.root().toString(),
                        "")
                .list(true)
                .files()
                .keySet());
        return excluded;
    }

    private void guard(Plan plan) {
        String agreed = work.run().options().agreed();
        DeletionGuard deletions = parts.settings().deletionGuard();
        Optional<DeletionGuard.Refusal> refusal =
                agreed.equals(DriveOptions.ALL_DELETIONS) ? deletions.checkMirror(plan) : deletions.check(plan, agreed);
        if (refusal.isPresent()) {
            String name = parts.settings().name();
            throw new Failure(
                    FailureCategory.REFUSED,
                    "sync " + name,
                    refusal.get().what(),
                    "Nothing was changed. Look at both sides; if it is right, agree to exactly that: 'chittysync"
                            + " drive-sync "
                            + name + " --agree-deletions " + refusal.get().fingerprint() + "'.");
        }
    }

    private void requireSpace(Plan plan) {
        long needed = plan.transfers().stream()
                .filter(it -> it.action().fetches())
                .mapToLong(it -> it.bytes())
                .sum();
        Path place = existing(work.root());
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            if (needed > 0 && free < needed + SPARE) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "fetch " + (needed >> 20) + " MiB to " + place,
                        "only " + (free >> 20) + " MiB are free there",
                        "Nothing was changed. Free some space and start again.");
            }
        } catch (IOException e) {
            throw StorageFailure.of("measure the file system of", place, e);
        }
    }

    private static Path existing(Path path) {
        Path existing = path;
        while (!Files.exists(existing)) {
            Path above = existing.getParent();
            if (above == null) {
                return existing;
            }
            existing = above;
        }
        return existing;
    }

    /** Only now is the mirror's directory made: where it is gone, as a disk's that is not mounted, the guard has agreed to that. */
    private void record(Plan plan) {
        PrivateDirectory.create(work.root());
        Base base = store.base();
        base.remove(plan.forgotten());
        base.put(settled(plan.adopted()));
        work.run().count("files_adopted", plan.adopted().size());
        if (plan.transfers().isEmpty()) {
            return;
        }
        workOn(store.store(
                now(), parts.settingsDigest(), new Chunker(parts.all().chunk(), parts.settings()).chunks(plan)));
    }

    /** The name is stored before anything is set aside, so that a rollback finds it. */
    private void workOn(StoredPlan plan) {
        String aside = work.asideOf(plan);
        work.run().stored(plan);
        work.run().aside(aside);
        store.worksOn(work.run().id(), plan.id(), aside);
    }

    private static Map<String, Agreed> settled(Map<String, Agreed> adopted) {
        Map<String, Agreed> all = new TreeMap<>();
        adopted.forEach((path, agreed) ->
                all.put(path, new Agreed(agreed.remote(), Work.settled(agreed.mirror()), agreed.digest())));
        return all;
    }
}
