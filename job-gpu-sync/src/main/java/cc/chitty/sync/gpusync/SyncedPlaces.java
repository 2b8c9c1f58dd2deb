package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.Categories;
import cc.chitty.sync.gpusync.category.Category;
import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.category.Selection;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.SyncRoots;
import cc.chitty.sync.gpusync.category.WorkspaceRoot;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of this machine is synced, as far as settings alone tell: where a watcher looks, and what concerns it there. */
public final class SyncedPlaces {

    private static final String REPOSITORY = ".git";

    /** What is below a repository's directory that tells of other commits. */
    private static final Set<String> TELLING = Set.of("refs", "packed-refs", "HEAD");

    private final List<Place> places;

    /** One directory or file with all below it. */
    private record Place(Path path, Path root, Set<String> pruned, boolean repositories) {

        boolean concerns(Path changed) {
            return changed.startsWith(path) && isSynced(root.relativize(changed));
        }

        /** A file or link of a pruned name is synced, and one that is gone may have been. */
        private boolean isSynced(Path relative) {
            for (int i = 0; i < relative.getNameCount(); i++) {
                String name = relative.getName(i).toString();
                if (name.equals(REPOSITORY)) {
                    return repositories && isTelling(relative, i + 1);
                }
                boolean below = i + 1 < relative.getNameCount();
                if (name.startsWith(".chittysync-")
                        || (pruned.contains(name) && (below || isDirectory(root.resolve(relative))))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isDirectory(Path path) {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        }

        private static boolean isTelling(Path relative, int at) {
            return relative.getNameCount() > at
                    && TELLING.contains(relative.getName(at).toString());
        }
    }

    private SyncedPlaces(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /**
     * Those of all categories from which something may go to a peer.
     *
     * @throws Failure USAGE if the settings contradict each other
     */
    public static SyncedPlaces of(GpuSyncSettings settings, Path home) {
        EndpointFacts here = new EndpointFacts(
                "this machine",
                "",
                home.toString(),
                "unknown",
                Map.of(),
                Duration.ZERO,
                EndpointFacts.Sensitivity.FULL);
        List<Place> places = new ArrayList<>();
        try {
            SyncRoots.of(
                            Categories.of(settings.categories()),
                            settings.workspaces().stream()
                                    .map(root -> new WorkspaceRoot(root.path(), null, root.label())) // no peer is asked
                                    .toList(),
                            settings.filters(),
                            Selection.all(settings.filters()),
                            here,
                            here)
                    .stream()
                    .filter(root -> root.direction() != Direction.PULL)
                    .forEach(root -> add(root, places));
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "watch what is synced",
                    String.valueOf(e.getMessage()),
                    "See the settings chittysync.gpu-sync.",
                    e);
        }
        return new SyncedPlaces(places);
    }

    private static void add(SyncRoot root, List<Place> places) {
        Path directory = Path.of(root.ours());
        boolean repositories = root.category().kind() == Category.Kind.GIT;
        if (root.tops().isEmpty()) {
            places.add(new Place(directory, directory, root.pruned(), repositories));
        }
        for (TreePath top : root.tops()) {
            places.add(new Place(directory.resolve(top.text()), directory, root.pruned(), repositories));
        }
    }

    /** What is to be watched with all below; need not be there, and may be files. */
    public List<Path> paths() {
        return places.stream().map(Place::path).distinct().toList();
    }

    /** Whether a change of this path may be one to sync. Filters are not asked, so it may not be one either. */
    public boolean concern(Path changed) {
        return places.stream().anyMatch(place -> place.concerns(changed));
    }
}
