package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.plan.Names;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The files of a mirror. Links are not followed, neither as files nor as directories above them.
 *
 * @param root the mirror's directory
 */
record MirrorFiles(Path root) {

    private static final boolean UNIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");

    /** All files. A directory that is not there is empty; one that cannot be read is a failure, never a deletion. */
    Listed<MirrorState> list() {
        Scan scan = new Scan();
        if (Files.isDirectory(root)) {
            try {
                Files.walkFileTree(root, scan);
            } catch (IOException e) {
                throw StorageFailure.of("list the mirror", root, e);
            }
        }
        return new Listed<>(scan.files, scan.blocked, scan.problems);
    }

    /** The file as it is now; null where there is none that is reached without a link. */
    @Nullable MirrorState look(String path) {
        try {
            if (passesLink(path)) {
                return null;
            }
            Path file = root.resolve(path);
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? state(file, attributes) : null;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        } catch (IOException e) {
            throw StorageFailure.of("look at", root.resolve(path), e);
        }
    }

    /** Whether a directory above the file, or the file itself, is a symbolic link or a file. */
    boolean passesLink(String path) {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            Path above = root.resolve(path.substring(0, end));
            if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return Files.isSymbolicLink(root.resolve(path));
    }

    private static MirrorState state(Path file, BasicFileAttributes known) throws IOException {
        long modified = nanos(known.lastModifiedTime());
        if (!UNIX) {
            return new MirrorState(known.size(), modified, 0, 0);
        }
        Map<String, Object> unix = Files.readAttributes(file, "unix:ctime,ino", LinkOption.NOFOLLOW_LINKS);
        long changed = unix.get("ctime") instanceof FileTime time ? nanos(time) : 0;
        long inode = unix.get("ino") instanceof Long number ? number : 0;
        return new MirrorState(known.size(), modified, changed, inode);
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    private final class Scan extends SimpleFileVisitor<Path> {
        private final TreeMap<String, MirrorState> files = new TreeMap<>();
        private final TreeSet<String> blocked = new TreeSet<>();
        private final List<Problem> problems = new ArrayList<>();

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean enters = directory.equals(root) || isMirrored(directory);
            return enters ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (Names.isTemporary(String.valueOf(file.getFileName()))) {
                return FileVisitResult.CONTINUE;
            }
            if (!attributes.isRegularFile()) {
                block(file, attributes.isSymbolicLink() ? "is a symbolic link" : "is not an ordinary file");
            } else if (isMirrored(file)) {
                add(file, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file, BasicFileAttributes attributes) throws IOException {
            try {
                files.put(relative(file), state(file, attributes));
            } catch (NoSuchFileException e) {
                // it went while the directory was read
                return;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (failed instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failed;
        }

        private boolean isMirrored(Path path) {
            String objection = Names.objection(relative(path)).orElse(null);
            if (objection != null && path.endsWith(".git")) {
                blocked.add(relative(path)); // a repository of the user's own around the mirror's files
            } else if (objection != null) {
                block(path, objection);
            }
            return objection == null;
        }

        private void block(Path path, String why) {
            String relative = relative(path);
            if (blocked.add(relative)) {
                problems.add(new Problem(relative, why + "; left alone"));
            }
        }

        private String relative(Path path) {
            return root.relativize(path).toString();
        }
    }
}
