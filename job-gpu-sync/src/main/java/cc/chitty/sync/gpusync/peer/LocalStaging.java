package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Staging directories of this machine. */
final class LocalStaging {

    private LocalStaging() {}

    /** The first place on the file system of the root that can be written. */
    static String make(Path home, String root, String run) {
        Path there = nearest(Path.of(root));
        List<String> candidates = StagingPlace.candidates(home.toString(), root, run);
        for (String candidate : candidates) {
            if (isTaken(Path.of(candidate)) || (isNear(Path.of(candidate), there) && tryMake(Path.of(candidate)))) {
                return candidate;
            }
        }
        String any = candidates.get(0);
        PrivateDirectory.create(Path.of(any));
        return any;
    }

    private static boolean isTaken(Path candidate) {
        return Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isNear(Path candidate, Path root) {
        try {
            return LocalLook.device(nearest(candidate)) == LocalLook.device(root);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean tryMake(Path candidate) {
        Path parent = nearest(candidate);
        if (!Files.isWritable(parent)) {
            return false;
        }
        PrivateDirectory.create(candidate);
        return true;
    }

    /** The path, or the nearest one above it that is there. */
    static Path nearest(Path path) {
        Path at = path.toAbsolutePath();
        while (Files.notExists(at)) {
            at = Objects.requireNonNull(at.getParent());
        }
        return at;
    }

    static void discard(String staging) {
        Path directory = Path.of(StagingPlace.requireDiscardable(staging));
        if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            DirectoryTree.delete(directory);
            removeIfEmpty(directory.getParent());
        } catch (IOException e) {
            throw StorageFailure.of("delete", directory, e);
        }
    }

    private static void removeIfEmpty(@Nullable Path places) throws IOException {
        try {
            Files.deleteIfExists(Objects.requireNonNull(places));
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            return;
        }
    }

    static void stage(Path staging, Endpoint.StagedContent content) {
        Path place = staging.resolve(content.path().text());
        makeParents(staging, content.path());
        try (InputStream in = content.source().open();
                OutputStream out = Channels.newOutputStream(Files.newByteChannel(
                        place,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                LinkOption.NOFOLLOW_LINKS),
                        HeldDirectory.PRIVATE_FILE))) {
            in.transferTo(out);
        } catch (IOException e) {
            throw StorageFailure.of("write", place, e);
        }
        try {
            finish(place, content.mode(), content.modified());
        } catch (IOException e) {
            throw StorageFailure.of("write", place, e);
        }
    }

    static void makeParents(Path staging, TreePath path) {
        PrivateDirectory.create(staging.resolve(path.parent().text()));
    }

    /** Gives a file its mode and its time. */
    static void finish(Path file, int mode, long modified) throws IOException {
        Files.setPosixFilePermissions(file, LocalLook.permissions(mode));
        setTime(file, modified);
    }

    /** Java makes 1970 of a fraction of a second before it. */
    static void setTime(Path place, long modified) throws IOException {
        Files.setLastModifiedTime(place, FileTime.from(modified, TimeUnit.NANOSECONDS));
        if (modified < 0) {
            LinkTime.touch(place, modified);
        }
    }
}
