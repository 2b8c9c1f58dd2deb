package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one path.
 *
 * @param base what both had when they last agreed; null: nothing, or they never did
 */
public record Sides(@Nullable Content base, Seen ours, Seen theirs) {

    public Seen of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /** The same as the other machine would tell it. */
    public Sides mirrored() {
        return new Sides(base, of(Side.THEIRS), of(Side.OURS));
    }

    boolean bothKnown() {
        return ours.isKnown() && theirs.isKnown();
    }

    boolean agree() {
        return ours.holds(theirs.content());
    }

    boolean unchanged(Side side) {
        if (of(side).holds(base)) {
            return true;
        }
        boolean wasDirectory = base != null && base.isDirectory();
        return wasDirectory && of(side).isDirectory() && !of(side.other()).isDirectory();
    }

    boolean anyDirectory() {
        return ours.isDirectory() || theirs.isDirectory();
    }
}
