package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What one side has at a path, as reconcile is told.
 *
 * @param state which of the four it is
 * @param content what is there, if it is PRESENT; else null
 * @param size bytes of a file: of the canonical form if that was read, else as it is on disk; else 0
 * @param modified nanoseconds since 1970 by that side's clock, of a file or link; only a forced decision looks at it
 */
public record Seen(State state, @Nullable Content content, long size, long modified) {

    /** What is known of a path. */
    public enum State {
        /** Proven: the directory was read and has no such name, or is itself absent. */
        ABSENT,
        PRESENT,
        /** It is there or may be there, and nothing is concluded of it: unreadable, a socket, a clashing name. */
        UNKNOWN,
        /** A filter leaves it out. Nothing is done to it, and its directory is not removed over it. */
        IGNORED
    }

    public static final Seen ABSENT = new Seen(State.ABSENT, null, 0, 0);
    public static final Seen UNKNOWN = new Seen(State.UNKNOWN, null, 0, 0);
    public static final Seen IGNORED = new Seen(State.IGNORED, null, 0, 0);

    public Seen {
        if ((state == State.PRESENT) != (content != null)) {
            throw new IllegalArgumentException("what is present has content: " + state);
        }
    }

    public static Seen of(Content content) {
        return new Seen(State.PRESENT, content, 0, 0);
    }

    public static Seen of(Content content, long size, long modified) {
        return new Seen(State.PRESENT, content, size, modified);
    }

    /** What a scan saw, where neither a filter nor a correction has a say. */
    public static Seen of(Entry entry) {
        long size = entry.stamp().size();
        long modified = entry.stamp().modified();
        return switch (entry.kind()) {
            case FILE -> of(new Content(entry.kind(), entry.mode(), entry.digest(), null), size, modified);
            case DIRECTORY -> of(Content.directory(entry.mode()), 0, modified);
            case LINK -> of(new Content(entry.kind(), 0, null, entry.target()), 0, modified);
            case OTHER, UNREADABLE -> UNKNOWN;
        };
    }

    public boolean isPresent() {
        return state == State.PRESENT;
    }

    public boolean isAbsent() {
        return state == State.ABSENT;
    }

    public boolean isUnknown() {
        return state == State.UNKNOWN;
    }

    /** Whether it is proven what is there. */
    public boolean isKnown() {
        return state == State.PRESENT || state == State.ABSENT;
    }

    public boolean isDirectory() {
        return content != null && content.isDirectory();
    }

    /** Whether something is there that holds nothing: a file or link. */
    public boolean isFlat() {
        return content != null && !content.isDirectory();
    }

    /** Whether this, which is known, is known to be the same as that; null: nothing. */
    boolean holds(@Nullable Content other) {
        if (content == null || other == null) {
            return content == null && other == null;
        }
        return content.same(other);
    }
}
