package cc.chitty.sync.drivesync.plan;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.Map;

/**
 * The decisions before the first write.
 *
 * @param transfers in the order in which they are done
 * @param adopted what is agreed on from now on without a transfer, and what looks different and is not
 * @param forgotten paths on which nothing is agreed any more
 * @param problems what a person has to know
 * @param counts of what is only counted, by name
 * @param before how many paths were agreed on
 */
public record Plan(
        List<Transfer> transfers,
        Map<String, Agreed> adopted,
        List<String> forgotten,
        List<Problem> problems,
        Map<String, Long> counts,
        int before) {

    public Plan {
        transfers = List.copyOf(transfers);
        forgotten = List.copyOf(forgotten);
        problems = List.copyOf(problems);
    }

    public long bytes() {
        return transfers.stream().mapToLong(Transfer::bytes).sum();
    }

    public long count(Action action) {
        return transfers.stream().filter(it -> it.action() == action).count();
    }
}
