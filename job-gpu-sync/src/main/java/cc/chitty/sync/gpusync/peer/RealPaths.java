package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where paths of a side lead when links are followed; what is not there yet is taken as it is. */
public final class RealPaths {

    /** As many links follow each other in no system. */
    private static final int MOST_LINKS = 40;

    private RealPaths() {}

    /** By the absolute paths that were asked for. One look, and one more for each link on the way of any. */
    public static Map<String, String> of(Endpoint endpoint, Collection<String> paths) {
        Map<String, String> real = new HashMap<>();
        paths.forEach(path -> real.put(path, Path.of(path).normalize().toString()));
        boolean followed = true;
        for (int i = 0; followed && i < MOST_LINKS; i++) {
            followed = false;
            Collection<TreePath> asked = new TreeSet<>();
            real.values().forEach(path -> asked.addAll(Looks.needed(List.of(below(path)))));
            SortedMap<TreePath, Entry> seen = endpoint.look("/", asked);
            for (Map.Entry<String, String> one : real.entrySet()) {
                String next = followed(one.getValue(), seen);
                followed |= next != null;
                one.setValue(next == null ? one.getValue() : next);
            }
        }
        return real;
    }

    private static TreePath below(String absolute) {
        String path = absolute.substring(1);
        return TreePath.isPath(path) ? new TreePath(path) : TreePath.ROOT;
    }

    /** The path after its first link; null: there is none on its way. */
    private static @Nullable String followed(String path, SortedMap<TreePath, Entry> seen) {
        TreePath link = null;
        for (TreePath at = below(path); !at.isRoot(); at = at.parent()) {
            Entry entry = seen.get(at);
            link = entry != null && entry.kind() == EntryKind.LINK ? at : link;
        }
        if (link == null) {
            return null;
        }
        String target =
                Objects.requireNonNull(Objects.requireNonNull(seen.get(link)).target());
        Path place = Path.of("/" + link.parent()).resolve(target);
        String rest = path.substring(("/" + link).length());
        return Path.of(place + rest).normalize().toString();
    }
}
