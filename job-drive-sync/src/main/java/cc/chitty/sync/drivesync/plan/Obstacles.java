package cc.chitty.sync.drivesync.plan;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds what cannot be done since a file of the other side's name for a directory, or the reverse, stays where it is. */
record Obstacles(Sides sides, List<Transfer> transfers, Consumer<Problem> problems) {

    /** The transfers that are possible; the others are problems. */
    List<Transfer> removed() {
        TreeSet<String> here = new TreeSet<>(sides.mirror().keySet());
        TreeSet<String> there = new TreeSet<>(sides.remote().keySet());
        for (Transfer transfer : transfers) {
            switch (transfer.action()) {
                case DELETE_MIRROR -> here.remove(transfer.path());
                case DELETE_REMOTE -> there.remove(transfer.path());
                case NONE, ADOPT, FORGET, PULL, PUSH, CONFLICT -> {}
            }
        }
        return transfers.stream().filter(it -> isFree(it, here, there)).toList();
    }

    private boolean isFree(Transfer transfer, TreeSet<String> here, TreeSet<String> there) {
        boolean taken = switch (transfer.action()) {
            case PULL, CONFLICT -> Paths.hasAboveOrBelow(here, transfer.path());
            case PUSH -> Paths.hasAboveOrBelow(there, transfer.path());
            case NONE, ADOPT, FORGET, DELETE_MIRROR, DELETE_REMOTE -> false;
        };
        if (taken) {
            problems.accept(new Problem(
                    transfer.path(), "is a file on one side and a directory on the other; both stay as they are"));
        }
        return !taken;
    }
}
