package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.Category;
import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.category.FileRules;
import cc.chitty.sync.gpusync.category.IgnoreFiles;
import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.GitPair;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.model.Replica;
import cc.chitty.sync.gpusync.model.SyncUnderTest;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.peer.InMemoryEndpoint;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlanTable;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.Forms;
import cc.chitty.sync.gpusync.run.GitWork;
import cc.chitty.sync.gpusync.run.Joiner;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.Tree;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The job itself, as Batch runs it, between two given sides. */
final class BatchSync implements SyncUnderTest, Peering {

    private static final Category WORK = new Category(
            "work",
            1,
            Category.Kind.FILES,
            List.of(),
            true,
            Patterns.NONE,
            Patterns.NONE,
            Patterns.NONE,
            Patterns.NONE,
            List.of(),
            false,
            Direction.BOTH,
            FileRules.NONE);

    private static final SyncOptions ALL =
            new SyncOptions("ws", SyncOptions.What.ALL, SyncOptions.How.USUAL, false, "", true);

    private final JobDesk desk;
    private final Path directory;
    private final Endpoint ours;
    private final Endpoint theirs;

    /**
     * Between two sides.
     *
     * @param desk whose peering this becomes
     * @param directory where it remembers the peer
     */
    BatchSync(JobDesk desk, Path directory, Endpoint ours, Endpoint theirs) {
        this.desk = desk;
        this.directory = directory;
        this.ours = ours;
        this.theirs = theirs;
    }

    /** A desk whose job runs between two disks in memory, and remembers where rollbacks look. Both get the root. */
    static JobDesk between(Path directory, InMemoryDisk ours, InMemoryDisk theirs) throws IOException {
        AtomicReference<Peering> peering = new AtomicReference<>();
        Map<String, Object> settings = new HashMap<>();
        settings.put("peers[0].name", "ws");
        settings.put(
                "peers[0].home",
                Files.createDirectories(directory.resolve("station")).toString());
        Path home = Files.createDirectories(directory.resolve("laptop"));
        JobDesk desk = new JobDesk(
                directory, home, settings, real -> peer -> Objects.requireNonNull(peering.get()), new CurrentGpuSync());
        Path memory = desk.state().root().resolve("gpu-sync/ws");
        PrivateDirectory.create(memory);
        peering.set(new BatchSync(
                desk,
                memory,
                new InMemoryEndpoint("laptop", ours, Duration.ZERO),
                new InMemoryEndpoint("station", theirs, Duration.ZERO)));
        ours.directory(Replica.ROOT, 0755);
        theirs.directory(Replica.ROOT, 0755);
        return desk;
    }

    @Override
    public Told plan() {
        return told(desk.run(ALL.dry()));
    }

    @Override
    public Told sync() {
        return told(desk.run(ALL));
    }

    private Told told(GpuSync.Answer answer) {
        ExitCode code = answer.ended().exitCode();
        if (code != ExitCode.DONE && code != ExitCode.PROBLEMS_LEFT) {
            throw new Died(code + ": " + answer.ended().failure());
        }
        Set<String> changes = new TreeSet<>();
        answer.planned().changes().stream()
                .filter(change -> !change.action().isAround())
                .forEach(change -> changes.add(word(change)));
        Set<String> left = new TreeSet<>();
        answer.planned()
                .conflicts()
                .forEach(conflict -> left.add(conflict.place().path().text()));
        answer.ended().report().problems().stream()
                .filter(problem -> problem.where().startsWith("work:"))
                .forEach(problem -> left.add(problem.where().substring("work:".length())));
        return new Told(changes, undone(answer.ended().run()), left);
    }

    private Set<String> undone(long run) {
        PlanTable plans = new PlanTable(desk.get(JdbcTemplate.class));
        Set<String> undone = new TreeSet<>();
        plans.ofRun(run)
                .ifPresent(plan -> plans.forEach(plan.instance(), end -> {
                    if (end.state() == ItemState.CHANGED || end.state() == ItemState.FAILED) {
                        undone.add(word(end.item()));
                    }
                }));
        return undone;
    }

    private static String word(PlannedChange change) {
        return change.target().word() + ":" + change.destination();
    }

    @Override
    public Set<String> names() {
        return Set.of(name());
    }

    @Override
    public String name() {
        return "ws";
    }

    @Override
    public Ends connect() {
        return new Ends(ours, theirs);
    }

    @Override
    public List<SyncRoot> roots(SyncOptions options, EndpointFacts facts, EndpointFacts peer) {
        return List.of(); // the model may take its directory away on both sides
    }

    @Override
    public List<Tree> trees(SyncOptions options, EndpointFacts here, EndpointFacts there) {
        RootFilter all = new RootFilter(WORK, Patterns.NONE, List.of(), 0, IgnoreFiles.NONE);
        SyncRoot root =
                new SyncRoot("work", WORK, Replica.ROOT, Replica.ROOT, List.of(), Set.of(), Direction.BOTH, all);
        return List.of(new Tree(root, Forms.SAME, null));
    }

    @Override
    public Engines.Choice engine(Ends ends) {
        return Engines.choose(ends.ours(), ends.theirs(), Duration.ofMinutes(1));
    }

    @Override
    public SnapshotPlaces snapshots(EndpointFacts here, EndpointFacts there) {
        return new SnapshotPlaces(Replica.BACKUPS, Replica.BACKUPS);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Joiner joiner() {
        return (path, mine, other) -> Optional.empty();
    }

    @Override
    public @Nullable GitWork git(Ends ends, SyncOptions options, Consumer<Problem> problems) {
        return null;
    }

    @Override
    public @Nullable GitPair gitPair(Ends ends) {
        return null;
    }

    @Override
    public void close() {}
}
