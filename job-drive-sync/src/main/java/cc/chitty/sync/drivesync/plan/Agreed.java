package cc.chitty.sync.drivesync.plan;

import org.jspecify.annotations.Nullable;

/**
 * One path on which both sides were agreed: what each of them looked like then. The two may even differ, after a rollback.
 *
 * @param digest of the mirror's content; null where nobody has read it
 */
public record Agreed(
        RemoteState remote, MirrorState mirror, @Nullable String digest) {}
