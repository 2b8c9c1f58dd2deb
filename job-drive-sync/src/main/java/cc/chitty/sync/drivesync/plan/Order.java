package cc.chitty.sync.drivesync.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * In which order a plan is done: what comes before what goes, so that nothing is missing for long; except that a file which
 * is in the way of another one goes first.
 */
record Order(List<Transfer> transfers) {

    List<Transfer> inOrder() {
        TreeSet<String> pulled = new TreeSet<>();
        TreeSet<String> pushed = new TreeSet<>();
        for (Transfer transfer : transfers) {
            if (transfer.action().fetches()) {
                pulled.add(transfer.path());
            } else if (transfer.action() == Action.PUSH) {
                pushed.add(transfer.path());
            }
        }
        List<Transfer> first = new ArrayList<>();
        List<Transfer> then = new ArrayList<>();
        List<Transfer> last = new ArrayList<>();
        for (Transfer transfer : transfers) {
            switch (transfer.action()) {
                case DELETE_MIRROR -> (Paths.hasAboveOrBelow(pulled, transfer.path()) ? first : last).add(transfer);
                case DELETE_REMOTE -> (Paths.hasAboveOrBelow(pushed, transfer.path()) ? first : last).add(transfer);
                case NONE, ADOPT, FORGET, PULL, PUSH, CONFLICT -> then.add(transfer);
            }
        }
        first.addAll(then);
        first.addAll(last);
        return first;
    }
}
