package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.ReservedNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Keeps what a publication is about to replace or remove: links where that can be, else copies. What is kept is never overwritten. */
final class LocalKeeping {

    private final Path kept;
    private final Set<Path> unsynced = new LinkedHashSet<>();
    private boolean linking = true;

    LocalKeeping(Path kept) {
        this.kept = kept;
    }

    Path placeOf(TreePath path) {
        return kept.resolve(path.text());
    }

    /** Keeps what is at a place. An earlier attempt may have kept the same. */
    void keep(TreePath path, Entry entry, Path at) throws IOException {
        Path place = placeOf(path);
        Path directory = Objects.requireNonNull(place.getParent());
        makeParents(directory);
        switch (entry.kind()) {
            case FILE -> keepFile(at, place);
            case LINK -> keepLink(Objects.requireNonNull(entry.target()), place);
            case DIRECTORY -> makeParents(place);
            case OTHER, UNREADABLE -> throw new IOException("it cannot be kept");
        }
    }

    private void makeParents(Path directory) {
        if (unsynced.contains(directory)) {
            return;
        }
        for (Path at = directory; at != null && !Files.isDirectory(at); at = at.getParent()) {
            unsynced.add(Objects.requireNonNullElse(at.getParent(), at));
        }
        PrivateDirectory.create(directory);
        unsynced.add(directory);
    }

    private void keepFile(Path at, Path place) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (linking && !hasSecondName(at)) {
            try {
                Files.createLink(place, at);
                return;
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (IOException | UnsupportedOperationException e) {
                linking = false;
            }
        }
        copy(at, place);
    }

    /** What is written to that one later would be written to what was kept. */
    private static boolean hasSecondName(Path at) throws IOException {
        return Files.getAttribute(at, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names && names > 1;
    }

    /** Under another name first, so that half a copy is never taken for what was kept. */
    private void copy(Path at, Path place) throws IOException {
        Path part = place.resolveSibling(ReservedNames.PART);
        Files.copy(
                at,
                part,
                StandardCopyOption.COPY_ATTRIBUTES,
                StandardCopyOption.REPLACE_EXISTING,
                LinkOption.NOFOLLOW_LINKS);
        LocalStaging.setTime(part, LocalLook.entry(at).stamp().modified()); // which Java copies to the microsecond
        Syncing.file(part);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void keepLink(String target, Path place) throws IOException {
        if (!Files.isSymbolicLink(place)) {
            Files.createSymbolicLink(place, Path.of(target));
        }
    }

    /** Makes durable what was kept since the last time. */
    void sync() {
        Syncing.directories(unsynced);
        unsynced.clear();
    }
}
