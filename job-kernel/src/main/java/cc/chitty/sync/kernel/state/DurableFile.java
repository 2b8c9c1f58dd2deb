package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Files that survive a kill and a power cut: a reader sees the old or the new content, and what a method returned for stays.
 *
 * <p>The steps are: resolve symbolic links, write a temporary file in the directory of the target, give it mode, owner and group, fsync it, rename it
 * over the target, fsync the directory. Measured on ext4 and xfs: without the last step a power cut takes back acknowledged content, without
 * the fsync of the file xfs leaves empty files.
 *
 * <p>Every {@link IOException} becomes a {@link Failure} with the path and what to do; the target is then untouched and no temporary file stays.
 */
public final class DurableFile {

    static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private static final FileAttribute<?> CREATED_PRIVATE = PosixFilePermissions.asFileAttribute(PRIVATE);
    private static final Duration ORPHAN_AGE = Duration.ofHours(1);
    private static final int BUFFER = 1 << 16;
    private static final int MOST_LINKS = 40;

    private DurableFile() {}

    /** Writes the whole new content; called once. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces or creates the file; a new one gets mode 0600, an old one keeps its mode, and its owner and group where this account may
     * give a file to them. Returns the size in bytes.
     */
    public static long replace(Path path, Content content) {
        try (Staged staged = staged(path, content)) {
            publish(List.of(staged));
            return staged.size();
        }
    }

    public static long replace(Path path, byte[] content) {
        return replace(path, out -> out.write(content));
    }

    /** Writes and syncs the new content beside the path without replacing it; {@link #publish} does that for several at once. */
    public static Staged staged(Path path, Content content) {
        Path target = resolve(path);
        return staged(target, target.resolveSibling(TemporaryName.beside(target)), content);
    }

    /** Replaces all targets, one after the other, and makes that durable. Each is old or new at any moment; not all of them at one instant. */
    public static void publish(List<Staged> files) {
        Set<Path> directories = new LinkedHashSet<>();
        for (Staged file : files) {
            file.move();
            directories.add(file.directory());
        }
        directories.forEach(DurableFile::sync);
    }

    /**
     * Adds bytes to the end of a file, made with mode 0600 if it is not there, and syncs it. A failed append cuts the file back to its
     * old length; a kill in the middle can leave a part of the bytes at the end.
     */
    public static void append(Path path, byte[] bytes) {
        Path target = resolve(path);
        boolean created = Files.notExists(target);
        try (FileChannel channel = FileChannel.open(
                target, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), CREATED_PRIVATE)) {
            append(channel, bytes);
        } catch (IOException e) {
            throw StorageFailure.of("append to", path, e);
        }
        if (created) {
            sync(directoryOf(target));
        }
    }

    /** Removes a file, if it is there, so that it stays removed after a power cut. */
    public static void delete(Path path) {
        try {
            if (Files.deleteIfExists(path)) {
                sync(directoryOf(path));
            }
        } catch (IOException e) {
            throw StorageFailure.of("delete", path, e);
        }
    }

    /** Makes names in a directory durable: files created, renamed or deleted there. */
    public static void sync(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            throw StorageFailure.of("sync", directory, e);
        }
    }

    /**
     * Replaces or creates a file once others are durable, too: one wait for the disk instead of one for each.
     *
     * @param before files and directories to be made durable before the new content is there
     * @param after directories to be made durable together with the new content's name
     */
    public static void replace(Path path, byte[] content, Collection<Path> before, Collection<Path> after) {
        Path target = resolve(path);
        Path temporary = target.resolveSibling(TemporaryName.beside(target));
        try {
            Staged staged = new Staged(temporary, target, write(temporary, rightsOf(target), content));
            try (staged) {
                List<Path> first = new ArrayList<>(before);
                first.add(temporary);
                syncAll(first);
                staged.move();
            }
        } catch (IOException e) {
            discard(temporary, e);
            throw StorageFailure.of("write", target, e);
        }
        List<Path> directories = new ArrayList<>(after);
        directories.add(directoryOf(target));
        syncAll(directories);
    }

    /** Makes several files or directories durable, in any order. At once, since a journaling file system then commits them together. */
    public static void syncAll(Collection<Path> paths) {
        SyncTogether.sync(Set.copyOf(paths));
    }

    /** Deletes what killed writers left in this directory more than an hour ago. Returns how many files that were. */
    public static int removeOrphans(Path directory, Instant now) {
        int removed = 0;
        for (Path orphan : orphans(directory, now)) {
            try {
                removed += Files.deleteIfExists(orphan) ? 1 : 0;
            } catch (IOException e) {
                throw StorageFailure.of("tidy", directory, e);
            }
        }
        return removed;
    }

    /** What {@link #removeOrphans} would delete now. */
    public static List<Path> orphans(Path directory, Instant now) {
        List<Path> orphans = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, TemporaryName::isOurs)) {
            for (Path child : children) {
                if (isOrphan(child, now)) {
                    orphans.add(child);
                }
            }
        } catch (IOException e) {
            throw StorageFailure.of("tidy", directory, e);
        }
        return orphans;
    }

    static Path directoryOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    static Staged staged(Path target, Path temporary, Content content) {
        try {
            return new Staged(temporary, target, write(temporary, rightsOf(target), content));
        } catch (IOException e) {
            discard(temporary, e);
            throw StorageFailure.of("write", target, e);
        } catch (RuntimeException | Error e) {
            discard(temporary, e);
            throw e;
        }
    }

    private static long write(Path temporary, @Nullable Rights rights, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), CREATED_PRIVATE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
            give(temporary, rights);
            channel.force(true);
            return channel.size();
        }
    }

    /** Without syncing it. */
    private static long write(Path temporary, @Nullable Rights rights, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), CREATED_PRIVATE)) {
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
        }
        give(temporary, rights);
        return content.length;
    }

    private static void give(Path temporary, @Nullable Rights rights) throws IOException {
        if (rights != null) {
            rights.give(temporary);
        }
    }

    private static void append(FileChannel channel, byte[] bytes) throws IOException {
        long end = channel.size();
        try {
            channel.position(end);
            for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            cutBack(channel, end, e);
            throw e;
        }
    }

    private static void cutBack(FileChannel channel, long end, IOException cause) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Null for a file that is new. */
    private static @Nullable Rights rightsOf(Path target) throws IOException {
        return Files.exists(target) ? Rights.of(target) : null;
    }

    /** The first trouble is the one to report; what cannot be deleted now is an orphan for {@link #removeOrphans}. */
    private static void discard(Path temporary, Throwable cause) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** A rename over a link would replace the link, so what it points to is replaced, be it there or not. */
    private static Path resolve(Path path) {
        Path target = path.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new Failure(
                        FailureCategory.USAGE, "replace " + path, "its symbolic links form a ring", "Remove the link.");
            }
            target = follow(target);
        }
        return target;
    }

    private static Path follow(Path link) {
        try {
            return link.resolveSibling(Files.readSymbolicLink(link));
        } catch (IOException e) {
            throw StorageFailure.of("read the symbolic link", link, e);
        }
    }

    private static boolean isOrphan(Path child, Instant now) throws IOException {
        return Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(child, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(now.minus(ORPHAN_AGE));
    }
}
