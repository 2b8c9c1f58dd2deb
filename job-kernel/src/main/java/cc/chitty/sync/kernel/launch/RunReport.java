package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.Map;

/**
 * What a run has to say when it ends.
 *
 * @param counts what it did, by name
 * @param problems what it could not handle
 */
public record RunReport(Map<String, Long> counts, List<Problem> problems) {

    public static final RunReport NOTHING = new RunReport(Map.of(), List.of());

    public RunReport {
        problems = List.copyOf(problems);
    }
}
