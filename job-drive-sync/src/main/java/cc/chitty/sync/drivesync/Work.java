package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the transfers of one run share. */
record Work(Parts parts, RemoteFiles remote, MirrorFiles mirror, DriveRun run) {

    /** A change of an inode that is younger than this may be followed by another one within the same tick of the clock. */
    private static final long TICK_NANOS = 50_000_000L;

    RemoteSettings settings() {
        return parts.settings();
    }

    Path root() {
        return mirror.root();
    }

    /** How long the run may still go on; null: as long as it likes. */
    @Nullable Duration left() {
        Duration limit = settings().limits().time();
        return limit == null ? null : limit.minusNanos(System.nanoTime() - run.began());
    }

    boolean isTimeOver() {
        Duration left = left();
        return left != null && (left.isZero() || left.isNegative());
    }

    /** Where this run sets aside what the remote's files were. */
    String aside() {
        return RemotePath.below(settings().backupDirectory(), Long.toString(run.id()));
    }

    /** As it may be remembered: one that has just changed could change again unseen. */
    static MirrorState settled(MirrorState state) {
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return nanos - state.changed() < TICK_NANOS ? state.distrusted() : state;
    }
}
