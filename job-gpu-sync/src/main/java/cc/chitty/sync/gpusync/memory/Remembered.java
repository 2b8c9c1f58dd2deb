package cc.chitty.sync.gpusync.memory;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.reconcile.Side;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one path.
 *
 * @param agreed what both sides had when they last agreed; null: nothing
 * @param ours the digest of our file; null: not known
 * @param theirs the digest of their file; null: not known
 */
public record Remembered(
        @Nullable Content agreed,
        @Nullable Known ours,
        @Nullable Known theirs) {

    public static final Remembered NOTHING = new Remembered(null, null, null);

    public @Nullable Known known(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    public Remembered with(Side side, @Nullable Known known) {
        return side == Side.OURS ? new Remembered(agreed, known, theirs) : new Remembered(agreed, ours, known);
    }

    public Remembered agreedOn(@Nullable Content content) {
        return new Remembered(content, ours, theirs);
    }

    boolean isNothing() {
        return agreed == null && ours == null && theirs == null;
    }
}
