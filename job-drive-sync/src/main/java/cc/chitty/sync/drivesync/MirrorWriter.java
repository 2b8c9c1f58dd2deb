package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.Staged;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes to a mirror: whole files by rename, never through a link, never outside. */
record MirrorWriter(MirrorFiles mirror) {

    /** What stands in the way of a file at this path; empty: nothing. */
    String obstacle(String path) {
        if (mirror.passesLink(path)) {
            return "a link or a file is in the mirror where it or a directory above it would be";
        }
        Path target = mirror.root().resolve(path);
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try {
            Files.delete(target); // one that is empty is what deleted files left
            return "";
        } catch (DirectoryNotEmptyException e) {
            return "a directory is in the mirror where it would be";
        } catch (IOException e) {
            throw StorageFailure.of("delete", target, e);
        }
    }

    /** Moves a complete file to its place; not durable before the file system is synced, unless it comes from another one. */
    void put(Path complete, String path) {
        Path target = mirror.root().resolve(path);
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            copy(complete, target);
        } catch (IOException e) {
            throw StorageFailure.of("put a file to", target, e);
        }
    }

    /** A copy of a file under another name, durable, and never half of it. */
    void copy(Path from, Path target) {
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            try (Staged staged = DurableFile.staged(target, out -> Files.copy(from, out))) {
                Files.setPosixFilePermissions(staged.temporary(), Files.getPosixFilePermissions(from));
                Files.setLastModifiedTime(staged.temporary(), Files.getLastModifiedTime(from));
                DurableFile.publish(List.of(staged));
            }
        } catch (IOException e) {
            throw StorageFailure.of("copy to", target, e);
        }
    }

    /** Deletes a file, and the directories above it that it leaves empty. */
    void delete(String path) {
        Path file = mirror.root().resolve(path);
        try {
            Files.deleteIfExists(file);
            Path above = Objects.requireNonNull(file.getParent());
            while (!above.equals(mirror.root()) && Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(above);
                above = Objects.requireNonNull(above.getParent());
            }
        } catch (DirectoryNotEmptyException e) {
            return; // others are in it
        } catch (IOException e) {
            throw StorageFailure.of("delete", file, e);
        }
    }

    /** Makes deletions durable in what is left of the directories they were in. */
    void syncAfterDeleting(List<Path> deleted) {
        Set<Path> directories = new LinkedHashSet<>();
        for (Path file : deleted) {
            Path above = file.getParent();
            while (above != null && above.startsWith(mirror.root()) && !Files.isDirectory(above)) {
                above = above.getParent();
            }
            if (above != null && Files.isDirectory(above)) {
                directories.add(above);
            }
        }
        DurableFile.syncAll(directories);
    }
}
