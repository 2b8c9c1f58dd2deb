package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers {@link Endpoint#look} from looks at single paths. Pure; all endpoints answer alike. */
public final class Looks {

    private Looks() {}

    /** Looks at one path of a root. */
    @FunctionalInterface
    public interface Look {
        /** What is there, links not followed but for the root's own; null: nothing. */
        @Nullable Entry at(TreePath path);
    }

    /** The paths, and those that they lie in: all that has to be looked at. */
    public static Collection<TreePath> needed(Collection<TreePath> paths) {
        Collection<TreePath> needed = new TreeSet<>();
        for (TreePath path : paths) {
            for (TreePath at = path; needed.add(at) && !at.isRoot(); ) {
                at = at.parent();
            }
        }
        return needed;
    }

    /** What is at the paths. */
    public static SortedMap<TreePath, Entry> of(Collection<TreePath> paths, Look look) {
        SortedMap<TreePath, Entry> entries = new TreeMap<>();
        for (TreePath path : paths) {
            Entry entry = at(path, look);
            if (entry != null) {
                entries.put(path, entry);
            }
        }
        return entries;
    }

    private static @Nullable Entry at(TreePath path, Look look) {
        for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            Entry entry = look.at(above);
            if (entry != null && entry.kind() == EntryKind.LINK) {
                return Entry.unreadable(above + " above it is a symbolic link");
            }
        }
        return look.at(path);
    }
}
