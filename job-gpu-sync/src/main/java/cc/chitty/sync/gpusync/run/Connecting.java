package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The step connect. */
final class Connecting {

    /** Changes with how names are written in canonical form: a plan is made of those. */
    private static final String NAMES = "2";

    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Workshop shop;

    Connecting(Workshop shop) {
        this.shop = shop;
    }

    void connect(SyncRun run) {
        if (!run.isLocked()) {
            run.locked(PeerLock.take(shop.peering().directory()));
        }
        if (!run.isConnected()) {
            Ends ends = shop.peering().connectAgain();
            run.connected(ends);
            KnownMachine known = new KnownMachine(shop);
            OtherNames.require(shop.peering(), ends);
            run.machine(run.options().dryRun() ? known.look(ends.theirs()) : known.meet(ends.theirs()));
            EndpointFacts ours = ends.ours().facts();
            EndpointFacts theirs = ends.theirs().facts();
            run.works(shop.peering().snapshots(ours, theirs), trees(run, ours, theirs));
            tellSkew(run, theirs);
        }
        run.kept(kept(run));
    }

    private List<Tree> trees(SyncRun run, EndpointFacts ours, EndpointFacts theirs) {
        return run.restores().isEmpty()
                ? shop.peering().trees(run.options(), ours, theirs)
                : RestoredTrees.of(shop.snapshots().read(run.restores()).head());
    }

    private static void tellSkew(SyncRun run, EndpointFacts theirs) {
        boolean byTime = run.options().how().force() == Rules.Force.NEWER;
        if (byTime && theirs.ahead().abs().compareTo(SKEW) > 0) {
            run.problem(
                    new Problem(
                            theirs.name(),
                            "its clock is " + theirs.ahead().abs().toSeconds() + " s "
                                    + (theirs.ahead().isNegative() ? "behind" : "ahead of")
                                    + " ours; that is taken into account for files, while the times of commits count as they are"));
        }
    }

    private @Nullable StoredPlan kept(SyncRun run) {
        String inputs = inputs(run);
        run.inputs(inputs);
        StoredPlan stored = shop.tables().plans().find(run.instance()).orElse(null);
        if (stored == null) {
            shop.tables()
                    .plans()
                    .begin(new StoredPlan(
                            run.instance(),
                            shop.peering().name(),
                            run.restores().isEmpty() ? run.options().text() : run.restores(),
                            inputs,
                            null,
                            null));
            return null;
        }
        StoredPlan.Made made = stored.made();
        boolean holds = made != null
                && stored.inputs().equals(inputs)
                && made.at()
                        .plus(shop.measures().planAge())
                        .isAfter(shop.clock().instant())
                && shop.snapshots().has(made.snapshot())
                && !mayBeUnmounted(run);
        return holds ? stored : null;
    }

    /** Whether a file system that the plan counts on may have been taken away since: only a look can tell, and that makes a plan anew. */
    private boolean mayBeUnmounted(SyncRun run) {
        return run.restores().isEmpty()
                && run.trees().stream().anyMatch(tree -> shop.memory(run, tree).tellsMounts());
    }

    /** Of all that a plan depends on beside the two sides. */
    private String inputs(SyncRun run) {
        String trees = run.trees().stream()
                .map(tree -> tree.root() + tree.forms().naming())
                .sorted() // those of a snapshot have no order, and another one in each process
                .collect(Collectors.joining("\n"));
        return Hashing.of(NAMES + "\n" + shop.measures().parcel() + "\n"
                        + run.options().text() + "\n" + run.restores() + "\n" + run.places() + "\n" + run.machine()
                        + "\n" + trees)
                .toString();
    }
}
