package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that has arrived.
 *
 * @param state before it was read
 * @param read the digest of its content; null: it is not what the remote listed
 */
record Fetched(
        StoredTransfer transfer,
        Path file,
        MirrorState state,
        @Nullable String read) {

    String path() {
        return transfer.transfer().path();
    }

    boolean isWhole() {
        return read != null;
    }

    /** Only of one that is whole. */
    String digest() {
        return Objects.requireNonNull(read);
    }
}
