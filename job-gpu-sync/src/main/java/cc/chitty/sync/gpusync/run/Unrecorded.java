package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlanTable;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the last sync with the peer has done, if it was killed and its plan is not gone on with, by another run or by a further attempt: both sides agreed on that
 * for a while. A person who takes back on one side what had come to the other has changed it; the other side has not.
 */
final class Unrecorded {

    private static final String FILE = "unrecorded.properties";

    /** The snapshot of the last plan whose changes are remembered. */
    private static final String RECORDED = "snapshot";

    private final Workshop shop;
    private final SyncRun run;
    private final @Nullable StoredPlan plan;
    private final List<ItemEnd> done = new ArrayList<>();

    /** All that the settings know: that run may have been about others than this one. */
    private final Map<String, Tree> trees = new HashMap<>();

    private Unrecorded(Workshop shop, SyncRun run) {
        this.shop = shop;
        this.run = run;
        this.plan = last();
    }

    /** Looks at what was being published when that run was killed. */
    static Unrecorded of(Workshop shop, SyncRun run) {
        Unrecorded unrecorded = new Unrecorded(shop, run);
        unrecorded.collect();
        return unrecorded;
    }

    private @Nullable StoredPlan last() {
        PlanTable plans = shop.tables().plans();
        return ownOrBefore(plans)
                .filter(it -> !SyncOptions.parse(it.asked()).dryRun())
                .findFirst()
                .filter(it -> !snapshot(it).equals(recorded()) && !plans.isCompleted(it.instance()))
                .orElse(null);
    }

    /** The newest first; of a sync that is tried again the plan that does not hold any more is the newest. */
    private Stream<StoredPlan> ownOrBefore(PlanTable plans) {
        Stream<StoredPlan> own = run.restores().isEmpty()
                ? plans.find(run.instance()).filter(it -> it.made() != null).stream()
                : Stream.empty();
        return Stream.concat(own, plans.before(run.instance(), shop.peering().name()).stream());
    }

    private static String snapshot(StoredPlan plan) {
        return Objects.requireNonNull(plan.made(), "only plans that were made").snapshot();
    }

    private Path file() {
        return shop.peering().directory().resolve(FILE);
    }

    private String recorded() {
        return PropertiesFile.readIfWhole(file()).orElseGet(TreeMap::new).getOrDefault(RECORDED, "");
    }

    private void collect() {
        if (plan == null) {
            return;
        }
        shop.peering().allTrees(run.ends()).forEach(tree -> trees.put(tree.key(), tree));
        Map<String, List<PlannedChange>> underway = new TreeMap<>();
        int[] left = {shop.measures().parcel().items()};
        shop.tables().plans().forEach(plan.instance(), end -> {
            if (end.state() == ItemState.DONE) {
                done.add(end);
            } else if (end.state() == ItemState.PLANNED && left[0]-- > 0) {
                underway.computeIfAbsent(
                                end.item().target() + "\t" + end.item().place().root(), key -> new ArrayList<>())
                        .add(end.item());
            }
        });
        underway.values().forEach(items -> {
            Tree tree = trees.get(items.get(0).place().root());
            if (tree != null) {
                look(tree, items);
            }
        });
    }

    private void look(Tree tree, List<PlannedChange> items) {
        Side side = items.get(0).target();
        SortedMap<TreePath, Entry> there = run.ends()
                .of(side)
                .look(
                        tree.at(side),
                        items.stream().map(PlannedChange::destination).toList());
        Map<PlannedChange, Entry> files = new LinkedHashMap<>();
        for (PlannedChange item : items) {
            Entry now = there.get(item.destination());
            Entry wanted = item.change().wanted();
            if (now != null && wanted != null && wanted.kind() == EntryKind.FILE) {
                files.put(item, now);
            } else if (wanted == null ? now == null : Arrived.isAsWanted(now, wanted)) {
                done.add(ItemEnd.done(item, now));
            }
        }
        CanonicalDigests digests = new CanonicalDigests(run.ends(), run.interruption());
        done.addAll(new Arrived(run.ends(), digests, run.interruption()).come(tree, side, files));
    }

    /** Adds that to what is remembered of a tree, as far as it is not written down. */
    void remember(Tree tree, Memory memory) {
        done.stream()
                .filter(it -> it.item().place().root().equals(tree.key()))
                .forEach(it -> Remembering.done(it, tree, memory));
    }

    /** Writes it down, once. */
    void record() {
        if (plan == null) {
            return;
        }
        trees.keySet()
                .retainAll(done.stream().map(it -> it.item().place().root()).toList());
        trees.values().forEach(tree -> {
            Memory memory = shop.memory(run, tree).load().memory();
            remember(tree, memory);
            shop.memory(run, tree).save(memory);
        });
        new Repositories(shop).remember(run, snapshot(plan));
        DurableFile.replace(file(), PropertiesFile.bytes(Map.of(RECORDED, snapshot(plan))));
        done.clear(); // whoever loads what is remembered has it
    }
}
