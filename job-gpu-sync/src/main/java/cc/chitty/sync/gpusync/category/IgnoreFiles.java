package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code .gitignore} and {@code .chittyignore} files of both sides. Each counts for its directory and what is below, a
 * deeper one weighs more, and in one directory {@code .chittyignore} does. What one side's files leave out is left out.
 */
public final class IgnoreFiles {

    public static final IgnoreFiles NONE = new IgnoreFiles(List.of());

    static final String GIT = ".gitignore";
    static final String OWN = ".chittyignore";

    /** More is not the work of a person, and is passed over. */
    private static final int LARGEST = 1 << 20;

    private static final Set<String> NAMES = Set.of(GIT, OWN);

    private final List<Map<TreePath, Patterns>> sides;

    private IgnoreFiles(List<Map<TreePath, Patterns>> sides) {
        this.sides = List.copyOf(sides);
    }

    /** Reads those that a scan has found, of one root on one side; one call of the endpoint. */
    public static IgnoreFiles read(Endpoint endpoint, String root, SortedMap<TreePath, Entry> scanned) {
        List<TreePath> files = scanned.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == EntryKind.FILE
                        && entry.getValue().stamp().size() <= LARGEST
                        && NAMES.contains(entry.getKey().name()))
                .map(Map.Entry::getKey)
                .toList();
        if (files.isEmpty()) {
            return NONE;
        }
        Map<TreePath, byte[]> contents = new HashMap<>();
        endpoint.read(root, files, (path, entry, content) -> contents.put(path, content.readNBytes(LARGEST)));
        return of(contents);
    }

    /** Of files with these contents. */
    static IgnoreFiles of(Map<TreePath, byte[]> contents) {
        Map<TreePath, Patterns> directories = new HashMap<>();
        for (String name : List.of(GIT, OWN)) {
            contents.forEach((path, content) -> {
                if (path.name().equals(name)) {
                    directories.merge(path.parent(), Patterns.parse(content), Patterns::and);
                }
            });
        }
        return new IgnoreFiles(List.of(directories));
    }

    /** These and those of the other side. */
    public IgnoreFiles and(IgnoreFiles others) {
        List<Map<TreePath, Patterns>> all = new ArrayList<>(sides);
        all.addAll(others.sides);
        return new IgnoreFiles(all);
    }

    /** Whether they leave a path out whose parents they do not leave out. */
    boolean leaveOut(TreePath path, boolean directory) {
        for (Map<TreePath, Patterns> side : sides) {
            if (leavesOut(side, path, directory)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leavesOut(Map<TreePath, Patterns> side, TreePath path, boolean directory) {
        for (TreePath in = path; !in.isRoot(); ) {
            in = in.parent();
            Patterns patterns = side.get(in);
            if (patterns != null) {
                var verdict = patterns.verdict(below(in, path), directory);
                if (verdict.isPresent()) {
                    return verdict.get();
                }
            }
        }
        return false;
    }

    private static TreePath below(TreePath directory, TreePath path) {
        return directory.isRoot()
                ? path
                : new TreePath(path.text().substring(directory.text().length() + 1));
    }

    @Override
    public String toString() {
        return sides.stream().map(TreeMap::new).toList().toString();
    }
}
