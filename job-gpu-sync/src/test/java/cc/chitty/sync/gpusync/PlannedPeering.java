package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.GitPair;
import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.GitWork;
import cc.chitty.sync.gpusync.run.Joiner;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.Tree;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A real peering that fails as planned, and tells what its engine brings. */
final class PlannedPeering implements Peering {

    private final Peering real;
    private final FailingEndpoint.Plan plan;
    private final BiConsumer<Engine, Engine.Load> bringing;

    PlannedPeering(Peering real, FailingEndpoint.Plan plan, Map<TreePath, Integer> brought) {
        this(real, plan, (engine, load) -> load.paths().forEach(file -> brought.merge(file, 1, Integer::sum)));
    }

    /** @param bringing is told of all that an engine is going to bring */
    PlannedPeering(Peering real, FailingEndpoint.Plan plan, BiConsumer<Engine, Engine.Load> bringing) {
        this.real = real;
        this.plan = plan;
        this.bringing = bringing;
    }

    private Engine told(Engine engine) {
        return new Engine() {
            @Override
            public String name() {
                return engine.name();
            }

            @Override
            public void prepare() {
                engine.prepare();
            }

            @Override
            public void bring(Load load, Progress progress, Interruption interruption) {
                bringing.accept(engine, load);
                engine.bring(unwrapped(load), progress, interruption);
            }
        };
    }

    static Map<TreePath, Integer> counts() {
        return new ConcurrentHashMap<>();
    }

    @Override
    public Set<String> names() {
        return real.names();
    }

    @Override
    public Ends connect() {
        return failing(real.connect());
    }

    @Override
    public Ends connectAgain() {
        return failing(real.connectAgain());
    }

    private Ends failing(Ends ends) {
        return new Ends(new FailingEndpoint(ends.ours(), plan), new FailingEndpoint(ends.theirs(), plan));
    }

    @Override
    public Engines.Choice engine(Ends ends) {
        Engines.Choice choice = real.engine(unwrapped(ends));
        return new Engines.Choice(told(choice.engine()), choice.reason());
    }

    private static Ends unwrapped(Ends ends) {
        return new Ends(unwrapped(ends.ours()), unwrapped(ends.theirs()));
    }

    private static Endpoint unwrapped(Endpoint endpoint) {
        return endpoint instanceof FailingEndpoint failing ? failing.real() : endpoint;
    }

    private static Engine.Load unwrapped(Engine.Load load) {
        return new Engine.Load(
                unwrapped(load.from()),
                load.root(),
                unwrapped(load.to()),
                load.staging(),
                load.current(),
                load.files(),
                load.limits());
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public List<SyncRoot> roots(SyncOptions options, EndpointFacts ours, EndpointFacts theirs) {
        return real.roots(options, ours, theirs);
    }

    @Override
    public List<Tree> trees(SyncOptions options, EndpointFacts ours, EndpointFacts theirs) {
        return real.trees(options, ours, theirs);
    }

    @Override
    public SnapshotPlaces snapshots(EndpointFacts ours, EndpointFacts theirs) {
        return real.snapshots(ours, theirs);
    }

    @Override
    public Path directory() {
        return real.directory();
    }

    @Override
    public @Nullable GitWork git(Ends ends, SyncOptions options, Consumer<Problem> problems) {
        return real.git(ends, options, problems);
    }

    @Override
    public @Nullable GitPair gitPair(Ends ends) {
        return real.gitPair(ends);
    }

    @Override
    public Joiner joiner() {
        return real.joiner();
    }
}
