package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A note that a chunk is being sent, on disk before the first byte is, when the tables do not know of it yet. It says that an
 * attempt of ours may have written at the chunk's places, and no more than that: it also stays where rclone could write nothing,
 * and somebody else may have been there since. What there is ours, {@link Remains} tells.
 */
record BegunChunk(Path file, String text) {

    static BegunChunk of(Path directory, StoredPlan plan, int chunk) {
        return new BegunChunk(directory.resolve("sending"), plan.id() + " " + chunk + "\n");
    }

    /** Whether an earlier run has begun the same chunk, and not recorded it. */
    boolean isAgain() {
        try {
            return Files.exists(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    void note() {
        PrivateDirectory.create(Objects.requireNonNull(file.getParent()));
        DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
