package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.Categories;
import cc.chitty.sync.gpusync.category.FilterSettings;
import cc.chitty.sync.gpusync.category.Selection;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.SyncRoots;
import cc.chitty.sync.gpusync.category.WorkspaceRoot;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.util.unit.DataSize;

/** Two homes of one machine, each with a workspace root {@code code}, as the two sides of a sync. */
final class TwoMachines implements AutoCloseable {

    private static final FilterSettings FILTERS =
            new FilterSettings(List.of(), DataSize.ofBytes(0), DataSize.ofMegabytes(50));

    private final Path state;
    private final LocalEndpoint ours;
    private final Endpoint theirs;
    private final Path laptop;
    private final Path station;
    private int runs;
    private boolean ignoresCase;

    TwoMachines(Path directory) {
        this(directory, station -> new LocalEndpoint("station", station, System.getenv("PATH")));
    }

    /** The second one reached otherwise. */
    TwoMachines(Path directory, Function<Path, Endpoint> reached) {
        this.state = directory.resolve("state");
        this.laptop = directory.resolve("laptop");
        this.station = directory.resolve("station");
        laptop.toFile().mkdirs();
        station.toFile().mkdirs();
        state.toFile().mkdirs();
        this.ours = new LocalEndpoint("laptop", laptop, System.getenv("PATH"));
        this.theirs = reached.apply(station);
    }

    Path ours(String path) {
        return laptop.resolve("code").resolve(path);
    }

    Path theirs(String path) {
        return station.resolve("code").resolve(path);
    }

    List<SyncRoot> roots() {
        return SyncRoots.of(
                        Categories.of(Map.of()),
                        List.of(new WorkspaceRoot(
                                ours("").toString(), theirs("").toString(), "code")),
                        FILTERS,
                        Selection.all(FILTERS),
                        ours.facts(),
                        theirs.facts())
                .stream()
                .filter(root -> root.category().name().equals("git"))
                .toList();
    }

    /** From now on the second one is taken for one that tells no case. */
    void ignoreCase() {
        ignoresCase = true;
    }

    GitPair pair() {
        Duration quiet = Duration.ofMinutes(1);
        GitSide there = GitSide.of(Side.THEIRS, "station", theirs, quiet);
        return new GitPair(
                GitSide.of(Side.OURS, "laptop", ours, quiet),
                new GitSide(there.side(), there.device(), there.programs(), there.git(), quiet, !ignoresCase));
    }

    BaseRefs bases() {
        return new BaseRefs(state.resolve("base"));
    }

    GitSync sync(GitSettings settings, RefRules rules) {
        return new GitSync(pair(), settings, rules, bases());
    }

    GitSync.Plan plan() {
        return sync(GitSettings.DEFAULT, RefRules.BOTH).plan(roots(), new Interruption());
    }

    List<RepositoryReport> run() {
        return run(GitSettings.DEFAULT, RefRules.BOTH);
    }

    /** A whole run; the repositories must be sound afterwards. */
    List<RepositoryReport> run(GitSettings settings, RefRules rules) {
        GitSync sync = sync(settings, rules);
        GitSync.Plan plan = sync.plan(roots(), new Interruption());
        String run = nextRun();
        List<RepositoryReport> brought = sync.carryOut(plan, run, journal(), Progress.NONE, new Interruption());
        List<RepositoryReport> reports = sync.settle(roots(), brought, run, journal());
        List<Problem> damaged = sync.verify(reports);
        if (!damaged.isEmpty()) {
            throw new AssertionError(damaged);
        }
        return reports;
    }

    private String nextRun() {
        runs++;
        return lastRun();
    }

    String lastRun() {
        return "run-" + runs;
    }

    RefJournal journal() {
        return journal(lastRun());
    }

    RefJournal journal(String run) {
        return new RefJournal(state.resolve(run + ".refs"));
    }

    /** Takes the last run back. */
    List<Problem> rollback() {
        return rollback(journal(), "back-" + runs);
    }

    /** Takes a run back that others may have followed. */
    List<Problem> rollback(String run) {
        return rollback(journal(run), "back-of-" + run);
    }

    /** Takes the last rollback back. */
    List<Problem> redo() {
        return rollback(journal("back-" + runs), "redo-" + runs);
    }

    /** As the run does that comes after one that was killed. */
    void remember(String run) {
        new RefRollback(pair(), bases(), run, journal(run), side -> "").remember(journal(run));
    }

    private List<Problem> rollback(RefJournal journal, String name) {
        RefRollback rollback = new RefRollback(
                pair(),
                bases(),
                name,
                journal(name),
                side -> state.resolve(name + side).toString());
        List<Problem> problems = new ArrayList<>(rollback.undo(journal));
        problems.addAll(rollback.settle(journal));
        return problems.stream().distinct().toList();
    }

    @Override
    public void close() {
        ours.close();
        theirs.close();
    }
}
