package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.GitPair;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One peer: how it is reached and what is synced with it. */
public interface Peering {

    /** As a person calls it. */
    String name();

    /** Of all peers that the settings know. */
    Set<String> names();

    /** Connects both sides, from the beginning: who asks wants to know whether that can be done. */
    Ends connect();

    /** Connects both sides for a run; a connection that one before it has left will do. */
    default Ends connectAgain() {
        return connect();
    }

    /** Where what is synced lies, of all categories; those of repositories, too. */
    List<SyncRoot> roots(SyncOptions options, EndpointFacts ours, EndpointFacts theirs);

    /** What of both sides is synced, in the order of the transfer. */
    List<Tree> trees(SyncOptions options, EndpointFacts ours, EndpointFacts theirs);

    /** All that the settings know of, whatever a run is about. */
    default List<Tree> allTrees(Ends ends) {
        return trees(SyncOptions.all(name()), ends.ours().facts(), ends.theirs().facts());
    }

    /** How contents are brought between the two, and why so. */
    Engines.Choice engine(Ends ends);

    SnapshotPlaces snapshots(EndpointFacts ours, EndpointFacts theirs);

    /** Where this machine remembers the peer; absolute. */
    Path directory();

    Joiner joiner();

    /**
     * What is synced of repositories; null: nothing.
     *
     * @param problems takes why nothing can be, although it was asked for
     */
    @Nullable GitWork git(Ends ends, SyncOptions options, Consumer<Problem> problems);

    /** Git on both sides; null where a side has none. */
    @Nullable GitPair gitPair(Ends ends);
}
