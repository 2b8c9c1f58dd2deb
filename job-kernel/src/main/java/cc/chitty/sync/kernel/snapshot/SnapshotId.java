package cc.chitty.sync.kernel.snapshot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names one snapshot; sorts by time.
 *
 * @param text {@code <yyyyMMddTHHmmss.SSSZ>-<job>-<run>}, a plain directory name
 */
public record SnapshotId(String text) implements Comparable<SnapshotId> {

    private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-[a-z][a-z-]*-[0-9A-Za-z]+");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public SnapshotId {
        if (!isId(text)) {
            throw new IllegalArgumentException("not a snapshot id: " + text);
        }
    }

    static SnapshotId of(Instant instant, String job, String run) {
        return new SnapshotId(TIME.format(instant) + "-" + job + "-" + run);
    }

    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** When it was begun; milliseconds. */
    public Instant instant() {
        return TIME.parse(text.substring(0, text.indexOf('-')), Instant::from);
    }

    @Override
    public int compareTo(SnapshotId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
