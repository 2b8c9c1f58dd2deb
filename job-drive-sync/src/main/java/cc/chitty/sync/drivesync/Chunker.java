package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Action;
import cc.chitty.sync.drivesync.plan.Plan;
import cc.chitty.sync.drivesync.plan.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Cuts a plan into chunks, each done by one kind of call and recorded as a whole. */
record Chunker(DriveSyncSettings.Chunk size, RemoteSettings settings) {

    List<List<Transfer>> chunks(Plan plan) {
        long most = bytes();
        List<List<Transfer>> chunks = new ArrayList<>();
        List<Transfer> chunk = new ArrayList<>();
        long bytes = 0;
        for (Transfer transfer : plan.transfers()) {
            boolean fits = chunk.isEmpty()
                    || (kind(chunk.get(0).action()) == kind(transfer.action())
                            && chunk.size() < size.files()
                            && bytes + transfer.bytes() <= most);
            if (!fits) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                bytes = 0;
            }
            chunk.add(transfer);
            bytes += transfer.bytes();
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    /** A chunk must not be more than a run may transfer. */
    private long bytes() {
        DataSize limit = settings.limits().bytes();
        return limit == null ? size.bytes().toBytes() : Math.min(size.bytes().toBytes(), limit.toBytes());
    }

    /** Conflicts begin as other files that are fetched do. */
    private static Action kind(Action action) {
        return action == Action.CONFLICT ? Action.PULL : action;
    }
}
