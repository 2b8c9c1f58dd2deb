package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.store.StoredPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What the transfers of one run share. */
record Work(Parts parts, RemoteFiles remote, MirrorFiles mirror, DriveRun run) {

    /** A change of an inode that is younger than this may be followed by another one within the same tick of the clock. */
    private static final long TICK_NANOS = 50_000_000L;

    private static final DateTimeFormatter PLANNED =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

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
        return RemotePath.below(settings().backupDirectory(), run.aside());
    }

    /**
     * The name of a directory that no other run has, of this device or another, of this state directory or one that was there
     * before it: what one of them set aside would be replaced. A run that goes on with the plan of a killed one has another,
     * too, since what is in the remote's files may by now be what that one sent.
     */
    String asideOf(StoredPlan plan) {
        return PLANNED.format(plan.made()) + "-" + parts.place().device() + "-" + run.id();
    }

    /** As it may be remembered: one that has just changed could change again unseen. */
    static MirrorState settled(MirrorState state) {
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return nanos - state.changed() < TICK_NANOS ? state.distrusted() : state;
    }
}
