package cc.chitty.sync.gpusync.peer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A directory that is held open, so that what is done in it happens there even if a name above it becomes a link meanwhile. Where
 * the system cannot hold directories, its real path is looked at before each change.
 */
interface HeldDirectory extends Closeable {

    FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** As it was reached; for looking only. */
    Path path();

    /** A directory in it; never a link to one. */
    HeldDirectory enter(String name) throws IOException;

    /** Renames something from elsewhere on the same file system to this name, over what is there. */
    void take(Path source, String name) throws IOException;

    void rename(String from, String to) throws IOException;

    /** A new file, mode 0600. */
    SeekableByteChannel create(String name) throws IOException;

    void deleteFile(String name) throws IOException;

    void deleteDirectory(String name) throws IOException;

    /** Holds a directory by its path, which has no link in it; the stream is closed with it. */
    @SuppressWarnings("StreamResourceLeak")
    static HeldDirectory open(Path real) throws IOException {
        DirectoryStream<Path> stream = Files.newDirectoryStream(real);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Secure(real, secure);
        }
        stream.close();
        return new Checked(real);
    }

    /** Held by the system. */
    record Secure(Path path, SecureDirectoryStream<Path> stream) implements HeldDirectory {

        @Override
        public HeldDirectory enter(String name) throws IOException {
            return new Secure(path.resolve(name), stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public void take(Path source, String name) throws IOException {
            stream.move(source.toAbsolutePath(), stream, Path.of(name));
        }

        @Override
        public void rename(String from, String to) throws IOException {
            stream.move(Path.of(from), stream, Path.of(to));
        }

        @Override
        public SeekableByteChannel create(String name) throws IOException {
            return stream.newByteChannel(
                    Path.of(name), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE_FILE);
        }

        @Override
        public void deleteFile(String name) throws IOException {
            stream.deleteFile(Path.of(name));
        }

        @Override
        public void deleteDirectory(String name) throws IOException {
            stream.deleteDirectory(Path.of(name));
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Looked at before each change. */
    record Checked(Path path) implements HeldDirectory {

        private Path checked(String name) throws IOException {
            if (!path.toRealPath().equals(path)) {
                throw new IOException(path + " is reached through a symbolic link now");
            }
            return path.resolve(name);
        }

        @Override
        public HeldDirectory enter(String name) throws IOException {
            Path child = checked(name);
            if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                throw new java.nio.file.NotDirectoryException(child.toString());
            }
            return new Checked(child);
        }

        @Override
        public void take(Path source, String name) throws IOException {
            Files.move(source, checked(name), StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            Files.move(checked(from), checked(to), StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public SeekableByteChannel create(String name) throws IOException {
            return Files.newByteChannel(
                    checked(name), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PRIVATE_FILE);
        }

        @Override
        public void deleteFile(String name) throws IOException {
            Files.delete(checked(name));
        }

        @Override
        public void deleteDirectory(String name) throws IOException {
            Files.delete(checked(name));
        }

        @Override
        public void close() {}
    }
}
