package cc.chitty.sync.jobs.install;

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

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public byte @Nullable [] read() {
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
        if (bytes == null) {
            DurableFile.delete(path);
            return;
        }
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            DurableFile.replace(path, bytes);
            if (executable) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw StorageFailure.of("write", path, e);
        }
    }
}
