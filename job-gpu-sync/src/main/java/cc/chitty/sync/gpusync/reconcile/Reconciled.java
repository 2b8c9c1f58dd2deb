package cc.chitty.sync.gpusync.reconcile;

import java.util.List;

/**
 * What became of one root.
 *
 * @param decisions in the order of paths; none for a path where both sides have what they had
 */
public record Reconciled(List<Decision> decisions, Tally tally) {

    public Reconciled {
        decisions = List.copyOf(decisions);
    }
}
