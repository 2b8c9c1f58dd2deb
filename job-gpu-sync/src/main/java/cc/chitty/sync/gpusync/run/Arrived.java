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
import java.util.LinkedHashMap;
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
        Map<PlannedChange, Entry> candidates = new LinkedHashMap<>();
        for (PlannedChange item : files) {
            Entry now = there.get(item.destination());
            if (now != null) {
                candidates.put(item, now);
            }
        }
        return come(tree, target, candidates);
    }

    /**
     * Those of some files that have come, by their content as far as that can be told.
     *
     * @param there what is in their places now
     */
    List<ItemEnd> come(Tree tree, Side target, Map<PlannedChange, Entry> there) {
        List<PlannedChange> candidates = there.keySet().stream()
                .filter(item -> looksDone(item, there.get(item)))
                .toList();
        if (candidates.isEmpty()) {
            return List.of();
        }
        Map<TreePath, TreePath> places = new HashMap<>();
        Map<TreePath, TreePath> sources = new HashMap<>();
        for (PlannedChange item : candidates) {
            places.put(tree.ruled(item), item.destination());
            sources.put(tree.ruled(item), item.source());
        }
        Map<TreePath, CanonicalDigests.Found> come = digests.of(tree, target, places);
        Map<TreePath, CanonicalDigests.Found> from = digests.of(tree, target.other(), sources);
        SortedMap<TreePath, Entry> left = ends.of(target.other()).look(tree.at(target.other()), sources.values());
        List<ItemEnd> arrived = new ArrayList<>();
        for (PlannedChange item : candidates) {
            Entry now = Objects.requireNonNull(there.get(item), "looked at");
            CanonicalDigests.Found content = come.get(tree.ruled(item));
            Source source = new Source(left.get(item.source()), from.get(tree.ruled(item)));
            if (content != null && hasCome(item, now, content, source)) {
                arrived.add(ItemEnd.done(item, now.with(content.digest())));
            }
        }
        return arrived;
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

    /** What a file is brought from, as it is now. */
    private record Source(@Nullable Entry entry, CanonicalDigests.@Nullable Found content) {

        boolean has(Digest digest) {
            return content != null && digest.equals(content.digest());
        }

        boolean isAs(Entry planned) {
            return entry != null && entry.stamp().equals(planned.stamp());
        }
    }

    /**
     * What was planned, though its source may be another by now, or gone; or what the source has, as it had when it was read. A new file
     * is not digested when it is planned: only where its source cannot tell any more, its looks do.
     */
    private static boolean hasCome(PlannedChange item, Entry now, CanonicalDigests.Found content, Source source) {
        Entry wanted = Objects.requireNonNull(item.change().wanted(), "a file");
        boolean isPlanned = wanted.digest() == null
                ? !source.isAs(wanted) && looksPlanned(now, wanted, content.isCorrected())
                : wanted.digest().equals(content.digest());
        return isPlanned || source.has(content.digest());
    }

    /** @param isCorrected paths in it are written for its side, so that its size is another one */
    private static boolean looksPlanned(Entry now, Entry wanted, boolean isCorrected) {
        return isCorrected
                ? now.mode() == wanted.mode()
                        && Judgement.sameTime(
                                now.stamp().modified(), wanted.stamp().modified())
                : isAsWanted(now, wanted);
    }

    /** Whether it looks as it was planned. */
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
