package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What is a git repository's own: everything called {@code .git}, and directories that are a repository themselves, as bare ones
 * are, whatever their names. It is no file of any category, whatever a setting names: objects and refs of two repositories are
 * joined by git, and copied as files they would be let go of where only the other side has no need of them.
 */
final class RepositoryPlaces {

    private static final String GIT = ".git";

    private final Set<TreePath> directories = new HashSet<>();

    private RepositoryPlaces() {}

    /** Those that either side has. */
    static RepositoryPlaces among(SortedMap<TreePath, Entry> ours, SortedMap<TreePath, Entry> theirs) {
        RepositoryPlaces places = new RepositoryPlaces();
        places.find(ours);
        places.find(theirs);
        return places;
    }

    private void find(SortedMap<TreePath, Entry> side) {
        for (Map.Entry<TreePath, Entry> entry : side.entrySet()) {
            if (entry.getValue().kind() == EntryKind.FILE && isCalled(entry.getKey(), "HEAD")) {
                TreePath directory = entry.getKey().parent();
                if (isDirectory(side, directory.child("objects")) && isDirectory(side, directory.child("refs"))) {
                    directories.add(directory);
                }
            }
        }
    }

    private static boolean isDirectory(SortedMap<TreePath, Entry> side, TreePath path) {
        Entry entry = side.get(path);
        return entry != null && entry.kind() == EntryKind.DIRECTORY;
    }

    private static boolean isCalled(TreePath path, String name) {
        String text = path.text();
        return text.endsWith(name) && (text.length() == name.length() || text.endsWith('/' + name));
    }

    /** Whether a path is one of them, with all that is below. A root that is one is never told itself, but by what is in it. */
    boolean hold(TreePath path) {
        return isCalled(path, GIT)
                || (!directories.isEmpty()
                        && (directories.contains(path)
                                || (directories.contains(TreePath.ROOT)
                                        && path.parent().isRoot())));
    }
}
