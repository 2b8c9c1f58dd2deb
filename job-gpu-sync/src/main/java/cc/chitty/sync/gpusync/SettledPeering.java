package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.Categories;
import cc.chitty.sync.gpusync.category.Category;
import cc.chitty.sync.gpusync.category.ProfileSettings;
import cc.chitty.sync.gpusync.category.Selection;
import cc.chitty.sync.gpusync.category.SyncRoots;
import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.engine.PlainEngine;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.Forms;
import cc.chitty.sync.gpusync.run.Joiner;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.Tree;
import cc.chitty.sync.gpusync.snapshot.SnapshotPlaces;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A peer as the settings describe it. */
final class SettledPeering implements Peering {

    private final GpuSyncSettings settings;
    private final GpuSyncSettings.Peer peer;
    private final GpuSyncPlace place;

    SettledPeering(GpuSyncSettings settings, GpuSyncSettings.Peer peer, GpuSyncPlace place) {
        this.settings = settings;
        this.peer = peer;
        this.place = place;
    }

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Ends connect() {
        String search = place.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        Endpoint ours = new LocalEndpoint("this machine", place.home(), search);
        return new Ends(ours, theirs(search));
    }

    private Endpoint theirs(String search) {
        String home = peer.home();
        if (peer.isLocal() && home != null) {
            return new LocalEndpoint(peer.name(), Path.of(home), search);
        }
        throw new IllegalStateException("no way to " + peer.host());
    }

    @Override
    public List<Tree> trees(SyncOptions options, EndpointFacts ours, EndpointFacts theirs) {
        try {
            Categories categories = Categories.of(settings.categories());
            return SyncRoots.of(categories, settings.workspaces(), settings.filters(), selection(options), ours, theirs)
                    .stream()
                    .filter(root -> root.category().kind() == Category.Kind.FILES)
                    .map(root -> new Tree(root, Forms.SAME))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "sync with " + name(),
                    String.valueOf(e.getMessage()),
                    "See the settings chittysync.gpu-sync.",
                    e);
        }
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
                what.only(),
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
            throw new IllegalArgumentException("there is no profile " + name);
        }
        return Optional.of(found);
    }

    @Override
    public Engine engine(Ends ends) {
        return new PlainEngine();
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
        return (path, ours, theirs) -> Optional.empty();
    }
}
