package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.MergeResult;
import cc.chitty.sync.consolidate.merge.Workplace;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The state of the one run that is going on, handed from step to step. Nothing in it has to survive the process: what
 * was done is in the tables, in the spool and in the staging directory, and each step begins from there.
 */
public final class ConsolidateRun {

    private final ConsolidateOptions options;
    private final Workplace place;
    private final Progress progress;
    private final Queue<SourceChange> queue = new ArrayDeque<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private @Nullable MergeResult merged;
    private Discovery.@Nullable Found glanced;

    public ConsolidateRun(ConsolidateOptions options, Workplace place, Progress progress) {
        this.options = options;
        this.place = place;
        this.progress = progress;
    }

    public ConsolidateOptions options() {
        return options;
    }

    Workplace place() {
        return place;
    }

    Progress progress() {
        return progress;
    }

    /** What was found to do just before the run: its first discovery need not look again. */
    synchronized void glanced(Discovery.Found found) {
        glanced = found;
    }

    /** Null where nobody has looked, and from the second time on. */
    synchronized Discovery.@Nullable Found takeGlanced() {
        Discovery.Found found = glanced;
        glanced = null;
        return found;
    }

    synchronized void begin(Collection<SourceChange> changes) {
        queue.clear();
        problems.clear();
        queue.addAll(changes);
    }

    synchronized void again(Collection<SourceChange> changes) {
        queue.addAll(changes);
    }

    synchronized @Nullable SourceChange take() {
        return queue.poll();
    }

    synchronized void problem(Problem problem) {
        problems.add(problem);
    }

    /** What could not be handled, in the order in which it came up. */
    public synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    synchronized void count(String name, long amount) {
        counts.merge(name, amount, Long::sum);
    }

    /** What was done, by name: files, bytes, todos, sightings, added, completed, ... */
    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    void merged(MergeResult result) {
        merged = result;
    }

    @Nullable MergeResult merged() {
        return merged;
    }
}
