package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import java.nio.file.Path;
import java.util.List;

/** One peer: how it is reached and what is synced with it. */
public interface Peering {

    /** As a person calls it. */
    String name();

    /** Connects both sides. */
    Ends connect();

    /** What of both sides is synced, in the order of the transfer. */
    List<Tree> trees(SyncOptions options, EndpointFacts ours, EndpointFacts theirs);

    /** How contents are brought between the two. */
    Engine engine(Ends ends);

    SnapshotPlaces snapshots(EndpointFacts ours, EndpointFacts theirs);

    /** Where this machine remembers the peer; absolute. */
    Path directory();

    Joiner joiner();
}
