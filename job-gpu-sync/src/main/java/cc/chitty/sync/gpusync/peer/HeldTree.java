package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Holds the directories from a root down to the one that is worked in. Paths that follow each other share what is open. */
final class HeldTree implements Closeable {

    private final HeldDirectory root;
    private final Path workplace;
    private final Deque<Level> open = new ArrayDeque<>();
    private final Set<Path> touched = new LinkedHashSet<>();

    private record Level(TreePath path, HeldDirectory held) {}

    /**
     * Makes the root, 0700, if it is not there.
     *
     * @param workplace directory in which things are made before they are moved to their place
     */
    HeldTree(Path root, Path workplace) throws IOException {
        Files.createDirectories(root, PosixFilePermissions.asFileAttribute(LocalLook.permissions(0700)));
        this.root = HeldDirectory.open(root.toRealPath());
        this.workplace = workplace;
    }

    Path root() {
        return root.path();
    }

    /** The directory of a path, to be changed; made with those above it, 0700, where it is missing. */
    HeldDirectory directoryOf(TreePath path) throws IOException {
        HeldDirectory directory = enter(path.parent());
        touched.add(directory.path());
        return directory;
    }

    private HeldDirectory enter(TreePath path) throws IOException {
        while (!open.isEmpty() && !path.equals(open.peek().path) && !path.isBelow(open.peek().path)) {
            open.pop().held.close();
        }
        if (path.isRoot()) {
            return root;
        }
        if (!open.isEmpty() && open.peek().path.equals(path)) {
            return open.peek().held;
        }
        HeldDirectory held = enterOrMake(enter(path.parent()), path.name());
        open.push(new Level(path, held));
        return held;
    }

    private HeldDirectory enterOrMake(HeldDirectory parent, String name) throws IOException {
        try {
            return parent.enter(name);
        } catch (NoSuchFileException e) {
            makeDirectory(parent, name, 0700);
            touched.add(parent.path());
            return parent.enter(name);
        }
    }

    /** Makes something by its whole path, as directories and links can only be made. */
    private interface Making {
        void at(Path place) throws IOException;
    }

    void makeDirectory(HeldDirectory parent, String name, int mode) throws IOException {
        try {
            make(parent, name, place -> {
                Files.createDirectory(place, PosixFilePermissions.asFileAttribute(LocalLook.permissions(0700)));
                Files.setPosixFilePermissions(place, LocalLook.permissions(mode));
            });
        } catch (FileAlreadyExistsException e) {
            throw new IOException("something is in its place", e);
        }
    }

    /** A link; it gets its time, if it gets one, aside. */
    void makeLink(HeldDirectory parent, String name, Wanted wanted) throws IOException {
        make(parent, name, place -> {
            Files.createSymbolicLink(place, Path.of(Objects.requireNonNull(wanted.target())));
            if (wanted.isTimed()) {
                LinkTime.set(place, wanted.modified());
            }
        });
    }

    /** Aside, and moved there. */
    private void make(HeldDirectory parent, String name, Making making) throws IOException {
        Path aside = Files.createTempDirectory(workplace, "new");
        Path made = aside.resolve("made");
        try {
            making.at(made);
            parent.take(made, name);
        } catch (AtomicMoveNotSupportedException e) {
            makeBeside(parent, name, making);
        } finally {
            Files.deleteIfExists(made);
            Files.deleteIfExists(aside);
        }
    }

    /** Where another file system is mounted below the root. What a path leads elsewhere meanwhile is not found in the held directory. */
    private static void makeBeside(HeldDirectory parent, String name, Making making) throws IOException {
        String part = Moving.part();
        Path place = parent.path().resolve(part);
        try {
            making.at(place);
            parent.rename(part, name);
        } catch (IOException e) {
            Files.deleteIfExists(place);
            throw e;
        }
    }

    /** Lets go of a directory before it is removed or replaced. */
    void leave(TreePath path) throws IOException {
        while (!open.isEmpty() && open.peek().path.isIn(path)) {
            open.pop().held.close();
        }
    }

    /** The directories in which something was changed. */
    Set<Path> touched() {
        return touched;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().held.close();
        }
        root.close();
    }
}
