package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file. Its directory is made when it is missing.
 *
 * @param executable whether the file, which is ours then, can be run
 */
record FileTarget(Path path, boolean executable) implements Target {

    private static final int MOST_LINKS = 40;

    @Override
    public String name() {
        return path.toString();
    }

    /** What is written or removed: a person's symbolic links stay, and lead to it, be it there or not. */
    Path file() {
        Path file = path;
        try {
            for (int links = 0; Files.isSymbolicLink(file) && links < MOST_LINKS; links++) {
                file = file.resolveSibling(Files.readSymbolicLink(file));
            }
        } catch (IOException e) {
            throw StorageFailure.of("read the symbolic link", file, e);
        }
        return file;
    }

    /**
     * Its bytes.
     *
     * @throws Failure REFUSED for a pipe, at which one would wait for ever, a device, or a directory, also behind a link
     */
    @Override
    public byte @Nullable [] read() {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "read " + path,
                    "it is no file",
                    "Move it away, or leave this part out; nothing was changed.");
        }
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw StorageFailure.of("read", path, e);
        }
    }

    @Override
    public void write(byte @Nullable [] bytes) {
        Path file = file();
        if (bytes == null) {
            DurableFile.delete(file);
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            DurableFile.replace(file, bytes);
            if (executable) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw StorageFailure.of("write", path, e);
        }
    }
}
