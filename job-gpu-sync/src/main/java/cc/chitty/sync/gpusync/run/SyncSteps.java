package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.MemoryFile;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.plan.Conflict;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard;
import cc.chitty.sync.gpusync.reconcile.Plan;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of a sync. Each begins from what is on disk and in the job repository, so that it may run again. */
public final class SyncSteps {

    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Peering peering;
    private final Measures measures;
    private final Tables tables;
    private final String owner;
    private final InstantSource clock;

    /**
     * The steps with one peer.
     *
     * @param owner one word that tells this installation from others
     */
    public SyncSteps(Peering peering, Measures measures, Tables tables, String owner, InstantSource clock) {
        this.peering = peering;
        this.measures = measures;
        this.tables = tables;
        this.owner = owner;
        this.clock = clock;
    }

    /** Connects both sides, and finds out whether an earlier attempt's plan still holds. */
    public void connect(SyncRun run) {
        if (!run.isLocked()) {
            run.locked(PeerLock.take(peering.directory()));
        }
        if (!run.isConnected()) {
            Ends ends = peering.connect();
            EndpointFacts ours = ends.ours().facts();
            EndpointFacts theirs = ends.theirs().facts();
            run.connected(ends, peering.snapshots(ours, theirs), peering.trees(run.options(), ours, theirs));
            tellSkew(run, theirs);
        }
        run.kept(kept(run));
    }

    private static void tellSkew(SyncRun run, EndpointFacts theirs) {
        boolean byTime = run.options().how().force() == Rules.Force.NEWER;
        if (byTime && theirs.ahead().abs().compareTo(SKEW) > 0) {
            run.problem(new Problem(
                    theirs.name(),
                    "its clock is " + theirs.ahead().toSeconds() + " s ahead of ours; that is taken into account"));
        }
    }

    private @org.jspecify.annotations.Nullable StoredPlan kept(SyncRun run) {
        String inputs = inputs(run);
        StoredPlan stored = tables.plans().find(run.instance()).orElse(null);
        if (stored == null) {
            tables.plans().begin(new StoredPlan(run.instance(), peering.name(), run.options().text(), inputs, null));
            return null;
        }
        StoredPlan.Made made = stored.made();
        boolean holds = made != null
                && stored.inputs().equals(inputs)
                && made.at().plus(measures.planAge()).isAfter(clock.instant())
                && new SnapshotIndex(peering.directory()).has(made.snapshot());
        return holds ? stored : null;
    }

    /** Of all that a plan depends on beside the two sides. */
    private String inputs(SyncRun run) {
        String trees = run.trees().stream()
                .map(tree -> tree.root().toString())
                .collect(Collectors.joining("\n"));
        return Hashing.of(run.options().text() + "\n" + run.places() + "\n" + trees).toString();
    }

    /** Looks at both sides. */
    public void scan(SyncRun run) {
        if (run.kept() != null) {
            return;
        }
        recordDone(run);
        for (Tree tree : run.trees()) {
            MemoryFile.Loaded loaded = file(tree).load();
            if (loaded.trouble() != null) {
                run.problem(new Problem(tree.key(), loaded.trouble()));
            }
            run.memories().put(tree.key(), loaded.memory());
        }
        Looking looking = new Looking(run.ends(), run.places(), clock, run.interruption());
        Digesting digesting = new Digesting(new CanonicalDigests(run.ends(), run.interruption()));
        Deciding deciding = new Deciding(run.ends(), new Joining(run.ends(), peering.joiner()));
        List<Decided> decided = new ArrayList<>();
        for (Looked looked : looking.at(run.trees(), run.memories())) {
            Memory memory = memory(run, looked.tree());
            run.count("digests_read", digesting.fill(looked, memory));
            run.count("files_ours", looked.entries(Side.OURS).size());
            run.count("files_theirs", looked.entries(Side.THEIRS).size());
            looked.troubles().forEach(it -> run.problem(new Problem(looked.tree().key(), it)));
            decided.add(deciding.decide(looked, memory, rules(run, looked.tree())));
        }
        run.decided(decided);
    }

    private static Memory memory(SyncRun run, Tree tree) {
        return run.memories().computeIfAbsent(tree.key(), key -> new Memory());
    }

    private static Rules rules(SyncRun run, Tree tree) {
        SyncOptions.How how = run.options().how();
        Rules.Direction direction =
                Rules.Direction.valueOf(tree.root().direction().name());
        return Rules.oneWay(direction)
                .deleting(direction == Rules.Direction.BOTH || how.deletes())
                .forcing(how.force())
                .withTheirClockAhead(run.ends().theirs().facts().ahead());
    }

    private MemoryFile file(Tree tree) {
        return new MemoryFile(peering.directory(), tree.key(), tree.at(Side.OURS), tree.at(Side.THEIRS));
    }

    /** Makes the plan, or finds the one of an earlier attempt. */
    public void plan(SyncRun run) {
        StoredPlan kept = run.kept();
        if (kept != null) {
            tellKept(run, kept);
            return;
        }
        Plan plan = Planning.plan(run.decided());
        List<PlannedChange> changes = Planning.rows(plan, run.decided());
        List<Conflict> conflicts = Planning.conflicts(run.decided());
        run.planned(new SyncRun.Planned(plan.fingerprint(), changes, conflicts));
        tellLeft(run);
        requireAsked(run, plan);
        if (!run.options().dryRun()) {
            guard(run, plan);
            remember(run);
            storeConflicts(run, conflicts);
        }
        conflicts.forEach(it -> run.problem(new Problem(
                it.place().root() + ":" + it.place().path(),
                it.reason() + "; conflict " + it.id(peering.name()))));
        run.count("planned", changes.size());
        run.count("conflicts", conflicts.size());
        Instant now = clock.instant();
        tables.plans()
                .store(
                        run.instance(),
                        changes,
                        new StoredPlan.Made(now, plan.fingerprint(), SnapshotIndex.id(now, run.run())));
    }

    private void tellKept(SyncRun run, StoredPlan kept) {
        long left = tables.plans().count(run.instance(), ItemState.PLANNED);
        run.count("planned", left);
        run.count("plan_kept", 1);
        StoredPlan.Made made = kept.made();
        if (made != null) {
            run.planned(new SyncRun.Planned(made.fingerprint(), List.of(), List.of()));
        }
        for (var stored : tables.conflicts().all()) {
            if (stored.peer().equals(peering.name())
                    && run.treesByKey().containsKey(stored.conflict().place().root())) {
                run.problem(new Problem(
                        stored.conflict().place().root() + ":" + stored.conflict().place().path(),
                        stored.conflict().reason() + "; conflict " + stored.id()));
            }
        }
    }

    /** What nothing was concluded of is named; what a direction forbids is counted. */
    private static void tellLeft(SyncRun run) {
        for (Decided decided : run.decided()) {
            for (Decision decision : decided.reconciled().decisions()) {
                if (decision.verdict() != Decision.Verdict.LEAVE) {
                    continue;
                }
                if (decision.reason() == Decision.Reason.DIRECTION) {
                    run.count("left_by_direction", 1);
                } else {
                    run.problem(new Problem(
                            decided.tree().key() + ":" + decision.path(),
                            decision.reason().sentence()));
                }
            }
        }
    }

    private static void requireAsked(SyncRun run, Plan plan) {
        String asked = run.options().apply();
        if (!asked.isEmpty() && !plan.fingerprint().startsWith(asked)) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "carry out the plan " + asked,
                    "something has changed since; the plan is now " + plan.fingerprint().substring(0, 12),
                    "Look at it with --dry-run.");
        }
    }

    private void guard(SyncRun run, Plan plan) {
        if (run.options().yes() || !run.options().apply().isEmpty()) {
            return;
        }
        List<DeletionGuard.Objection> objections = measures.guard().objections(plan);
        if (!objections.isEmpty()) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "sync with " + peering.name(),
                    objections.stream()
                            .map(DeletionGuard.Objection::sentence)
                            .collect(Collectors.joining("; ")),
                    DeletionGuard.remedy(plan));
        }
    }

    /** What both sides have been seen to agree on holds whatever becomes of the plan. */
    private void remember(SyncRun run) {
        Remembering remembering =
                new Remembering(run.ends().theirs().facts().ahead().toNanos());
        for (Decided decided : run.decided()) {
            remembering.seen(decided);
            file(decided.tree()).save(decided.memory());
        }
    }

    private void storeConflicts(SyncRun run, List<Conflict> conflicts) {
        Map<String, Decided> byKey = run.decided().stream()
                .collect(Collectors.toMap(it -> it.tree().key(), it -> it, (a, b) -> a, HashMap::new));
        tables.conflicts()
                .replace(
                        peering.name(),
                        Set.copyOf(byKey.keySet()),
                        stored -> !isIgnored(
                                byKey.get(stored.conflict().place().root()),
                                stored.conflict().place().path()),
                        conflicts,
                        clock.instant());
    }

    private static boolean isIgnored(@org.jspecify.annotations.Nullable Decided decided, TreePath path) {
        if (decided == null) {
            return true;
        }
        for (TreePath at = path; !at.isRoot(); at = at.parent()) {
            if (decided.looked().seen().ignored().contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Writes down, durably and on both sides, what is about to be replaced; marks the peer as being changed. */
    public void snapshot(SyncRun run) {
        StoredPlan.Made made = made(run);
        if (run.options().dryRun() || tables.plans().count(run.instance(), ItemState.PLANNED) == 0) {
            return;
        }
        run.marked(PeerMark.take(
                run.ends().theirs(), run.ends().theirs().facts().home(), owner, clock));
        if (run.kept() == null) {
            Snapshotting snapshotting = new Snapshotting(run.ends(), run.places());
            snapshotting.requireRoom(run.planned().changes(), run.treesByKey());
            snapshotting.write(
                    new Snapshotting.Taken(made.snapshot(), peering.name(), run.run(), made.at(), ""),
                    run.planned().changes(),
                    run.treesByKey(),
                    Sight.of(run.decided()),
                    new SnapshotIndex(peering.directory()));
        }
        run.forgetSights();
    }

    private StoredPlan.Made made(SyncRun run) {
        return tables.plans()
                .find(run.instance())
                .map(StoredPlan::made)
                .orElseThrow(() -> new IllegalStateException("there is no plan of " + run.instance()));
    }

    /** What carries the plan's parcels; null where nothing is to be carried. */
    public @org.jspecify.annotations.Nullable Carrier carrier(SyncRun run) {
        if (run.options().dryRun() || tables.plans().count(run.instance(), ItemState.PLANNED) == 0) {
            return null;
        }
        Ends ends = run.ends();
        String snapshot = made(run).snapshot();
        var engine = peering.engine(ends);
        tables.plans().engine(run.instance(), engine.name());
        Bringing bringing = new Bringing(
                ends,
                engine,
                limits(run),
                new Rewriting(
                        ends,
                        new Joining(ends, peering.joiner()),
                        Rewriting.Restored.NOTHING,
                        peering.directory().resolve("spool")),
                run.progress(),
                run.interruption());
        CanonicalDigests digests = new CanonicalDigests(ends, run.interruption());
        Carrying carrying = new Carrying(
                run.treesByKey(),
                bringing,
                new Publishing(ends, run.places()),
                new Arrived(ends, digests, run.interruption()),
                snapshot);
        return new Carrier(
                new Parcels(tables.plans(), run.instance(), measures.parcel()), carrying, run.kept() != null);
    }

    private cc.chitty.sync.gpusync.engine.Engine.Limits limits(SyncRun run) {
        long asked = run.options().how().bandwidth();
        return asked == 0
                ? measures.limits()
                : new cc.chitty.sync.gpusync.engine.Engine.Limits(
                        asked, measures.limits().compressed());
    }

    /** Writes down how a parcel's changes ended. */
    public void delivered(SyncRun run, List<ItemEnd> ends) {
        tables.plans().ended(run.instance(), ends);
        for (ItemEnd end : ends) {
            if (end.state() == ItemState.DONE) {
                run.count(end.item().action().word() + "_" + (end.item().target() == Side.OURS ? "ours" : "theirs"), 1);
                run.count("bytes", end.item().bytes());
            }
        }
        PeerMark mark = run.mark();
        if (mark != null) {
            mark.renew();
        }
        run.progress().advance(ends.size());
    }

    /** Adds to what is remembered what was done, and names what was not. */
    public void record(SyncRun run) {
        if (run.options().dryRun()) {
            return;
        }
        recordDone(run);
        tables.plans().forEach(run.instance(), end -> {
            if (end.state() == ItemState.CHANGED || end.state() == ItemState.FAILED) {
                run.count(end.state().word(), 1);
                run.problem(new Problem(
                        end.item().place().root() + ":" + end.item().path(), String.valueOf(end.trouble())));
            }
        });
    }

    private void recordDone(SyncRun run) {
        if (tables.plans().count(run.instance(), ItemState.DONE) == 0) {
            return;
        }
        Map<String, Tree> trees = run.treesByKey();
        Map<String, Memory> memories = new HashMap<>();
        tables.plans().forEach(run.instance(), end -> {
            Tree tree = trees.get(end.item().place().root());
            if (tree != null && end.state() == ItemState.DONE) {
                Remembering.done(
                        end,
                        tree,
                        memories.computeIfAbsent(
                                tree.key(), key -> file(tree).load().memory()));
            }
        });
        memories.forEach((key, memory) -> {
            Tree tree = trees.get(key);
            if (tree != null) {
                file(tree).save(memory);
            }
        });
    }

    /** Removes staging directories and snapshots that are no longer kept. */
    public void prune(SyncRun run) {
        if (run.options().dryRun()) {
            return;
        }
        tables.plans().find(run.instance()).map(StoredPlan::made).ifPresent(made -> {
            for (Tree tree : run.trees()) {
                for (Side side : Side.values()) {
                    if (new SnapshotIndex(peering.directory()).has(made.snapshot())) {
                        run.ends().of(side).discard(run.ends().of(side).staging(tree.at(side), made.snapshot()));
                    }
                }
            }
        });
        new Pruning(run.ends(), new SnapshotIndex(peering.directory()), measures.kept(), clock).prune(run);
    }
}
