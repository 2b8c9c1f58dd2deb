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

    @Override
    public boolean isAsAgreed(String path, MirrorState now, Agreed agreed) {
        String digest = agreed.digest();
        return digest != null && digest.equals(Digests.of(root.resolve(path)));
    }

    /**
     * Without a hash, equal size and time are taken for equal content only where the time is one that two edits cannot share:
     * to the nanosecond, and no whole second. Else the file is fetched and compared, and nothing is said if it is the same.
     */
    @Override
    public boolean areEqual(String path, MirrorState mirror, RemoteState remote) {
        if (mirror.size() != remote.size()) {
            return false;
        }
        String hash = remote.hash();
        return hash != null ? Digests.matches(root.resolve(path), hash) : isSameTime(mirror, remote.time());
    }

    private static boolean isSameTime(MirrorState mirror, @Nullable Instant time) {
        return time != null
                && time.getNano() != 0
                && time.getEpochSecond() * 1_000_000_000L + time.getNano() == mirror.modified();
    }
}
