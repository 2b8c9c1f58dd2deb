package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Plan;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of the one run that is going on, handed from step to step. Nothing in it has to survive the process: plans are
 * in tables, contents on disk.
 */
final class DriveRun {

    /** Counted where a limit ended the run before all was done. */
    static final String LIMITED = "limits_reached";

    /** The count that tells that the plan is an earlier run's. */
    static final String PLANS_RESUMED = "plans_resumed";

    private final DriveOptions options;
    private final Interruption interruption;
    private final Progress progress;
    private final long began = System.nanoTime();
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long id;
    private boolean limited;
    private @Nullable Plan plan;
    private @Nullable StoredPlan stored;
    private String aside = "";
    private @Nullable String mirror;

    DriveRun(DriveOptions options, Interruption interruption, Progress progress) {
        this.options = options;
        this.interruption = interruption;
        this.progress = progress;
    }

    DriveOptions options() {
        return options;
    }

    Interruption interruption() {
        return interruption;
    }

    Progress progress() {
        return progress;
    }

    /** Of {@link System#nanoTime}. */
    long began() {
        return began;
    }

    /** The run's id, as Batch has it. */
    long id() {
        return id;
    }

    void id(long run) {
        this.id = run;
    }

    synchronized void problem(Problem problem) {
        problems.add(problem);
    }

    /** What could not be handled, each once, in the order in which it came up. */
    synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    synchronized void count(String name, long amount) {
        counts.merge(name, amount, Long::sum);
    }

    synchronized long counted(String name) {
        return counts.getOrDefault(name, 0L);
    }

    synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** What was decided in this run; null where it goes on with an earlier one's plan. */
    @Nullable Plan plan() {
        return plan;
    }

    void plan(Plan made) {
        this.plan = made;
    }

    /** What is being done; null where there is nothing to do. */
    @Nullable StoredPlan stored() {
        return stored;
    }

    void stored(@Nullable StoredPlan open) {
        this.stored = open;
    }

    /** The name of the directory in which what the remote has is set aside; empty before there is a plan. */
    String aside() {
        return aside;
    }

    void aside(String name) {
        this.aside = name;
    }

    /** A fingerprint of the mirror as it was listed; null where it was not, or has changed since. */
    @Nullable String mirror() {
        return mirror;
    }

    void mirror(@Nullable String fingerprint) {
        this.mirror = fingerprint;
    }

    /** Whether a limit of the run was reached; what is left is done by the next one. */
    boolean limited() {
        return limited;
    }

    void limit(String what) {
        if (!limited) {
            limited = true;
            count(LIMITED, 1);
            problem(new Problem("the limits", what));
        }
    }
}
