package cc.chitty.sync.consolidate.source.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * A directory with the copy of one database. The JDK creates it for its owner alone (0700). What a killed run left is
 * removed by a later one.
 */
final class PrivateCopy implements AutoCloseable {

    private static final String PREFIX = "chittysync-copy-";
    private static final Duration LONGEST_USE = Duration.ofHours(1);

    private final Path directory;

    private PrivateCopy(Path directory) {
        this.directory = directory;
    }

    static PrivateCopy make() throws IOException {
        PrivateCopy copy = new PrivateCopy(Files.createTempDirectory(PREFIX));
        try {
            copy.removeLeftovers();
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    Path main() {
        return directory.resolve("copy.db");
    }

    void take(DatabaseFiles from) throws IOException {
        DatabaseFiles to = new DatabaseFiles(main());
        Files.copy(from.main(), to.main(), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(to.log());
        try {
            Files.copy(from.log(), to.log());
        } catch (NoSuchFileException absent) {
            Files.deleteIfExists(to.log());
        }
    }

    long size() throws IOException {
        return new DatabaseFiles(main()).stamp().size();
    }

    @Override
    public void close() throws IOException {
        remove(directory);
    }

    private void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> copies =
                Files.newDirectoryStream(directory.toAbsolutePath().getParent(), PREFIX + "*")) {
            for (Path copy : copies) {
                removeIfLeftOver(copy);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void removeIfLeftOver(Path copy) throws IOException {
        try {
            if (isLeftOver(copy)) {
                remove(copy);
            }
        } catch (NoSuchFileException removedByAnother) {
            Files.deleteIfExists(copy);
        }
    }

    /** Both times are the file system's, so no clock is asked. Links of others are never followed. */
    private boolean isLeftOver(Path copy) throws IOException {
        PosixFileAttributes own = Files.readAttributes(directory, PosixFileAttributes.class);
        PosixFileAttributes its = Files.readAttributes(copy, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Instant oldest = own.lastModifiedTime().toInstant().minus(LONGEST_USE);
        return its.isDirectory()
                && its.owner().equals(own.owner())
                && its.lastModifiedTime().toInstant().isBefore(oldest);
    }

    private static void remove(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
