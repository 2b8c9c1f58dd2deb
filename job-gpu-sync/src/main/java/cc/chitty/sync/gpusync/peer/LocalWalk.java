package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.PathMap;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks one scope of this machine on all processors, a directory at a time. */
final class LocalWalk {

    private static final int ENTERED_BY_ALL = 0111;

    private final Scope scope;
    private final Path home;
    private final Interruption interruption;
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final Queue<Mount> mounts = new ConcurrentLinkedQueue<>();

    /** A directory on another file system than the one it lies in; the root, on another one than its ground. */
    private record Mount(TreePath path, Path place, long device) {

        /** What was taken away while it was looked at has not told all that it had. */
        boolean isStill() {
            LocalLook.Placed now = LocalLook.placed(place);
            return now != null && now.device() == device;
        }
    }

    /** What a place is: a visit where it is a directory, else an entry. */
    private record Found(
            TreePath path, @Nullable Entry entry, @Nullable Visit visit) {

        void tell(PathMap.Builder<Entry> all) {
            if (visit != null) {
                visit.tell(all);
            } else if (entry != null) {
                all.put(path, entry);
            }
        }
    }

    /** @param home as the scope's ground is told by */
    LocalWalk(Scope scope, Path home, Interruption interruption) {
        this.scope = scope;
        this.home = home;
        this.interruption = interruption;
    }

    Endpoint.Scanned scan() {
        Path root = Path.of(scope.root());
        List<Found> begun = new ArrayList<>();
        if (Files.exists(root)) {
            scope.above().forEach(path -> lookAbove(real(root).resolve(path.text()), path));
            tops().forEach(top -> begun.add(begin(root, top)));
        } else if (!Files.notExists(root) || Files.isSymbolicLink(root)) {
            tops().forEach(top -> begun.add(new Found(top, Entry.unreadable("it cannot be looked at"), null)));
        }
        ForkJoinPool.commonPool().invoke(new All(visits(begun)));
        PathMap.Builder<Entry> all = new PathMap.Builder<>();
        begun.forEach(it -> it.tell(all));
        SortedMap<TreePath, Entry> entries = all.build();
        SortedSet<TreePath> mounted = new TreeSet<>();
        mounts.stream().filter(Mount::isStill).forEach(it -> mounted.add(it.path()));
        return new Endpoint.Scanned(
                entries, troubles.stream().sorted().toList(), Listing.of(entries, mounted), mounted);
    }

    private void lookAbove(Path place, TreePath path) {
        LocalLook.Placed there = LocalLook.placed(place);
        long around = path.isRoot() ? ground() : around(place);
        if (there != null && isMount(there.device(), around)) {
            mounts.add(new Mount(path, place, there.device()));
        }
    }

    private static boolean isMount(long device, long around) {
        return device != around && device != LocalLook.NOWHERE && around != LocalLook.NOWHERE;
    }

    /** The file system that a place's directory is on. */
    private static long around(Path place) {
        Path parent = place.getParent();
        LocalLook.Placed there = LocalLook.placed(parent == null ? place : parent);
        return there == null ? LocalLook.NOWHERE : there.device();
    }

    private long ground() {
        LocalLook.Placed there = LocalLook.placed(real(Path.of(scope.ground(home.toString()))));
        return there == null ? LocalLook.NOWHERE : there.device();
    }

    private static List<Visit> visits(List<Found> found) {
        return found.stream().flatMap(it -> Stream.ofNullable(it.visit)).toList();
    }

    private List<TreePath> tops() {
        return scope.tops().isEmpty() ? List.of(TreePath.ROOT) : scope.tops();
    }

    /** A root may be a link, a person has named it; nothing below it may. */
    private Found begin(Path root, TreePath top) {
        if (top.isRoot()) {
            return found(TreePath.ROOT, real(root), ground());
        }
        TreePath link = linkAbove(root, top);
        Path place = root.resolve(top.text());
        return link == null
                ? found(top, place, around(real(root).resolve(top.text())))
                : new Found(top, Entry.unreadable(link + " above it is a symbolic link"), null);
    }

    static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    private static @Nullable TreePath linkAbove(Path root, TreePath path) {
        for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            if (Files.isSymbolicLink(root.resolve(above.text()))) {
                return above;
            }
        }
        return null;
    }

    /** @param around the file system that its directory is on */
    private Found found(TreePath path, Path place, long around) {
        LocalLook.Placed there = LocalLook.placed(place);
        return there != null && there.entry().kind() == EntryKind.DIRECTORY
                ? new Found(path, null, new Visit(place, path, there, isMount(there.device(), around)))
                : new Found(path, there == null ? null : there.entry(), null);
    }

    /** Several directories at once. */
    private static final class All extends RecursiveAction {

        private static final long serialVersionUID = 1L;

        private final transient List<Visit> visits;

        All(List<Visit> visits) {
            this.visits = visits;
        }

        @Override
        protected void compute() {
            invokeAll(visits);
        }
    }

    /** One directory; what is below it is visited by others. */
    private final class Visit extends RecursiveAction {

        private static final long serialVersionUID = 1L;

        private final transient Path directory;
        private final transient TreePath path;
        private final transient List<Found> children = new ArrayList<>();
        private final long device;
        private final boolean mounted;

        /** Null once the directory is gone. */
        private transient @Nullable Entry entry;

        Visit(Path directory, TreePath path, LocalLook.Placed there, boolean mounted) {
            this.directory = directory;
            this.path = path;
            this.entry = there.entry();
            this.device = there.device();
            this.mounted = mounted;
        }

        @Override
        protected void compute() {
            if (interruption.raised()) {
                throw new Failure(
                        FailureCategory.INTERRUPTED, "look at " + scope.root(), "it was stopped", "Start it again.");
            }
            if (mounted) {
                mounts.add(new Mount(path, directory, device));
            }
            try (DirectoryStream<Path> names = Files.newDirectoryStream(directory)) {
                if (mayNotBeEntered()) {
                    entry = Entry.unreadable("permission denied");
                } else {
                    names.forEach(this::child);
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                entry = null;
                children.clear();
            } catch (IOException e) {
                entry = Entry.unreadable(LocalLook.words(e));
            } catch (DirectoryIteratorException e) {
                entry = Entry.unreadable(LocalLook.words(new IOException(e)));
            }
            invokeAll(visits(children));
        }

        /** Its permissions would shut out the other machine's account, too, which could never take them back. */
        private boolean mayNotBeEntered() {
            return entry != null && (entry.mode() & ENTERED_BY_ALL) != ENTERED_BY_ALL && !Files.isExecutable(directory);
        }

        /** In the order of paths, which is that of the names in a directory, each with all that is below it. */
        void tell(PathMap.Builder<Entry> all) {
            if (entry != null) {
                all.put(path, entry);
            }
            children.sort(Comparator.comparing(it -> it.path.text()));
            children.forEach(it -> it.tell(all));
        }

        private void child(Path child) {
            String name = String.valueOf(child.getFileName());
            if (name.equals(StagingPlace.NAME)) {
                return;
            }
            if (name.indexOf('\uFFFD') >= 0 && !directory.resolve(name).equals(child)) {
                troubles.add(
                        (path.isRoot() ? "" : path + "/") + name + ": its name is no text (invalid UTF-8); left alone");
                return;
            }
            TreePath there = path.child(name);
            Found found = found(there, child, device);
            if (found.visit == null || !scope.leavesOut(name, EntryKind.DIRECTORY)) {
                children.add(there.isTooLong() ? new Found(there, Entry.tooLong(), null) : found);
            }
        }
    }
}
