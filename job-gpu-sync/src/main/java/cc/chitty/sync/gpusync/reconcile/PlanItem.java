package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Objects;

/**
 * One change of one side.
 *
 * @param root names the root the path is below, the same on both sides
 */
public record PlanItem(String category, String root, Decision decision) {

    /** What the owner of a directory needs to fill it. */
    public static final int OWNER = 0700;

    /** What is done. */
    public enum Action {
        /** It is made, or takes the place of what is there. */
        PUT,
        /** What is there gets other permissions. */
        MODE,
        REMOVE
    }

    /** When it is done: all of one before any of the next. */
    enum Turn {
        /** Parents first. */
        MAKE,
        /** Children first. */
        REMOVE,
        /** Permissions of directories that are there, children first: narrower ones could stand in the way of what comes before. */
        NARROW
    }

    public PlanItem {
        if (decision.target() == null) {
            throw new IllegalArgumentException("nobody follows: " + decision.path());
        }
    }

    public TreePath path() {
        return decision.path();
    }

    public Side target() {
        return Objects.requireNonNull(decision.target());
    }

    public Action action() {
        if (decision.wanted() == null) {
            return Action.REMOVE;
        }
        return decision.onlyMode() ? Action.MODE : Action.PUT;
    }

    /** Bytes to be moved: the size of a file that is put. */
    public long bytes() {
        Content wanted = decision.wanted();
        return action() == Action.PUT && wanted != null && wanted.isFile()
                ? decision.source().size()
                : 0;
    }

    /** Whether something of the target's is replaced, removed or changed, and so has to be kept. */
    public boolean replaces() {
        return decision.replaced().isPresent();
    }

    /**
     * The permissions it gets: those that are wanted, but for a directory that is made. Where its owner could not fill that with
     * those that are wanted, it gets these first and the wanted ones when all else is done.
     */
    public int firstMode() {
        Content wanted = Objects.requireNonNull(decision.wanted());
        return wanted.isDirectory() && action() == Action.PUT ? wanted.mode() | OWNER : wanted.mode();
    }

    /** Whether {@link #firstMode} is not the last. */
    public boolean settles() {
        Content wanted = decision.wanted();
        return wanted != null && firstMode() != wanted.mode();
    }

    Turn turn() {
        Content wanted = decision.wanted();
        boolean overDirectory = decision.replaced().isDirectory();
        if (wanted == null || (overDirectory && !wanted.isDirectory())) {
            return Turn.REMOVE;
        }
        return overDirectory && (wanted.mode() & OWNER) != OWNER ? Turn.NARROW : Turn.MAKE;
    }
}
