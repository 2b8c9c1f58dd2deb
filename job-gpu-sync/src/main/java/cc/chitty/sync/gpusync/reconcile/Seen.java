package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import org.jspecify.annotations.Nullable;

/**
 * What one side has at a path, as reconcile is told.
 *
 * @param state which of the four it is
 * @param content what is there, if it is PRESENT; else null
 */
public record Seen(State state, @Nullable Content content) {

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

    public static final Seen ABSENT = new Seen(State.ABSENT, null);
    public static final Seen UNKNOWN = new Seen(State.UNKNOWN, null);
    public static final Seen IGNORED = new Seen(State.IGNORED, null);

    public Seen {
        if ((state == State.PRESENT) != (content != null)) {
            throw new IllegalArgumentException("what is present has content: " + state);
        }
    }

    public static Seen of(Content content) {
        return new Seen(State.PRESENT, content);
    }
}
