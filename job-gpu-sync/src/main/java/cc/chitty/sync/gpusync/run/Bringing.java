package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a parcel's contents into a staging directory and makes sure that they are those that were planned: digests of what is
 * staged are compared with the source's. Touches no target.
 */
final class Bringing {

    private final Ends ends;
    private final Engine engine;
    private final Engine.Limits limits;
    private final Rewriting rewriting;
    private final Progress progress;
    private final Interruption interruption;

    Bringing(
            Ends ends,
            Engine engine,
            Engine.Limits limits,
            Rewriting rewriting,
            Progress progress,
            Interruption interruption) {
        this.ends = ends;
        this.engine = engine;
        this.limits = limits;
        this.rewriting = rewriting;
        this.progress = progress;
        this.interruption = interruption;
    }

    /**
     * Brings it.
     *
     * @param run names the staging directory
     * @param done numbers of the items that need no content any more
     */
    Brought bring(Parcel parcel, Tree tree, String run, Set<Integer> done) {
        String staging = ends.of(parcel.target()).staging(tree.at(parcel.target()), run);
        List<PlannedChange> copied = new ArrayList<>();
        List<PlannedChange> rewritten = new ArrayList<>();
        for (PlannedChange item : parcel.items()) {
            if (item.bringsContent() && !done.contains(item.seq())) {
                (needsRewriting(tree, item) ? rewritten : copied).add(item);
            }
        }
        Brought brought = new Brought(parcel, tree, staging, new HashMap<>(), new ArrayList<>());
        copy(brought, copied);
        rewriting.stage(brought, rewritten);
        return brought;
    }

    private static boolean needsRewriting(Tree tree, PlannedChange item) {
        return item.action() == Action.JOIN
                || item.action() == Action.RESTORE
                || item.action() == Action.COPY
                || tree.isCorrected(item.path())
                || !item.source().equals(item.destination());
    }

    /** Without private keys: what leaves this machine is looked at before, what comes when it lies in staging. */
    private void copy(Brought brought, List<PlannedChange> all) {
        Side target = brought.parcel().target();
        Tree tree = brought.tree();
        List<PlannedChange> items = target == Side.THEIRS ? withoutKeys(brought, tree.at(Side.OURS), all) : all;
        if (items.isEmpty()) {
            return;
        }
        List<TreePath> files = items.stream().map(PlannedChange::destination).toList();
        List<TreePath> unknown = items.stream()
                .filter(item -> digest(item) == null)
                .map(PlannedChange::destination)
                .toList();
        Map<TreePath, Digest> sources = new HashMap<>();
        Both.atOnce(
                "digests", () -> sourceDigests(tree, target.other(), unknown, sources), () -> engine(brought, items));
        Map<TreePath, Digest> staged = ends.of(target).digests(brought.staging(), files, interruption);
        for (PlannedChange item : target == Side.OURS ? withoutKeys(brought, brought.staging(), items) : items) {
            TreePath path = item.destination();
            Digest wanted = digest(item);
            judge(brought, item, wanted == null ? sources.get(path) : wanted, staged.get(path));
        }
    }

    private List<PlannedChange> withoutKeys(Brought brought, String at, List<PlannedChange> items) {
        Set<PlannedChange> keys = new PrivateKeys(ends).among(brought.tree(), at, items, PlannedChange::destination);
        keys.forEach(item -> brought.settled().add(ItemEnd.failed(item, PrivateKeys.WORDS)));
        return keys.isEmpty()
                ? items
                : items.stream().filter(item -> !keys.contains(item)).toList();
    }

    private boolean sourceDigests(Tree tree, Side source, List<TreePath> files, Map<TreePath, Digest> digests) {
        if (!files.isEmpty()) {
            digests.putAll(ends.of(source).digests(tree.at(source), files, interruption));
        }
        return true;
    }

    private boolean engine(Brought brought, List<PlannedChange> items) {
        Side target = brought.parcel().target();
        Endpoint to = ends.of(target);
        engine.bring(
                new Engine.Load(
                        ends.of(target.other()),
                        brought.tree().at(target.other()),
                        to,
                        brought.staging(),
                        brought.tree().at(target),
                        items.stream()
                                .map(item -> new Engine.Item(item.destination(), item.bytes()))
                                .toList(),
                        limits),
                progress,
                interruption);
        return true;
    }

    private static void judge(Brought brought, PlannedChange item, @Nullable Digest wanted, @Nullable Digest staged) {
        if (wanted == null || staged == null) {
            brought.settled()
                    .add(ItemEnd.changed(item, "it was gone, or could not be read, when it was to be brought"));
        } else if (!wanted.equals(staged)) {
            brought.settled().add(ItemEnd.changed(item, "it changed while it was brought; the next run brings it"));
        } else {
            long size = Objects.requireNonNull(item.change().wanted()).stamp().size();
            brought.contents().put(item.seq(), new Brought.StagedFile(size, staged));
        }
    }

    private static @Nullable Digest digest(PlannedChange item) {
        Entry wanted = item.change().wanted();
        return wanted == null ? null : wanted.digest();
    }
}
