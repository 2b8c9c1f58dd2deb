package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.git.GitSync;
import cc.chitty.sync.gpusync.category.git.RepositoryPlan;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.Conflict;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.plan.PlannedChange.Place;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Plan;
import cc.chitty.sync.gpusync.reconcile.PlanItem;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a plan out of what was decided: what is put, parents first, category by category; contents put together of
 * both sides; what is removed, children first; permissions that would be in the way at the end.
 */
final class Planning {

    private final Map<String, Decided> trees = new HashMap<>();
    private final List<PlannedChange> changes = new ArrayList<>();

    private Planning(List<Decided> decided) {
        decided.forEach(it -> trees.put(it.tree().key(), it));
    }

    /** The plan as reconcile orders it. */
    static Plan plan(List<Decided> decided, GitSync.@Nullable Plan git) {
        List<Plan.Part> parts = decided.stream()
                .map(it -> new Plan.Part(
                        it.tree().root().category().name(), it.tree().key(), it.reconciled()))
                .toList();
        List<String> repositories = git == null
                ? List.of()
                : git.repositories().stream()
                        .filter(RepositoryPlan::changes)
                        .map(RepositoryPlan::exact)
                        .toList();
        return Plan.of(parts, repositories);
    }

    /**
     * The rows, numbered.
     *
     * @param beside where the other machine's version of a path goes that a person wants both versions of; by root and path
     */
    static List<PlannedChange> rows(Plan plan, List<Decided> decided, Map<String, Map<TreePath, TreePath>> beside) {
        Planning planning = new Planning(decided);
        decided.forEach(one -> beside.getOrDefault(one.tree().key(), Map.of())
                .forEach((path, place) -> planning.keepBeside(one, path, place)));
        plan.items().forEach(planning::add);
        decided.forEach(planning::join);
        plan.items().stream().filter(PlanItem::settles).forEach(planning::settle);
        return Opening.around(planning.changes, planning::there);
    }

    private @Nullable Entry there(Side side, String root, TreePath path, TreePath place) {
        return Objects.requireNonNull(trees.get(root)).looked().at(side, path);
    }

    /** What waits for a person. */
    static List<Conflict> conflicts(List<Decided> decided) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Decided one : decided) {
            for (Decision decision : one.reconciled().decisions()) {
                if (decision.verdict() == Verdict.CONFLICT && !one.joined().containsKey(decision.path())) {
                    conflicts.add(conflict(one, decision));
                }
            }
        }
        return conflicts;
    }

    private static Conflict conflict(Decided one, Decision decision) {
        TreePath path = decision.path();
        return new Conflict(
                place(one, path),
                decision.sides().base(),
                one.looked().at(Side.OURS, path),
                one.looked().at(Side.THEIRS, path),
                decision.reason().sentence());
    }

    private static Place place(Decided one, TreePath path) {
        return new Place(one.tree().root().category().name(), one.tree().key(), path);
    }

    /** Their version, with all below, goes to this machine under another name, before ours takes its place there. */
    private void keepBeside(Decided one, TreePath path, TreePath place) {
        one.looked().entries(Side.THEIRS).forEach((spelled, theirs) -> {
            TreePath planned = Looked.planned(spelled);
            if (planned.isIn(path)) {
                String below = planned.text().substring(path.text().length());
                changes.add(copy(one, planned, new TreePath(place + below), theirs));
            }
        });
    }

    /** A directory can be filled by its owner, whatever it is there. */
    private PlannedChange copy(Decided one, TreePath path, TreePath place, Entry theirs) {
        int mode = one.tree().mode(path, theirs) | (theirs.kind() == EntryKind.DIRECTORY ? PlanItem.OWNER : 0);
        TreePath destination = one.looked().on(Side.OURS, place);
        return new PlannedChange(
                changes.size() + 1,
                place(one, place),
                Action.COPY,
                Side.OURS,
                new PlannedChange.Change(
                        one.looked().on(Side.THEIRS, path),
                        destination.equals(place) ? null : destination,
                        null,
                        wanted(one, Side.OURS, theirs, mode)),
                "both versions are kept");
    }

    private void add(PlanItem item) {
        Decided one = Objects.requireNonNull(trees.get(item.root()));
        Action action = switch (item.action()) {
            case PUT -> Action.PUT;
            case MODE -> Action.MODE;
            case REMOVE -> Action.REMOVE;
        };
        int mode = item.decision().wanted() == null ? 0 : item.firstMode();
        add(one, item, action, wanted(one, item, mode));
    }

    private void add(Decided one, PlanItem item, Action action, @Nullable Entry wanted) {
        changes.add(change(
                one,
                item.path(),
                action,
                item.target(),
                wanted,
                item.decision().reason().sentence()));
    }

    private PlannedChange change(
            Decided one, TreePath path, Action action, Side target, @Nullable Entry wanted, String reason) {
        Looked looked = one.looked();
        TreePath source = looked.on(target.other(), path);
        TreePath destination = looked.on(target, path);
        return new PlannedChange(
                changes.size() + 1,
                place(one, path),
                action,
                target,
                new PlannedChange.Change(
                        source.equals(path) ? null : source,
                        destination.equals(path) ? null : destination,
                        looked.at(target, path),
                        wanted),
                reason);
    }

    /** What the other side has, as the target shall have it. */
    private static @Nullable Entry wanted(Decided one, PlanItem item, int mode) {
        Side source = item.target().other();
        Entry there = one.looked().at(source, item.path());
        return item.decision().wanted() == null || there == null ? null : wanted(one, item.target(), there, mode);
    }

    private static Entry wanted(Decided one, Side side, Entry there, int mode) {
        Forms forms = one.tree().forms();
        String target = there.target();
        String link = target == null ? null : forms.on(side, forms.canonical(side.other(), target));
        return new Entry(there.kind(), mode, there.stamp(), there.digest(), link, null);
    }

    private void join(Decided one) {
        one.joined().forEach((path, joined) -> {
            Entry wanted = Entry.file(
                    joined.content().mode(),
                    new Stamp(joined.size(), joined.modified(), 0, 0),
                    joined.content().digest());
            for (Side side : Side.values()) {
                Entry there = one.looked().at(side, path);
                boolean same = there != null
                        && Objects.equals(there.digest(), joined.content().digest());
                if (!same && one.tree().root().direction().mayChange(side)) {
                    changes.add(
                            change(one, path, Action.JOIN, side, wanted, "both sides added to it; all of it is kept"));
                }
            }
        });
    }

    private void settle(PlanItem item) {
        Decided one = Objects.requireNonNull(trees.get(item.root()));
        Entry wanted = wanted(
                one, item, Objects.requireNonNull(item.decision().wanted()).mode());
        if (wanted != null && wanted.kind() == EntryKind.DIRECTORY) {
            PlannedChange put = change(
                    one,
                    item.path(),
                    Action.MODE,
                    item.target(),
                    wanted,
                    item.decision().reason().sentence());
            Entry made = Entry.directory(item.firstMode(), Stamp.NONE);
            changes.add(new PlannedChange(
                    put.seq(),
                    put.place(),
                    put.action(),
                    put.target(),
                    new PlannedChange.Change(put.change().source(), put.change().destination(), made, wanted),
                    put.reason()));
        }
    }
}
