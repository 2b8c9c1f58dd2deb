package cc.chitty.sync.gpusync.plan;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One path's change on one side, as it is stored and carried out.
 *
 * @param seq its place in the order of the plan, from 1 on
 * @param target the side that is changed
 * @param reason in words for a person
 */
public record PlannedChange(int seq, Place place, Action action, Side target, Change change, String reason) {

    /** Where: a path in canonical form below a root of a category. */
    public record Place(String category, String root, TreePath path) {}

    /**
     * From what to what.
     *
     * @param source the path of the content on its side; null where it is the canonical one
     * @param destination the path on the target's side; null where it is the canonical one
     * @param expected what was seen on the target's side; null: nothing
     * @param wanted what the target shall have, as the other side has it; its digest is null where nobody has asked for it yet;
     *     null: nothing
     */
    public record Change(
            @Nullable TreePath source,
            @Nullable TreePath destination,
            @Nullable Entry expected,
            @Nullable Entry wanted) {}

    /** What is done. */
    public enum Action {
        /** A file, link or directory is made or replaced. */
        PUT,
        /** Only the permission bits are changed. */
        MODE,
        REMOVE,
        /** A file gets the content in which both sides' contents are. */
        JOIN,
        /** It is made beside another path, as the other side has that one. */
        COPY,
        /** What a snapshot has kept comes back, with its time; a directory's time too. */
        RESTORE,
        /** A directory gets permissions with which its owner can change what is in it. Nothing is agreed on by that. */
        OPEN,
        /** It gets those again that it had. */
        CLOSE;

        private static final Set<Action> OF_MODES = Set.of(MODE, OPEN, CLOSE);

        /** One for all changes: there may be hundreds of thousands. */
        private final String word = name().toLowerCase(Locale.ROOT);

        /** As it is stored and printed. */
        public String word() {
            return word;
        }

        /** Whether only permission bits are changed. */
        public boolean isOfMode() {
            return OF_MODES.contains(this);
        }

        /** Whether it only makes other changes possible. */
        public boolean isAround() {
            return this == OPEN || this == CLOSE;
        }
    }

    public TreePath path() {
        return place.path();
    }

    /** The path of the content on its side. */
    public TreePath source() {
        TreePath source = change.source();
        return source == null ? place.path() : source;
    }

    /** The path on the target's side. */
    public TreePath destination() {
        TreePath destination = change.destination();
        return destination == null ? place.path() : destination;
    }

    /** The path as this machine spells it: what a person is shown. */
    public TreePath here() {
        return target == Side.OURS ? destination() : source();
    }

    /** Whether a file's content has to be brought. */
    public boolean bringsContent() {
        Entry wanted = change.wanted();
        return wanted != null && wanted.kind() == EntryKind.FILE && !action.isOfMode();
    }

    /** How many bytes have to be brought. */
    public long bytes() {
        Entry wanted = change.wanted();
        return wanted != null && bringsContent() ? wanted.stamp().size() : 0;
    }

    /** The same at another place of the order. */
    public PlannedChange numbered(int number) {
        return new PlannedChange(number, place, action, target, change, reason);
    }
}
