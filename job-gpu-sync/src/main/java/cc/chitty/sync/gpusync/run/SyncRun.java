package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.git.GitSync;
import cc.chitty.sync.gpusync.category.git.RepositoryReport;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.Conflict;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The state of the one run that is going on, handed from step to step. What has to survive the process is elsewhere: the plan in
 * the job repository, what is remembered of the peer in files.
 */
public final class SyncRun implements AutoCloseable {

    /** The count that tells that the plan is an earlier run's. */
    public static final String PLAN_KEPT = "plan_kept";

    private final SyncOptions options;
    private final String restores;
    private final Interruption interruption;
    private final Progress progress;
    private final Set<Problem> problems = new LinkedHashSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private long instance;
    private long run;
    private @Nullable Ends ends;
    private @Nullable PeerLock lock;
    private @Nullable PeerMark mark;
    private @Nullable SnapshotPlaces places;
    private String machine = "";
    private String inputs = "";
    private List<Tree> trees = List.of();
    private List<Decided> decided = List.of();
    private Snapshotting.@Nullable Before before;
    private Planned planned = new Planned("", List.of(), List.of());
    private @Nullable StoredPlan kept;
    private GitSync.@Nullable Plan git;
    private List<RepositoryReport> gitReports = List.of();
    private List<String> deletedRefs = List.of();
    private boolean counted;

    public SyncRun(SyncOptions options, Interruption interruption, Progress progress) {
        this(options, "", interruption, progress);
    }

    /** @param restores the snapshot that is put back; empty: it is a sync */
    public SyncRun(SyncOptions options, String restores, Interruption interruption, Progress progress) {
        this.restores = restores;
        this.options = options;
        this.interruption = interruption;
        this.progress = progress;
    }

    /**
     * What the plan says, as far as this process has made it.
     *
     * @param objections of the deletion guard, in words
     */
    public record Planned(
            String fingerprint, List<PlannedChange> changes, List<Conflict> conflicts, List<String> objections) {

        public Planned {
            changes = List.copyOf(changes);
            conflicts = List.copyOf(conflicts);
            objections = List.copyOf(objections);
        }

        Planned(String fingerprint, List<PlannedChange> changes, List<Conflict> conflicts) {
            this(fingerprint, changes, conflicts, List.of());
        }

        /** The same for a person, who is told of conflicts by other paths than canonical ones. */
        public Planned spelled(UnaryOperator<TreePath> spelling) {
            List<Conflict> shown = conflicts.stream()
                    .map(it -> it.at(spelling.apply(it.place().path())))
                    .toList();
            return new Planned(fingerprint, changes, shown, objections);
        }
    }

    public SyncOptions options() {
        return options;
    }

    /** The snapshot that is put back; empty: it is a sync. */
    String restores() {
        return restores;
    }

    Interruption interruption() {
        return interruption;
    }

    public Progress progress() {
        return progress;
    }

    /** Tells which run of the job repository it is. */
    public void is(long jobInstance, long jobExecution) {
        instance = jobInstance;
        run = jobExecution;
    }

    public long instance() {
        return instance;
    }

    public long run() {
        return run;
    }

    public synchronized void problem(Problem problem) {
        problems.add(problem);
    }

    /** What could not be handled, each once, in the order in which it came up. */
    public synchronized List<Problem> problems() {
        return List.copyOf(problems);
    }

    public synchronized void count(String name, long amount) {
        counts.merge(name, amount, Long::sum);
    }

    public synchronized Map<String, Long> counts() {
        return new LinkedHashMap<>(counts);
    }

    boolean isConnected() {
        return ends != null;
    }

    Ends ends() {
        return Objects.requireNonNull(ends, "not connected");
    }

    SnapshotPlaces places() {
        return Objects.requireNonNull(places, "not connected");
    }

    void connected(Ends both) {
        ends = both;
    }

    /** Which machine the peer is, {@link KnownMachine}; empty: none that is known. */
    String machine() {
        return machine;
    }

    void machine(String told) {
        machine = told;
    }

    void works(SnapshotPlaces where, List<Tree> all) {
        places = where;
        trees = List.copyOf(all);
    }

    List<Tree> trees() {
        return trees;
    }

    /** A digest of all that a plan depends on beside the two sides. */
    String inputs() {
        return inputs;
    }

    void inputs(String digest) {
        inputs = digest;
    }

    Map<String, Tree> treesByKey() {
        Map<String, Tree> byKey = new HashMap<>();
        trees.forEach(tree -> byKey.put(tree.key(), tree));
        return byKey;
    }

    List<Decided> decided() {
        return decided;
    }

    void decided(List<Decided> all) {
        decided = List.copyOf(all);
        before = Sight.of(all);
    }

    /** What was there when the plan was made. */
    Snapshotting.Before before() {
        return Objects.requireNonNull(before, "nothing was looked at");
    }

    void before(Snapshotting.Before seen) {
        before = seen;
    }

    /** Frees what only the making of the plan needed. */
    void forgetDecisions() {
        decided = List.of();
    }

    /** Frees what only the plan needed: hundreds of thousands of entries. */
    void forgetSights() {
        before = null;
        planned = new Planned(planned.fingerprint(), List.of(), planned.conflicts(), planned.objections());
    }

    /** What is to be done with repositories; null: nothing was planned. */
    GitSync.@Nullable Plan git() {
        return git;
    }

    void git(GitSync.Plan plan) {
        git = plan;
    }

    /** What became of it, as far as this process has done it. */
    List<RepositoryReport> gitReports() {
        return gitReports;
    }

    void git(List<RepositoryReport> reports) {
        gitReports = List.copyOf(reports);
    }

    /** Of a dry run what is to be done with repositories, else what was deleted in them; in words, a line each. */
    public List<String> gitLines() {
        GitSync.Plan plan = git;
        if (!options.dryRun() || plan == null) {
            return deletedRefs;
        }
        return plan.repositories().stream().flatMap(it -> it.lines().stream()).toList();
    }

    void deletedRefs(List<String> words) {
        deletedRefs = List.copyOf(words);
    }

    public Planned planned() {
        return planned;
    }

    void planned(Planned made) {
        planned = made;
    }

    /** The plan of an earlier attempt that this one goes on with; null: there is none. */
    @Nullable StoredPlan kept() {
        return kept;
    }

    void kept(@Nullable StoredPlan plan) {
        kept = plan;
    }

    /** Whether the peer has counted this run, {@link KnownMachine}. */
    boolean isCounted() {
        return counted;
    }

    void counted() {
        counted = true;
    }

    void locked(PeerLock taken) {
        lock = taken;
    }

    boolean isLocked() {
        return lock != null;
    }

    void marked(@Nullable PeerMark taken) {
        mark = taken;
    }

    @Nullable PeerMark mark() {
        return mark;
    }

    /** Lets go of everything, whatever state it is in. */
    @Override
    public void close() {
        try {
            closeIfThere(mark);
        } finally {
            try {
                closeIfThere(ends);
            } finally {
                closeIfThere(lock);
            }
        }
    }

    private static void closeIfThere(@Nullable Closing open) {
        if (open != null) {
            open.close();
        }
    }

    /** What is closed without a checked exception. */
    interface Closing extends AutoCloseable {
        @Override
        void close();
    }
}
