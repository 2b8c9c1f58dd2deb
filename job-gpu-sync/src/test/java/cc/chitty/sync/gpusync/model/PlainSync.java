package cc.chitty.sync.gpusync.model;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Names;
import cc.chitty.sync.gpusync.reconcile.Plan;
import cc.chitty.sync.gpusync.reconcile.PlanItem;
import cc.chitty.sync.gpusync.reconcile.Reconciled;
import cc.chitty.sync.gpusync.reconcile.Reconciliation;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.gpusync.reconcile.Seen;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.reconcile.Trees;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The least that can be put on top of endpoints and reconcile: looks, reads every file, plans, brings and publishes a few changes at a
 * time, records. What fails here fails in them.
 */
final class PlainSync implements SyncUnderTest {

    private static final int PARCEL = 3;

    private final Endpoint ours;
    private final Endpoint theirs;
    private final SortedMap<TreePath, Content> base;
    private int runs;

    PlainSync(Endpoint ours, Endpoint theirs, SortedMap<TreePath, Content> base) {
        this.ours = ours;
        this.theirs = theirs;
        this.base = base;
    }

    /** What was recorded; changed by runs. */
    SortedMap<TreePath, Content> base() {
        return base;
    }

    private Endpoint endpoint(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /** Both sides and what is to be done. */
    private record Look(
            SortedMap<TreePath, Entry> ours,
            SortedMap<TreePath, Entry> theirs,
            Names names,
            Reconciled reconciled,
            Plan plan) {

        @Nullable Entry at(Side side, TreePath planned) {
            return (side == Side.OURS ? ours : theirs).get(names.on(side, planned));
        }
    }

    private Look look() {
        SortedMap<TreePath, Entry> here = read(ours);
        SortedMap<TreePath, Entry> there = read(theirs);
        boolean caseMatters = ours.facts().sensitivity().caseMatters()
                && theirs.facts().sensitivity().caseMatters();
        Names names = Names.of(here.keySet(), there.keySet(), caseMatters);
        Trees trees = Trees.of(base, names.keyed(Side.OURS, seen(here)), names.keyed(Side.THEIRS, seen(there)));
        Reconciled reconciled = Reconciliation.of(trees, Rules.both());
        Plan plan = Plan.of(List.of(new Plan.Part("work", "work", reconciled)));
        return new Look(here, there, names, reconciled, plan);
    }

    private static SortedMap<TreePath, Entry> read(Endpoint side) {
        Scope scope = new Scope(Replica.ROOT, List.of(), Set.of());
        SortedMap<TreePath, Entry> entries = new TreeMap<>(
                side.scan(List.of(scope), new Interruption()).get(0).entries());
        List<TreePath> files = entries.entrySet().stream()
                .filter(it -> it.getValue().kind() == EntryKind.FILE)
                .map(Map.Entry::getKey)
                .toList();
        Map<TreePath, Digest> digests = side.digests(Replica.ROOT, files, new Interruption());
        for (TreePath file : files) {
            Digest digest = digests.get(file);
            entries.computeIfPresent(
                    file, (path, entry) -> digest == null ? Entry.unreadable("not read") : entry.with(digest));
        }
        return entries;
    }

    private static SortedMap<TreePath, Seen> seen(SortedMap<TreePath, Entry> entries) {
        SortedMap<TreePath, Seen> seen = new TreeMap<>();
        entries.forEach((path, entry) -> seen.put(path, Seen.of(entry)));
        return seen;
    }

    @Override
    public Told plan() {
        Look look = look();
        return told(look, Set.of());
    }

    private static Told told(Look look, Set<String> undone) {
        Set<String> changes = new TreeSet<>();
        look.plan.items().forEach(item -> changes.add(word(look, item)));
        Set<String> left = new TreeSet<>();
        for (Decision decision : look.reconciled.decisions()) {
            if (decision.verdict() == Verdict.CONFLICT || decision.verdict() == Verdict.LEAVE) {
                left.add(decision.path().text());
            }
        }
        return new Told(changes, undone, left);
    }

    private static String word(Look look, PlanItem item) {
        return item.target().word() + ":" + look.names.on(item.target(), item.path());
    }

    @Override
    public Told sync() {
        runs++;
        Look look = look();
        for (Decision decision : look.reconciled.decisions()) {
            if (decision.verdict() == Verdict.AGREE) {
                record(decision);
            }
        }
        Set<String> undone = new LinkedHashSet<>();
        List<PlanItem> parcel = new ArrayList<>();
        for (PlanItem item : look.plan.items()) {
            if (parcel.size() == PARCEL || (!parcel.isEmpty() && parcel.get(0).target() != item.target())) {
                undone.addAll(carry(look, parcel));
                parcel.clear();
            }
            parcel.add(item);
        }
        undone.addAll(carry(look, parcel));
        settle(look);
        for (Side side : Side.values()) {
            endpoint(side).discard(staging(side));
        }
        return told(look, undone);
    }

    private String staging(Side side) {
        return endpoint(side).staging(Replica.ROOT, "run-" + runs);
    }

    /** Brings and publishes; the changes that were not made. */
    private Set<String> carry(Look look, List<PlanItem> parcel) {
        if (parcel.isEmpty()) {
            return Set.of();
        }
        Side target = parcel.get(0).target();
        Map<TreePath, Digest> staged = bring(look, parcel, target);
        List<Change> changes = new ArrayList<>();
        List<PlanItem> carried = new ArrayList<>();
        Set<String> undone = new LinkedHashSet<>();
        for (PlanItem item : parcel) {
            if (bringsFile(item) && !Objects.equals(staged.get(look.names.on(target, item.path())), digest(item))) {
                undone.add(word(look, item));
            } else {
                carried.add(item);
                changes.add(change(look, item, item.decision().wanted() == null ? 0 : item.firstMode()));
            }
        }
        List<Outcome> outcomes = publish(target, changes);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).result() == Outcome.Result.DONE) {
                record(carried.get(i));
            } else {
                undone.add(word(look, carried.get(i)));
            }
        }
        return undone;
    }

    private List<Outcome> publish(Side target, List<Change> changes) {
        String kept = Replica.BACKUPS + "/sync-" + runs;
        return endpoint(target).publish(new Publication(Replica.ROOT, staging(target), kept, changes));
    }

    private static boolean bringsFile(PlanItem item) {
        Content wanted = item.decision().wanted();
        return item.action() == PlanItem.Action.PUT && wanted != null && wanted.isFile();
    }

    private static @Nullable Digest digest(PlanItem item) {
        return Objects.requireNonNull(item.decision().wanted()).digest();
    }

    private Map<TreePath, Digest> bring(Look look, List<PlanItem> parcel, Side target) {
        Map<TreePath, TreePath> names = new HashMap<>();
        List<TreePath> files = new ArrayList<>();
        for (PlanItem item : parcel) {
            if (bringsFile(item)) {
                TreePath source = look.names.on(target.other(), item.path());
                files.add(source);
                names.put(source, look.names.on(target, item.path()));
            }
        }
        List<StagedContent> contents = new ArrayList<>();
        endpoint(target.other()).read(Replica.ROOT, files, (path, entry, content) -> {
            byte[] bytes = content.readAllBytes();
            contents.add(new StagedContent(
                    Objects.requireNonNull(names.get(path)),
                    entry.mode(),
                    entry.stamp().modified(),
                    () -> new ByteArrayInputStream(bytes)));
        });
        endpoint(target).stage(staging(target), contents);
        return endpoint(target)
                .digests(
                        staging(target),
                        contents.stream().map(StagedContent::path).toList(),
                        new Interruption());
    }

    private static Change change(Look look, PlanItem item, int mode) {
        Side target = item.target();
        Entry source = look.at(target.other(), item.path());
        Wanted wanted = item.decision().wanted() == null || source == null
                ? null
                : new Wanted(
                        source.kind(),
                        mode,
                        source.kind() == EntryKind.FILE ? source.stamp().size() : 0,
                        source.kind() == EntryKind.FILE ? source.stamp().modified() : Wanted.UNTIMED,
                        source.target(),
                        item.action() == PlanItem.Action.MODE && source.kind() == EntryKind.FILE);
        return new Change(look.names.on(target, item.path()), look.at(target, item.path()), wanted);
    }

    private void settle(Look look) {
        for (Side side : Side.values()) {
            List<Change> changes = new ArrayList<>();
            List<PlanItem> settled = new ArrayList<>();
            for (PlanItem item : look.plan.items()) {
                if (item.target() == side && item.settles()) {
                    Content wanted = Objects.requireNonNull(item.decision().wanted());
                    Change change = change(look, item, wanted.mode());
                    Entry made = Entry.directory(item.firstMode(), Stamp.NONE);
                    settled.add(0, item);
                    changes.add(0, new Change(change.path(), made, change.wanted()));
                }
            }
            List<Outcome> outcomes = publish(side, changes);
            for (int i = 0; i < outcomes.size(); i++) {
                if (outcomes.get(i).result() == Outcome.Result.DONE) {
                    record(settled.get(i).decision());
                }
            }
        }
    }

    /** What is there now: a directory that is still to be closed has its first permissions. */
    private void record(PlanItem item) {
        if (item.settles()) {
            base.put(item.path(), Content.directory(item.firstMode()));
        } else {
            record(item.decision());
        }
    }

    private void record(Decision decision) {
        Content wanted = decision.wanted();
        if (wanted == null) {
            base.remove(decision.path());
        } else {
            base.put(decision.path(), wanted);
        }
    }

    @Override
    public void close() {}
}
