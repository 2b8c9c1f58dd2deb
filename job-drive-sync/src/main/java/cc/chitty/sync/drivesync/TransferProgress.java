package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.TransferStats;
import java.time.Duration;
import java.util.Locale;

/** Tells on the terminal how far a transfer is: bytes of all, speed, time left, files of all. */
final class TransferProgress {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private final DriveRun run;
    private final String name;
    private final long totalBytes;
    private final long totalFiles;
    private long bytes;
    private long files;

    /**
     * The progress of a plan.
     *
     * @param totalBytes of what is still to be transferred
     */
    TransferProgress(DriveRun run, String name, long totalBytes, long totalFiles) {
        this.run = run;
        this.name = name;
        this.totalBytes = totalBytes;
        this.totalFiles = totalFiles;
    }

    /** A chunk is over. */
    synchronized void ended(long moreBytes, long moreFiles) {
        bytes += moreBytes;
        files += moreFiles;
    }

    synchronized void show(TransferStats stats) {
        long done = Math.min(totalBytes, bytes + stats.bytes());
        String text = name + " " + text(done) + " of " + text(totalBytes);
        if (stats.bytesPerSecond() > 0) {
            long seconds = (long) ((totalBytes - done) / stats.bytesPerSecond());
            text += ", " + text((long) stats.bytesPerSecond()) + "/s, " + text(Duration.ofSeconds(seconds)) + " left";
        }
        run.progress().step(text + ", files").of(totalFiles).advance(files + stats.files());
    }

    /** Seconds until all bytes are there at this speed; -1 where that is not known. */
    synchronized long secondsLeft(long sinceNanos) {
        double speed = bytes / Math.max(1e-9, (System.nanoTime() - sinceNanos) / 1e9);
        return bytes == 0 ? -1 : (long) ((totalBytes - bytes) / speed);
    }

    private static String text(Duration left) {
        return left.toMinutes() == 0 ? left.toSeconds() + " s" : left.toMinutes() + " min";
    }

    private static String text(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }
}
