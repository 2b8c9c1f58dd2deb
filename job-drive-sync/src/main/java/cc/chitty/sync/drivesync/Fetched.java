package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.store.StoredTransfer;
import java.nio.file.Path;

/**
 * A fetched file that is complete.
 *
 * @param digest of its content; empty before it is read
 */
record Fetched(StoredTransfer transfer, Path file, String digest) {

    Fetched(StoredTransfer transfer, Path file) {
        this(transfer, file, "");
    }

    Fetched read() {
        return new Fetched(transfer, file, Digests.of(file));
    }

    String path() {
        return transfer.transfer().path();
    }
}
