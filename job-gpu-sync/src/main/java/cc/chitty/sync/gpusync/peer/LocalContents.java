package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads files below one root of this machine, never through a link. */
final class LocalContents {

    private static final int BUFFER = 1 << 17;
    private static final ThreadLocal<ByteBuffer> BUFFERS = ThreadLocal.withInitial(() -> ByteBuffer.allocate(BUFFER));

    private final Path root;
    private final @Nullable DigestProgram program;
    private final Map<TreePath, Boolean> real = new ConcurrentHashMap<>();

    /** What tells that a file was not changed, nor another put in its place. */
    private record Version(
            long size, FileTime modified, @Nullable Object key) {}

    LocalContents(Path root) {
        this(root, null);
    }

    /** @param sha256sum the path of that program; null: there is none */
    LocalContents(Path root, @Nullable String sha256sum) {
        this.root = root;
        this.program = sha256sum == null ? null : new DigestProgram(sha256sum, root);
    }

    /** On all processors. */
    Map<TreePath, Digest> digests(List<TreePath> files, Interruption interruption) {
        Map<TreePath, Digest> told = told(files, interruption);
        Map<TreePath, Digest> digests = new ConcurrentHashMap<>(told);
        files.parallelStream().filter(path -> !told.containsKey(path)).forEach(path -> {
            if (interruption.raised()) {
                throw new Failure(
                        FailureCategory.INTERRUPTED, "read files of " + root, "it was stopped", "Start it again.");
            }
            Digest digest = digest(path);
            if (digest != null) {
                digests.put(path, digest);
            }
        });
        return digests;
    }

    /** What the program tells of files that stayed as they were meanwhile: it would also read what a link leads to. */
    private Map<TreePath, Digest> told(List<TreePath> files, Interruption interruption) {
        DigestProgram asked = program;
        if (asked == null || files.isEmpty()) {
            return Map.of();
        }
        Map<TreePath, Version> before = new ConcurrentHashMap<>();
        files.parallelStream().forEach(path -> version(path).ifPresent(version -> before.put(path, version)));
        if (before.values().stream().mapToLong(Version::size).sum() < DigestProgram.WORTHWHILE) {
            return Map.of();
        }
        Map<TreePath, Digest> told = asked.of(before.keySet(), interruption);
        told.keySet().removeIf(path -> !version(path).equals(Optional.ofNullable(before.get(path))));
        return told;
    }

    private Optional<Version> version(TreePath path) {
        if (!isReal(path.parent())) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes seen = Files.readAttributes(
                    root.resolve(path.text()), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return seen.isRegularFile()
                    ? Optional.of(new Version(seen.size(), seen.lastModifiedTime(), seen.fileKey()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is told when it is read
        }
    }

    private @Nullable Digest digest(TreePath path) {
        Path file = root.resolve(path.text());
        if (!isReal(path.parent()) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (FileChannel channel = open(file)) {
            MessageDigest sha256 = sha256();
            ByteBuffer buffer = BUFFERS.get().clear();
            while (channel.read(buffer) >= 0) {
                sha256.update(buffer.flip());
                buffer.clear();
            }
            return Digest.of(sha256.digest());
        } catch (IOException e) {
            return null;
        }
    }

    void read(List<TreePath> files, Endpoint.Contents contents) {
        for (TreePath path : files) {
            Entry entry = file(path);
            if (entry != null) {
                offer(path, root.resolve(path.text()), 0, entry, contents);
            }
        }
    }

    /** The file at a path that no link leads to. */
    @Nullable Entry file(TreePath path) {
        Entry entry = isReal(path.parent()) ? LocalLook.at(root.resolve(path.text())) : null;
        return entry != null && entry.kind() == EntryKind.FILE ? entry : null;
    }

    /** Offers one file from a byte on; whether it could be opened. */
    boolean read(TreePath path, long from, Parts.Taker taker) {
        Entry entry = file(path);
        return entry != null
                && offer(path, root.resolve(path.text()), from, entry, (same, seen, content) -> taker.take(content));
    }

    private static boolean offer(TreePath path, Path file, long from, Entry entry, Endpoint.Contents contents) {
        FileChannel channel;
        try {
            channel = open(file).position(from);
        } catch (IOException e) {
            return false;
        }
        try (Reading in = new Reading(Channels.newInputStream(channel))) {
            take(contents, path, file, entry, in);
            return true;
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    /** What takes the content may fail as well, as a connection that broke: then it is not the file that is to blame. */
    private static void take(Endpoint.Contents contents, TreePath path, Path file, Entry entry, Reading in) {
        try {
            contents.take(path, entry, in);
        } catch (IOException e) {
            if (in.hasFailed) {
                throw StorageFailure.of("read", file, e);
            }
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "hand on " + file,
                    String.valueOf(e.getMessage()),
                    "Look at the network and at the other side, and start again.",
                    e);
        }
    }

    /** Remembers whether it is the reading that went wrong. */
    private static final class Reading extends FilterInputStream {
        private boolean hasFailed;

        Reading(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                hasFailed = true;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException e) {
                hasFailed = true;
                throw e;
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether no directory from the root down to this one is a link. */
    private boolean isReal(TreePath directory) {
        if (directory.isRoot()) {
            return true;
        }
        Boolean known = real.get(directory);
        if (known == null) {
            known = isReal(directory.parent()) && !Files.isSymbolicLink(root.resolve(directory.text()));
            real.put(directory, known);
        }
        return known;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
