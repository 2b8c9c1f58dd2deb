package cc.chitty.sync.gpusync.snapshot;

import cc.chitty.sync.gpusync.reconcile.Side;

/**
 * Where snapshots lie on both sides: {@code <backups>/<snapshot>/<root key>/<path>}, beside a {@code manifest.jsonl} that tells
 * what was there before and is there after.
 *
 * @param ours absolute directory on this machine
 * @param theirs absolute directory on the peer
 */
public record SnapshotPlaces(String ours, String theirs) {

    public static final String MANIFEST = "manifest.jsonl";

    /** What our snapshots' names begin with. */
    public static final String PREFIX = "sync-";

    public SnapshotPlaces {
        requireAbsolute(ours);
        requireAbsolute(theirs);
    }

    private static void requireAbsolute(String directory) {
        if (!directory.startsWith("/") || directory.equals("/")) {
            throw new IllegalArgumentException("a directory for snapshots is absolute, not " + directory);
        }
    }

    /** A setting, {@code ~/} standing for a side's home directory. */
    public static String directory(String setting, String home) {
        return setting.startsWith("~/") ? home + setting.substring(1) : setting;
    }

    public String backups(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    public String directory(Side side, String snapshot) {
        return backups(side) + "/" + snapshot;
    }

    public String kept(Side side, String snapshot, String root) {
        return directory(side, snapshot) + "/" + root;
    }
}
