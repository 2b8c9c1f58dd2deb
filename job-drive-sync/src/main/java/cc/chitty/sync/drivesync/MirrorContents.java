package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.plan.Contents;
import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.RemoteState;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers by reading the mirror's files. */
record MirrorContents(Path root) implements Contents {

    /** Some remotes know whole seconds only, and some round. */
    private static final long COARSE_NANOS = 1_000_000_000L;

    @Override
    public boolean isAsAgreed(String path, MirrorState now, Agreed agreed) {
        String digest = agreed.digest();
        return digest != null && digest.equals(Digests.of(root.resolve(path)));
    }

    /** Without a hash, equal size and time are taken for equal content, as rclone does; nothing is written on that ground. */
    @Override
    public boolean areEqual(String path, MirrorState mirror, RemoteState remote) {
        if (mirror.size() != remote.size()) {
            return false;
        }
        String hash = remote.hash();
        return hash != null ? Digests.matches(root.resolve(path), hash) : isSameTime(mirror, remote.time());
    }

    private static boolean isSameTime(MirrorState mirror, @Nullable Instant time) {
        if (time == null) {
            return false;
        }
        long nanos = time.getEpochSecond() * COARSE_NANOS + time.getNano();
        return Math.abs(nanos - mirror.modified()) < COARSE_NANOS;
    }
}
