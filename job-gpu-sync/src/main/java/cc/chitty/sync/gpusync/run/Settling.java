package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.Conflict;
import cc.chitty.sync.gpusync.plan.ConflictTable;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.DeletionGuard;
import cc.chitty.sync.gpusync.reconcile.Plan;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The step plan. */
final class Settling {

    private static final int SHORT = 12;

    private final Workshop shop;

    Settling(Workshop shop) {
        this.shop = shop;
    }

    void plan(SyncRun run) {
        StoredPlan kept = run.kept();
        if (kept != null) {
            tellKept(run, kept);
            return;
        }
        List<PlannedChange> changes = settled(run);
        run.forgetDecisions();
        Instant now = shop.clock().instant();
        StoredPlan.Made made = new StoredPlan.Made(
                now, run.planned().fingerprint(), shop.snapshots().next(now, run.run()));
        shop.tables().plans().store(run.instance(), changes, made);
    }

    private List<PlannedChange> settled(SyncRun run) {
        Plan plan = Planning.plan(run.decided(), run.git());
        List<PlannedChange> changes =
                Planning.rows(plan, run.decided(), Beside.of(run, shop.peering().name()));
        if (run.options().dryRun()) {
            changes = withoutKeys(run, changes); // a sync looks at what it is about to send
        }
        List<Conflict> conflicts = Planning.conflicts(run.decided());
        List<DeletionGuard.Objection> objections = objections(run, plan);
        run.planned(new SyncRun.Planned(
                plan.fingerprint(),
                changes,
                conflicts,
                objections.stream().map(DeletionGuard.Objection::sentence).toList()));
        tellLeft(run);
        requireAsked(run, plan);
        if (!run.options().dryRun()) {
            guard(run, objections);
            remember(run);
            Forgetting.before(changes, run, shop);
            storeConflicts(run, conflicts);
        }
        if (!run.options().how().isPartial()) {
            conflicts.forEach(it -> tell(run, it, it.id(shop.peering().name())));
        }
        run.count("planned", changes.size());
        run.count("conflicts", conflicts.size());
        run.count(
                "left_too_large",
                run.decided().stream()
                        .mapToLong(it -> it.looked().seen().tooLarge().size())
                        .sum());
        return changes;
    }

    private static List<PlannedChange> withoutKeys(SyncRun run, List<PlannedChange> changes) {
        Set<PlannedChange> keys = new HashSet<>();
        for (Tree tree : run.trees()) {
            List<PlannedChange> sent = changes.stream()
                    .filter(item -> item.place().root().equals(tree.key()))
                    .filter(item -> item.target() == Side.THEIRS && item.bringsContent())
                    .toList();
            keys.addAll(new PrivateKeys(run.ends()).among(tree, tree.at(Side.OURS), sent, PlannedChange::source));
        }
        keys.forEach(item -> run.problem(new Problem(item.place().root() + ":" + item.here(), PrivateKeys.WORDS)));
        return changes.stream().filter(item -> !keys.contains(item)).toList();
    }

    private void tellKept(SyncRun run, StoredPlan kept) {
        run.count("planned", shop.tables().plans().count(run.instance(), ItemState.PLANNED));
        run.count(SyncRun.PLAN_KEPT, 1);
        StoredPlan.Made made = kept.made();
        if (made != null) {
            run.planned(new SyncRun.Planned(made.fingerprint(), List.of(), List.of()));
        }
        Map<String, Tree> trees = run.treesByKey();
        for (ConflictTable.Stored stored : shop.tables().conflicts().all()) {
            boolean ours = !run.options().how().isPartial()
                    && stored.peer().equals(shop.peering().name())
                    && trees.containsKey(stored.conflict().place().root());
            if (ours) {
                tell(run, stored.conflict(), stored.id());
                run.count("conflicts", 1);
            }
        }
    }

    private static void tell(SyncRun run, Conflict conflict, String id) {
        PlannedChange.Place place = conflict.place();
        Tree tree = run.treesByKey().get(place.root());
        TreePath here = tree == null ? place.path() : tree.on(Side.OURS, place.path());
        run.problem(new Problem(place.root() + ":" + here, conflict.reason() + "; conflict " + id));
    }

    /** What nothing was concluded of is named; what a direction forbids is counted. */
    private static void tellLeft(SyncRun run) {
        for (Decided decided : run.decided()) {
            boolean rootTold = tellRoot(run, decided);
            for (Decision decision : decided.reconciled().decisions()) {
                boolean isTold = decision.reason() == Decision.Reason.UNKNOWN_THERE
                        && (rootTold
                                || decided.looked().names().isRefused(decision.path())
                                || decided.looked().isUnmounted(decision.path()));
                boolean isSparse = decision.reason() == Decision.Reason.IGNORED_IN_THE_WAY
                        && decided.looked().holdsSparse(decision.path());
                if (decision.verdict() == Decision.Verdict.LEAVE && !isTold && !isSparse) {
                    tellLeft(run, decided, decision);
                }
            }
        }
    }

    /** Whether a side cannot tell of the whole root, which is worth one sentence and not one for each path. */
    private static boolean tellRoot(SyncRun run, Decided decided) {
        if (decided.looked().isUnmounted(TreePath.ROOT)) {
            return true; // it was, by the look
        }
        boolean told = false;
        for (Side side : Side.values()) {
            Entry root = decided.looked().at(side, TreePath.ROOT);
            if (root != null && root.kind() != EntryKind.DIRECTORY) {
                String where = side == Side.OURS
                        ? ""
                        : " on " + run.ends().theirs().facts().name();
                run.problem(new Problem(
                        decided.tree().at(side) + where,
                        (root.trouble() == null ? "it is no directory" : root.trouble())
                                + "; nothing is synced of what is there"));
                told = true;
            }
        }
        return told;
    }

    private static void tellLeft(SyncRun run, Decided decided, Decision decision) {
        Tree tree = decided.tree();
        switch (decision.reason()) {
            case DIRECTION -> run.count("left_by_direction", 1);
            case PARENT_IN_CONFLICT -> run.count("left_in_conflict", 1);
            default ->
                run.problem(new Problem(
                        tree.key() + ":" + tree.on(Side.OURS, decision.path()), words(decided.looked(), decision)));
        }
    }

    /** Why, and what the side said that cannot tell. */
    private static String words(Looked looked, Decision decision) {
        String trouble = decision.reason() == Decision.Reason.UNKNOWN_THERE
                ? Stream.of(Side.values())
                        .map(side -> looked.at(side, decision.path()))
                        .flatMap(Stream::ofNullable)
                        .flatMap(entry -> Stream.ofNullable(entry.trouble()))
                        .findFirst()
                        .orElse("")
                : "";
        return decision.reason().sentence() + (trouble.isEmpty() ? "" : ": " + trouble);
    }

    private static void requireAsked(SyncRun run, Plan plan) {
        String asked = run.options().apply();
        if (!asked.isEmpty() && asked.length() < SHORT) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "carry out the plan " + asked,
                    "a plan is told by at least " + SHORT + " of its digits",
                    "Give all that --dry-run has shown.");
        }
        if (!plan.fingerprint().startsWith(asked)) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "carry out the plan " + asked,
                    "something has changed since; the plan is now "
                            + plan.fingerprint().substring(0, SHORT),
                    "Look at it with --dry-run.");
        }
    }

    private List<DeletionGuard.Objection> objections(SyncRun run, Plan plan) {
        boolean agreed = run.options().yes() || !run.options().apply().isEmpty();
        return agreed ? List.of() : shop.measures().guard().objections(plan);
    }

    private void guard(SyncRun run, List<DeletionGuard.Objection> objections) {
        if (!objections.isEmpty()) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "sync with " + shop.peering().name(),
                    String.join("; ", run.planned().objections()),
                    remedy(run, objections));
        }
    }

    private static String remedy(SyncRun run, List<DeletionGuard.Objection> objections) {
        if (run.options().how().isPartial()) {
            return "`chittysync gpu-sync conflicts` shows what is there. If it is meant, resolve it with --yes.";
        }
        return whole(objections) + "If it is meant, look at the plan with --dry-run and agree to it with --apply "
                + run.planned().fingerprint().substring(0, SHORT) + ".";
    }

    /** A disk that is not mounted, or a new one. */
    private static String whole(List<DeletionGuard.Objection> objections) {
        return objections.stream()
                .filter(DeletionGuard.Objection::isOfWhole)
                .findFirst()
                .map(it -> it.side() == Side.OURS
                        ? "If the peer's disk is not mounted, mount it; if what was there is lost, `gpu-sync push-all`"
                                + " brings it there again. "
                        : "If this machine's disk is not mounted, mount it; if what was here is lost, `gpu-sync"
                                + " pull-all` brings it again. ")
                .orElse("");
    }

    /** What both sides have been seen to agree on holds whatever becomes of the plan. */
    private void remember(SyncRun run) {
        if (run.decided().stream().anyMatch(Settling::agreesAnew)) {
            PlacesApart.require(run); // a sync that is refused writes nothing
            KnownMachine.count(run, shop); // an earlier state of the peer has not lost what it never had
        }
        Remembering remembering = new Remembering(
                run.ends().theirs().facts().ahead().toNanos(),
                run.options().what().isNarrowed());
        Unmounted.tellOthers(run, shop); // first: what is remembered of this run's trees then counts as told
        for (Decided decided : run.decided()) {
            remembering.seen(decided);
            shop.memory(run, decided.tree()).save(decided.memory());
        }
    }

    /** Whether both sides have something by themselves that they did not agree on until now. */
    private static boolean agreesAnew(Decided decided) {
        return decided.reconciled().decisions().stream()
                .anyMatch(it -> it.verdict() == Decision.Verdict.AGREE
                        && it.wanted() != null
                        && !it.wanted().equals(decided.memory().of(it.path()).agreed()));
    }

    private void storeConflicts(SyncRun run, List<Conflict> conflicts) {
        Map<String, Decided> byKey = new HashMap<>();
        run.decided().forEach(it -> byKey.put(it.tree().key(), it));
        shop.tables()
                .conflicts()
                .replace(
                        shop.peering().name(),
                        stored -> isLookedAt(
                                        byKey,
                                        stored.conflict().place().root(),
                                        stored.conflict().place().path())
                                && !isChosen(run, byKey, stored.conflict().place()),
                        conflicts,
                        shop.clock().instant());
    }

    private static boolean isLookedAt(Map<String, Decided> byKey, String root, TreePath path) {
        Decided decided = byKey.get(root);
        return decided != null && !decided.looked().ignores(path);
    }

    /** What a person has decided stays a conflict until that is done, whatever becomes of the run. */
    private static boolean isChosen(SyncRun run, Map<String, Decided> byKey, PlannedChange.Place place) {
        Decided decided = byKey.get(place.root());
        return decided != null
                && run.options().how().choice(place.root(), place.path()) != null
                && decided.reconciled().decisions().stream()
                        .anyMatch(it -> it.path().equals(place.path())
                                && (it.verdict() == Decision.Verdict.FOLLOW || it.verdict() == Decision.Verdict.LEAVE));
    }
}
