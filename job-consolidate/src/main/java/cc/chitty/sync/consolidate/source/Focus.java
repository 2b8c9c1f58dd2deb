package cc.chitty.sync.consolidate.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which paths a discovery looks at: all there are, or only those that are known to have changed. What is not in focus
 * counts neither as found nor as gone.
 */
public final class Focus {

    public static final Focus EVERYTHING = new Focus(null);

    /** A commit to an SQLite database may touch only these. */
    private static final List<String> BESIDE_DATABASES = List.of("-wal", "-shm", "-journal");

    private final @Nullable Set<Path> changed;

    private Focus(@Nullable Set<Path> changed) {
        this.changed = changed;
    }

    /**
     * Only what is at, above or below these paths.
     *
     * @param changed absolute, spelled as the sources spell them
     */
    public static Focus on(Collection<Path> changed) {
        Set<Path> paths = new LinkedHashSet<>(changed);
        changed.forEach(path -> addDatabase(path, paths));
        return new Focus(paths);
    }

    private static void addDatabase(Path path, Set<Path> paths) {
        String name = String.valueOf(path.getFileName());
        for (String ending : BESIDE_DATABASES) {
            if (name.endsWith(ending)) {
                paths.add(path.resolveSibling(name.substring(0, name.length() - ending.length())));
            }
        }
    }

    public boolean isEverything() {
        return changed == null;
    }

    /** Empty if it is everything. */
    public Set<Path> paths() {
        return changed == null ? Set.of() : changed;
    }

    /** The names in a directory that are looked at; null for all of them. */
    @Nullable Set<String> namesIn(Path directory) {
        if (changed == null) {
            return null;
        }
        Set<String> names = new TreeSet<>();
        for (Path path : changed) {
            if (directory.startsWith(path)) {
                return null;
            }
            if (path.startsWith(directory)) {
                names.add(path.getName(directory.getNameCount()).toString());
            }
        }
        return names;
    }
}
