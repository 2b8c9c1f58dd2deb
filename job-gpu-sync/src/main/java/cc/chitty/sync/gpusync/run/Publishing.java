package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the changes of a parcel whose contents are staged, and says how each of them ended. */
final class Publishing {

    private final Ends ends;
    private final SnapshotPlaces places;
    private final Rewriting.Restored restored;

    Publishing(Ends ends, SnapshotPlaces places, Rewriting.Restored restored) {
        this.ends = ends;
        this.places = places;
        this.restored = restored;
    }

    /** @param snapshot under which is kept what is replaced */
    List<ItemEnd> publish(Brought brought, String snapshot) {
        List<ItemEnd> results = new ArrayList<>(brought.settled());
        List<PlannedChange> ready = brought.ready();
        if (!ready.isEmpty()) {
            results.addAll(publish(brought, ready, snapshot));
        }
        return results;
    }

    private List<ItemEnd> publish(Brought brought, List<PlannedChange> items, String snapshot) {
        Side target = brought.parcel().target();
        Tree tree = brought.tree();
        List<Outcome> outcomes = ends.of(target)
                .publish(new Publication(
                        tree.at(target),
                        brought.staging(),
                        places.kept(target, snapshot, tree.key()),
                        bringsBack(items) ? restored.kept(target, tree.key()) : null,
                        items.stream().map(item -> change(brought, item)).toList()));
        if (outcomes.size() != items.size()) {
            throw new IllegalStateException(outcomes.size() + " outcomes of " + items.size() + " changes");
        }
        List<ItemEnd> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            results.add(end(brought, items.get(i), outcomes.get(i)));
        }
        return results;
    }

    private static boolean bringsBack(List<PlannedChange> items) {
        return items.stream().anyMatch(item -> item.action() == Action.RESTORE && item.bringsContent());
    }

    private static Change change(Brought brought, PlannedChange item) {
        return new Change(item.destination(), item.change().expected(), wanted(brought, item));
    }

    private static @Nullable Wanted wanted(Brought brought, PlannedChange item) {
        Entry wanted = item.change().wanted();
        if (wanted == null) {
            return null;
        }
        Brought.StagedFile staged = brought.contents().get(item.seq());
        long size = staged == null ? wanted.stamp().size() : staged.size();
        boolean untimed = wanted.kind() != EntryKind.FILE && item.action() != Action.RESTORE;
        return new Wanted(
                wanted.kind(),
                wanted.mode(),
                size,
                untimed ? Wanted.UNTIMED : wanted.stamp().modified(),
                wanted.target(),
                item.action().isOfMode());
    }

    private static ItemEnd end(Brought brought, PlannedChange item, Outcome outcome) {
        return switch (outcome.result()) {
            case DONE -> ItemEnd.done(item, withDigest(brought, item, outcome.now()));
            case CHANGED_MEANWHILE -> ItemEnd.changed(item, trouble(outcome));
            case FAILED -> ItemEnd.failed(item, trouble(outcome));
        };
    }

    private static String trouble(Outcome outcome) {
        return Objects.requireNonNullElse(outcome.trouble(), "no reason was told");
    }

    private static @Nullable Entry withDigest(Brought brought, PlannedChange item, @Nullable Entry now) {
        if (now == null || now.kind() != EntryKind.FILE) {
            return now;
        }
        Brought.StagedFile staged = brought.contents().get(item.seq());
        Entry before = item.change().expected();
        Digest digest = staged != null ? staged.digest() : before == null ? null : before.digest();
        return digest == null ? now : now.with(digest);
    }
}
