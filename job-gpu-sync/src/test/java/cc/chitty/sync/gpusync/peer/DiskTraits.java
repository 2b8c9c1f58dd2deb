package cc.chitty.sync.gpusync.peer;

import java.text.Normalizer;
import java.util.Locale;

/**
 * How a disk in memory tells names apart and what an endpoint tells of it.
 *
 * @param caseMatters whether {@code A} and {@code a} are two names
 * @param formMatters whether two Unicode forms of a name are two names
 * @param precise whether an endpoint tells and sets nanoseconds, not only seconds
 * @param tellsInodes whether scans tell inodes and the times of their change
 */
public record DiskTraits(boolean caseMatters, boolean formMatters, boolean precise, boolean tellsInodes) {

    /** As Linux has it. */
    public static final DiskTraits LINUX = new DiskTraits(true, true, true, true);

    /** As macOS has it. */
    public static final DiskTraits MAC = new DiskTraits(false, false, true, true);

    /** As a side over files only: whole seconds and no inodes. */
    public static final DiskTraits SFTP = new DiskTraits(true, true, false, false);

    /** The same for names that are one name. */
    public String key(String name) {
        String formed = formMatters ? name : Normalizer.normalize(name, Normalizer.Form.NFC);
        return caseMatters ? formed : formed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Whether two names, or paths, are one. */
    public boolean sameName(String a, String b) {
        return key(a).equals(key(b));
    }

    long kept(long time) {
        return precise ? time : Math.floorDiv(time, 1_000_000_000L) * 1_000_000_000L;
    }
}
