package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
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
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import org.jspecify.annotations.Nullable;

/** Walks one scope of this machine on all processors, a directory at a time. */
final class LocalWalk {

    private final Scope scope;
    private final Interruption interruption;
    private final Queue<Found> found = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();

    private record Found(TreePath path, Entry entry) {}

    LocalWalk(Scope scope, Interruption interruption) {
        this.scope = scope;
        this.interruption = interruption;
    }

    Endpoint.Scanned scan() {
        Path root = Path.of(scope.root());
        List<Visit> visits = new ArrayList<>();
        if (Files.exists(root)) {
            for (TreePath top : scope.tops().isEmpty() ? List.of(TreePath.ROOT) : scope.tops()) {
                visits.addAll(begin(root, top));
            }
        } else if (!Files.notExists(root)) {
            tops().forEach(top -> found.add(new Found(top, Entry.unreadable("it cannot be looked at"))));
        }
        ForkJoinPool.commonPool().invoke(new All(visits));
        SortedMap<TreePath, Entry> entries = new TreeMap<>();
        found.forEach(it -> entries.put(it.path, it.entry));
        return new Endpoint.Scanned(entries, troubles.stream().sorted().toList(), Listing.of(entries));
    }

    private List<TreePath> tops() {
        return scope.tops().isEmpty() ? List.of(TreePath.ROOT) : scope.tops();
    }

    /** A root may be a link, a person has named it; nothing below it may. */
    private List<Visit> begin(Path root, TreePath top) {
        if (top.isRoot()) {
            return note(TreePath.ROOT, LocalLook.at(real(root)), real(root));
        }
        TreePath link = linkAbove(root, top);
        if (link != null) {
            found.add(new Found(top, Entry.unreadable(link + " above it is a symbolic link")));
            return List.of();
        }
        Path path = root.resolve(top.text());
        return note(top, LocalLook.at(path), path);
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

    private List<Visit> note(TreePath path, @Nullable Entry entry, Path place) {
        if (entry == null) {
            return List.of();
        }
        if (entry.kind() == EntryKind.DIRECTORY) {
            return List.of(new Visit(place, path, entry));
        }
        found.add(new Found(path, entry));
        return List.of();
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
        private final transient Entry entry;

        Visit(Path directory, TreePath path, Entry entry) {
            this.directory = directory;
            this.path = path;
            this.entry = entry;
        }

        @Override
        protected void compute() {
            if (interruption.raised()) {
                throw new Failure(
                        FailureCategory.INTERRUPTED, "look at " + scope.root(), "it was stopped", "Start it again.");
            }
            List<Visit> below = new ArrayList<>();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
                children.forEach(child -> below.addAll(child(child)));
                found.add(new Found(path, entry));
            } catch (NoSuchFileException | NotDirectoryException e) {
                below.clear();
            } catch (IOException e) {
                found.add(new Found(path, Entry.unreadable(LocalLook.words(e))));
            } catch (DirectoryIteratorException e) {
                found.add(new Found(path, Entry.unreadable(LocalLook.words(new IOException(e)))));
            }
            invokeAll(below);
        }

        private List<Visit> child(Path child) {
            String name = String.valueOf(child.getFileName());
            if (scope.pruned().contains(name) || name.equals(StagingPlace.NAME)) {
                return List.of();
            }
            if (name.indexOf('\uFFFD') >= 0 && !directory.resolve(name).equals(child)) {
                troubles.add(
                        (path.isRoot() ? "" : path + "/") + name + ": its name is no text (invalid UTF-8); left alone");
                return List.of();
            }
            return note(path.child(name), LocalLook.at(child), child);
        }
    }
}
