package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.Categories;
import cc.chitty.sync.gpusync.category.Category;
import cc.chitty.sync.gpusync.category.Corrections;
import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.category.ProfileSettings;
import cc.chitty.sync.gpusync.category.Selection;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.SyncRoots;
import cc.chitty.sync.gpusync.category.git.BaseRefs;
import cc.chitty.sync.gpusync.category.git.GitPair;
import cc.chitty.sync.gpusync.category.git.GitSide;
import cc.chitty.sync.gpusync.category.git.GitSync;
import cc.chitty.sync.gpusync.category.git.RefRules;
import cc.chitty.sync.gpusync.category.history.HistoryJoin;
import cc.chitty.sync.gpusync.category.history.Sanitised;
import cc.chitty.sync.gpusync.category.session.ProjectEvidence;
import cc.chitty.sync.gpusync.correction.PathCorrection;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.peer.ssh.SshSettings;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.GitWork;
import cc.chitty.sync.gpusync.run.Joiner;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.Tree;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A peer as the settings describe it. */
final class SettledPeering implements Peering {

    private final GpuSyncSettings settings;
    private final GpuSyncSettings.Peer peer;
    private final GpuSyncPlace place;
    private final SshPeers peers;

    SettledPeering(GpuSyncSettings settings, GpuSyncSettings.Peer peer, GpuSyncPlace place, SshPeers peers) {
        this.settings = settings;
        this.peer = peer;
        this.place = place;
        this.peers = peers;
    }

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Set<String> names() {
        return settings.peers().stream().map(GpuSyncSettings.Peer::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Ends connect() {
        return ends(ssh -> SshPeers.connect(ssh, place.clock()));
    }

    @Override
    public Ends connectAgain() {
        return ends(peers::connectAgain);
    }

    private Ends ends(Function<SshSettings, Endpoint> connecting) {
        String search = place.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        Endpoint ours = new LocalEndpoint("this machine", place.home(), search);
        return new Ends(ours, theirs(search, connecting));
    }

    private Endpoint theirs(String search, Function<SshSettings, Endpoint> connecting) {
        String home = peer.home();
        String host = peer.host();
        if (host != null) {
            return connecting.apply(ssh(host));
        }
        if (home == null) {
            throw new IllegalStateException("the settings let no peer pass that has neither host nor home");
        }
        if (!Files.isDirectory(Path.of(home))) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "reach " + name(),
                    home + " is no directory on this machine, or it is not there",
                    "If its disk is not mounted, mount it; else correct chittysync.gpu-sync.peers[].home, or make that"
                            + " directory.");
        }
        return new LocalEndpoint(name(), Path.of(home), search);
    }

    private SshSettings ssh(String host) {
        Path configuration = new SshConfiguration(
                        peer, host, place.home(), settings.transfer().compressed())
                .write(directory());
        String agent = place.environment().getOrDefault("SSH_AUTH_SOCK", "");
        return new SshSettings(host, place.home(), configuration, agent, SshSettings.CONNECTING, peer.deadline());
    }

    @Override
    public List<Tree> trees(SyncOptions options, EndpointFacts ours, EndpointFacts theirs) {
        return correctly(() -> {
            PathCorrection correction = Corrections.of(settings.workspaces(), ours, theirs);
            Sanitised sanitised = new Sanitised(SecretFiles.ofHistories(place.state()));
            ProjectEvidence evidence = ProjectEvidence.in(directory());
            return all(options, ours, theirs)
                    .filter(root -> root.category().kind() == Category.Kind.FILES)
                    .map(root -> new Tree(
                            root, CorrectedForms.of(correction, root.ours().equals(ours.home()), evidence), sanitised))
                    .toList();
        });
    }

    @Override
    public List<SyncRoot> roots(SyncOptions options, EndpointFacts ours, EndpointFacts theirs) {
        return correctly(() -> all(options, ours, theirs).toList());
    }

    private Stream<SyncRoot> all(SyncOptions options, EndpointFacts ours, EndpointFacts theirs) {
        Categories categories = Categories.of(settings.categories());
        return SyncRoots.of(categories, settings.workspaces(), settings.filters(), selection(options), ours, theirs)
                .stream();
    }

    private <T> T correctly(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "sync with " + name(),
                    String.valueOf(e.getMessage()),
                    "See the settings chittysync.gpu-sync in docs/gpu-sync.md.",
                    e);
        }
    }

    @Override
    public @Nullable GitWork git(Ends ends, SyncOptions options, Consumer<Problem> problems) {
        List<SyncRoot> roots = roots(options, ends.ours().facts(), ends.theirs().facts()).stream()
                .filter(root -> root.category().kind() == Category.Kind.GIT)
                .toList();
        if (roots.isEmpty()) {
            return null;
        }
        GitPair pair = gitPair(ends);
        if (pair == null) {
            problems.accept(new Problem(
                    "git",
                    "a side has no git; repositories are left as they are. Install it there, or set"
                            + " chittysync.gpu-sync.categories.git.enabled=false"));
            return null;
        }
        RefRules rules = new RefRules(
                roots.get(0).direction(),
                roots.get(0).direction() == Direction.BOTH || options.how().deletes(),
                options.how().force());
        BaseRefs bases = new BaseRefs(directory().resolve("refs"));
        return new GitWork(new GitSync(pair, settings.git(), rules, bases), roots);
    }

    @Override
    public @Nullable GitPair gitPair(Ends ends) {
        boolean both = ends.ours().facts().has("git") && ends.theirs().facts().has("git");
        return both
                ? new GitPair(
                        GitSide.of(Side.OURS, place.device(), ends.ours(), peer.deadline()),
                        GitSide.of(Side.THEIRS, name(), ends.theirs(), peer.deadline()))
                : null;
    }

    private Selection selection(SyncOptions options) {
        SyncOptions.What what = options.what();
        Set<String> without = new HashSet<>();
        if (what.withoutCache()) {
            without.add("cache");
        }
        Selection all = new Selection(
                Set.copyOf(what.categories()),
                without,
                List.of(what.only()),
                List.of(),
                settings.filters().largest().toBytes(),
                options.how().direction());
        Selection narrowed = what.fast() ? all.fast(settings.filters()) : all;
        return profile(what.profile()).map(narrowed::within).orElse(narrowed);
    }

    private Optional<ProfileSettings> profile(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        ProfileSettings found = settings.profiles().get(name);
        if (found == null) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "sync by the profile " + name,
                    "the settings have none of that name",
                    settings.profiles().isEmpty()
                            ? "A profile is set as chittysync.gpu-sync.profiles." + name + "."
                            : "Those that are set: "
                                    + String.join(
                                            ", ",
                                            new TreeSet<>(settings.profiles().keySet())) + ".");
        }
        return Optional.of(found);
    }

    @Override
    public Engines.Choice engine(Ends ends) {
        return Engines.choose(ends.ours(), ends.theirs(), peer.deadline());
    }

    @Override
    public SnapshotPlaces snapshots(EndpointFacts ours, EndpointFacts theirs) {
        return new SnapshotPlaces(
                SnapshotPlaces.directory(settings.snapshots().directory(), ours.home()),
                SnapshotPlaces.directory(peer.backups(), theirs.home()));
    }

    @Override
    public Path directory() {
        return place.directory(name());
    }

    @Override
    public Joiner joiner() {
        return HistoryJoin::join;
    }
}
