package cc.chitty.sync.drivesync.plan;

/** What only reading can tell. Asked about a path only where what the listings say leaves it open. */
public interface Contents {

    /** Whether the mirror's file, which looks different from what was agreed, has the content of then. */
    boolean isAsAgreed(String path, MirrorState now, Agreed agreed);

    /**
     * Whether both sides hold the same content. False where that cannot be told without fetching it: the transfer finds out
     * and keeps both if they differ.
     */
    boolean areEqual(String path, MirrorState mirror, RemoteState remote);
}
