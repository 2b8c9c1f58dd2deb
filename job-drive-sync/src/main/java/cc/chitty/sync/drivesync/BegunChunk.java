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
 * A note that a chunk is being sent: a remote that is found other than planned was then changed by a run of ours that was
 * killed, and not by somebody else. It is on disk before the first byte is sent, when the tables do not know of it yet.
 */
record BegunChunk(Path file, String text) {

    static BegunChunk of(Path directory, StoredPlan plan, int chunk) {
        return new BegunChunk(directory.resolve("sending"), plan.id() + " " + chunk + "\n");
    }

    /** Whether an earlier run has begun the same chunk. */
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
