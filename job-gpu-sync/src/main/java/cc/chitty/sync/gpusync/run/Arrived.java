package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what of a parcel an earlier attempt has published and could not write down any more, so that it is not taken for
 * something else that came in between.
 */
final class Arrived {

    private static final Set<Action> ARRIVING = EnumSet.of(Action.PUT, Action.COPY);

    private final Ends ends;
    private final CanonicalDigests digests;
    private final Interruption interruption;

    Arrived(Ends ends, CanonicalDigests digests, Interruption interruption) {
        this.ends = ends;
        this.digests = digests;
        this.interruption = interruption;
    }

    /** The ends of those files that are on the target's side as they are wanted. */
    List<ItemEnd> of(Parcel parcel, Tree tree) {
        List<PlannedChange> files = parcel.items().stream()
                .filter(item -> item.bringsContent() && ARRIVING.contains(item.action()))
                .toList();
        List<PlannedChange> back = parcel.items().stream()
                .filter(item -> item.bringsContent() && item.action() == Action.RESTORE)
                .toList();
        if (files.isEmpty()) {
            return back.isEmpty() ? List.of() : back(parcel, tree, back);
        }
        Side target = parcel.target();
        Endpoint endpoint = ends.of(target);
        List<TreePath> tops = files.stream().map(PlannedChange::destination).toList();
        SortedMap<TreePath, Entry> there = endpoint.scan(
                        List.of(new Scope(tree.at(target), tops, Set.of())), interruption)
                .get(0)
                .entries();
        Map<TreePath, TreePath> places = new HashMap<>();
        Map<TreePath, TreePath> sources = new HashMap<>();
        List<PlannedChange> candidates = new ArrayList<>();
        for (PlannedChange item : files) {
            if (looksDone(item, there.get(item.destination()))) {
                candidates.add(item);
                places.put(tree.ruled(item), item.destination());
                sources.put(tree.ruled(item), item.source());
            }
        }
        return candidates.isEmpty()
                ? List.of()
                : compared(
                        tree,
                        candidates,
                        there,
                        digests.of(tree, target, places),
                        digests.of(tree, target.other(), sources));
    }

    /** What came back has the size, the time and the permissions that it had, and is another file than the one that was there. */
    private List<ItemEnd> back(Parcel parcel, Tree tree, List<PlannedChange> files) {
        Endpoint endpoint = ends.of(parcel.target());
        SortedMap<TreePath, Entry> there = endpoint.look(
                tree.at(parcel.target()),
                files.stream().map(PlannedChange::destination).toList());
        List<ItemEnd> back = new ArrayList<>();
        for (PlannedChange item : files) {
            Entry now = there.get(item.destination());
            Entry wanted = item.change().wanted();
            if (now != null
                    && wanted != null
                    && looksDone(item, now)
                    && now.stamp().size() == wanted.stamp().size()
                    && Judgement.sameTime(
                            endpoint.keptTime(wanted.stamp().modified()),
                            now.stamp().modified())) {
                back.add(ItemEnd.done(item, now));
            }
        }
        return back;
    }

    private static boolean looksDone(PlannedChange item, @Nullable Entry there) {
        Entry wanted = item.change().wanted();
        return there != null
                && wanted != null
                && there.kind() == EntryKind.FILE
                && !there.equals(item.change().expected())
                && there.mode() == wanted.mode();
    }

    private static List<ItemEnd> compared(
            Tree tree,
            List<PlannedChange> candidates,
            SortedMap<TreePath, Entry> there,
            Map<TreePath, CanonicalDigests.Found> targets,
            Map<TreePath, CanonicalDigests.Found> sources) {
        List<ItemEnd> arrived = new ArrayList<>();
        for (PlannedChange item : candidates) {
            CanonicalDigests.Found target = targets.get(tree.ruled(item));
            CanonicalDigests.Found source = sources.get(tree.ruled(item));
            Entry now = there.get(item.destination());
            if (target != null && now != null && hasCome(item, now, target.digest(), source)) {
                arrived.add(ItemEnd.done(item, now.with(target.digest())));
            }
        }
        return arrived;
    }

    /** What was planned, though its source may be another by now, or gone; or what the source has, as it had when it was read. */
    private static boolean hasCome(
            PlannedChange item, Entry now, Digest digest, CanonicalDigests.@Nullable Found source) {
        Entry wanted = Objects.requireNonNull(item.change().wanted(), "a file");
        boolean isPlanned = wanted.digest() == null
                ? isAsWanted(now, wanted)
                : wanted.digest().equals(digest);
        return isPlanned || (source != null && digest.equals(source.digest()));
    }

    /** Whether it looks as it was planned; of a change of permissions alone, too, the content is none that somebody wrote since. */
    static boolean isAsWanted(@Nullable Entry now, Entry wanted) {
        boolean isFile = wanted.kind() == EntryKind.FILE;
        return Judgement.isAsWanted(
                now,
                new Wanted(
                        wanted.kind(),
                        wanted.mode(),
                        wanted.stamp().size(),
                        isFile ? wanted.stamp().modified() : Wanted.UNTIMED,
                        wanted.target(),
                        false));
    }
}
