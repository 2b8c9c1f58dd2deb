package cc.chitty.sync.gpusync.category.git;

/**
 * What became of a move.
 *
 * @param words what stood in the way, or was left out; empty where nothing was
 */
public record RefOutcome(RefMove move, Result result, String words) {

    /** How it ended. */
    public enum Result {
        /** The ref is where it was to go. */
        MOVED,
        /** The branch and its files moved forward. */
        FORWARDED,
        /** The files were those of the new commit already; the branch moved to it. */
        ADOPTED,
        /** There were no files; they are there now. */
        FILLED,
        /** The branch stays, since it is checked out; what came is kept beside it until its files are free to move. */
        KEPT_ASIDE,
        /** It could not be done. */
        REFUSED
    }

    /** Whether the ref is where it was to go. */
    boolean arrived() {
        return result != Result.KEPT_ASIDE && result != Result.REFUSED;
    }

    static RefOutcome of(RefMove move, Result result) {
        return new RefOutcome(move, result, "");
    }
}
