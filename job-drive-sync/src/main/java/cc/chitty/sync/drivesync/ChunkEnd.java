package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Agreed;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of one chunk: collected while it is done, recorded all at once. Not for several threads. */
final class ChunkEnd {

    private final List<StoredTransfer> ended = new ArrayList<>();
    private final Map<String, Agreed> agreed = new LinkedHashMap<>();
    private final List<String> forgotten = new ArrayList<>();
    private long bytes;
    private boolean limited;

    /** Both sides hold the same at the path of the transfer now. */
    void done(StoredTransfer transfer, Agreed both) {
        ended.add(transfer.done());
        agreed.put(transfer.transfer().path(), both);
        bytes += transfer.transfer().bytes();
    }

    /** Both sides hold the same at one more path. */
    void alsoAgreed(String path, Agreed both) {
        agreed.put(path, both);
    }

    /** Neither side has anything at the path of the transfer now. */
    void gone(StoredTransfer transfer) {
        ended.add(transfer.done());
        forgotten.add(transfer.transfer().path());
    }

    void failed(StoredTransfer transfer, String why) {
        ended.add(transfer.failed(why));
    }

    /** Some are left for the next run. */
    void limited() {
        limited = true;
    }

    List<StoredTransfer> ended() {
        return ended;
    }

    Map<String, Agreed> agreed() {
        return agreed;
    }

    List<String> forgotten() {
        return forgotten;
    }

    long bytes() {
        return bytes;
    }

    boolean isLimited() {
        return limited;
    }
}
