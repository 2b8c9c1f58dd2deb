package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.session.SessionPaths;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.MemoryFile;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The step scan. */
final class Scanning {

    private static final String RENAMED =
            "what both sides had in ~/" + SessionPaths.PROJECTS + " is not known any more, since a home or"
                    + " workspace is not where it was: directories have other names for it now. Sessions that differ are conflicts, nothing is"
                    + " deleted; a directory of the place that it was is to be renamed, or removed on both sides, by you";

    private final Workshop shop;

    Scanning(Workshop shop) {
        this.shop = shop;
    }

    void scan(SyncRun run) {
        if (run.kept() != null) {
            return;
        }
        AbsentWorkspaces.tell(run, shop.peering());
        Unrecorded unrecorded = Unrecorded.of(shop, run);
        if (!run.options().dryRun()) {
            unrecorded.record();
        }
        Forgetting.ofOthers(run, shop);
        Stillness stillness = new Stillness(shop, run);
        Looking looking = new Looking(run.ends(), run.places(), shop.clock(), run.interruption());
        if (stillness.isPossible() && stillness.holds(() -> looking.ours(run.trees()))) {
            stillness.count();
            run.count("digests_read", 0);
            run.decided(List.of());
            return;
        }
        Map<String, Memory> memories = memoriesWhileLooking(run, looking, unrecorded);
        Digesting digesting = new Digesting(new CanonicalDigests(run.ends(), run.interruption()));
        Deciding deciding =
                new Deciding(run.ends(), new Joining(run.ends(), shop.peering().joiner()));
        List<Decided> decided = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Looked looked :
                looking.seen(run.trees(), memories, run.options().what().isNarrowed())) {
            Memory memory = memories.computeIfAbsent(looked.tree().key(), key -> new Memory());
            run.count("digests_read", digesting.fill(looked, memory));
            run.count("files_ours", looked.entries(Side.OURS).size());
            run.count("files_theirs", looked.entries(Side.THEIRS).size());
            tell(run, looked, told);
            Map<TreePath, SyncOptions.Choice> choices =
                    run.options().how().choices(looked.tree().key());
            Decided one = deciding.decide(looked, memory, rules(run, looked.tree()), choices);
            tellUndecided(run, one, choices.keySet());
            decided.add(one);
        }
        if (isAskedFor(run, decided)) {
            looking.open().forEach(it -> run.problem(new Problem(Looking.SESSIONS, it)));
        }
        run.decided(decided);
        stillness.keep(looking, decided);
    }

    /** @param told what was told already: several trees have one root */
    private static void tell(SyncRun run, Looked looked, Set<String> told) {
        String key = looked.tree().key();
        String root = looked.tree().at(Side.OURS);
        looked.troubles().stream()
                .filter(it -> told.add(root + "\n" + it))
                .forEach(it -> run.problem(new Problem(key, it)));
        looked.seen().torn().stream()
                .filter(it -> isAskedFor(run.options().how(), key, it.path()) && told.add(root + "/" + it.path()))
                .forEach(it -> run.problem(new Problem(key + ":" + it.path(), it.words())));
    }

    /** A choice that does not fit any more, as the chosen side's was deleted since: what it would do is not what was chosen. */
    private static void tellUndecided(SyncRun run, Decided decided, Set<TreePath> chosen) {
        Set<TreePath> left = new TreeSet<>(chosen);
        decided.reconciled().decisions().forEach(it -> left.remove(it.path()));
        left.removeIf(path -> Arrays.stream(Side.values())
                .noneMatch(side -> decided.looked()
                        .entries(side)
                        .containsKey(decided.looked().on(side, path))));
        left.forEach(path -> run.problem(new Problem(
                decided.tree().key() + ":" + path,
                "it is in conflict no more, and only the other side's could be taken; left to the next sync")));
    }

    private static boolean isAskedFor(SyncOptions.How how, String key, TreePath torn) {
        return !how.isPartial()
                || how.choice(key, torn) != null
                || how.choices(key).keySet().stream().anyMatch(path -> path.isBelow(torn));
    }

    /** Whether open sessions are in the way of what was asked for. */
    private static boolean isAskedFor(SyncRun run, List<Decided> decided) {
        SyncOptions.How how = run.options().how();
        return !how.isPartial()
                || decided.stream()
                        .anyMatch(one -> how.choices(one.tree().key()).keySet().stream()
                                .anyMatch(path -> one.looked().ignores(path)));
    }

    /** Most of a look is waiting for the peer, and loading takes about as long. */
    private Map<String, Memory> memoriesWhileLooking(SyncRun run, Looking looking, Unrecorded unrecorded) {
        Map<String, Memory> memories = new HashMap<>();
        Both.done("memory", () -> load(run, memories, unrecorded), () -> looking.look(run.trees()));
        return memories;
    }

    private void load(SyncRun run, Map<String, Memory> memories, Unrecorded unrecorded) {
        for (Tree tree : run.trees()) {
            MemoryFile.Loaded loaded = shop.memory(run, tree).load();
            if (loaded.trouble() != null) {
                run.problem(new Problem(tree.key(), loaded.trouble()));
            }
            if (loaded.memory().forgetIfRenamed(tree.forms().naming(), SessionPaths.PROJECTS)) {
                run.problem(new Problem(tree.key(), RENAMED));
            }
            unrecorded.remember(tree, loaded.memory());
            memories.put(tree.key(), loaded.memory());
        }
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
}
