package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.ViewRefresh;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.repository.Diffs;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.StaleLocks;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretFilter;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the job, each on what the one before it left on disk: {@link #fetch}, {@link #merge}, {@link #filter},
 * {@link #commit}, and in {@link Delivery} push and verify.
 */
final class Sync {

    private final SyncPlace place;
    private final SyncSettings settings;
    private final GitRemote remote;
    private final ViewRefresh refresh;
    private final SecretFilter secrets;
    private final Runnable between;
    private final FileBlobs blobs = new FileBlobs();

    Sync(SyncPlace place, SyncSettings settings, GitRemote remote, ViewRefresh refresh, SecretFilter secrets) {
        this(place, settings, remote, refresh, secrets, () -> {});
    }

    /** @param between runs before each file is put in its place and each ref is moved, so that a test can end the run there */
    Sync(
            SyncPlace place,
            SyncSettings settings,
            GitRemote remote,
            ViewRefresh refresh,
            SecretFilter secrets,
            Runnable between) {
        this.place = place;
        this.settings = settings;
        this.remote = remote;
        this.refresh = refresh;
        this.secrets = secrets;
        this.between = between;
    }

    GitRemote remote() {
        return remote;
    }

    SyncSettings settings() {
        return settings;
    }

    OwnRepository repository() {
        return OwnRepository.open(place.repository(), settings.branch());
    }

    /** Brings the remote's branch here. One that cannot be reached is noted, and what needs no remote goes on. */
    void fetch(SyncRun run) {
        StaleLocks.remove(place.repository(), place.clock().instant()).forEach(run::problem);
        try (OwnRepository repository = OwnRepository.open(
                place.repository(), settings.branch(), place.clock().instant())) {
            run.offline(repository.tip());
            refetch(run, repository);
        }
    }

    void refetch(SyncRun run, OwnRepository repository) {
        try {
            Optional<ObjectId> tip = remote.tip();
            if (tip.isPresent() && !tip.get().equals(repository.remoteTip())) {
                remote.fetch(repository.git(), tip.get());
                run.count("fetched", 1);
            }
            between.run();
            repository.remoteTip(tip.orElse(null));
            run.unreachable(null);
        } catch (Failure e) {
            if (run.options().pullOnly() || e.category() == FailureCategory.INTERRUPTED) {
                throw e;
            }
            run.unreachable(e);
        }
    }

    /** Joins what others pushed, and edits of the view, into the journals here, and makes the views anew. */
    void merge(SyncRun run) {
        refresh.run("g" + run.id());
        try (OwnRepository repository = repository()) {
            RemoteComparison comparison = new RemoteComparison(repository, blobs);
            if (!comparison.isNew()) {
                return;
            }
            new RemoteChecks(repository, place, comparison).tell(run);
            replace(run, arrivals(run, repository, comparison));
            if (comparison.rewritten()) {
                repository.tip(repository.tip(), comparison.tip());
                run.offline(null);
            }
            between.run();
            repository.seen(comparison.tip());
        } catch (IOException e) {
            throw StorageFailure.of("merge into", place.state().root(), e);
        }
    }

    private Map<Path, Path> arrivals(SyncRun run, OwnRepository repository, RemoteComparison comparison)
            throws IOException {
        emptyWork();
        List<Sighting> edits = ForeignEdits.upTo(comparison.tip(), repository, place.work(), run::problem);
        return new Arrivals(repository, place, run, comparison).prepare(edits);
    }

    /** The views count as stale from before the first file is replaced until they are made anew. */
    private void replace(SyncRun run, Map<Path, Path> prepared) throws IOException {
        if (!prepared.isEmpty()) {
            refresh.distrust();
            for (Map.Entry<Path, Path> file : prepared.entrySet()) {
                PrivateDirectory.create(Objects.requireNonNull(file.getKey().getParent()));
                between.run();
                DurableFile.replace(file.getKey(), out -> Files.copy(file.getValue(), out));
            }
            between.run();
            refresh.run("g" + run.id());
        }
        emptyWork();
    }

    private void emptyWork() throws IOException {
        PrivateDirectory.create(place.work());
        try (var left = Files.newDirectoryStream(place.work())) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Takes out of this device's files what no rule had found when they were written. */
    void filter(SyncRun run) {
        try (OwnRepository repository = repository()) {
            ObjectId pushed = repository
                    .blob(repository.remoteTip(), Layout.journal(place.device()))
                    .orElse(null);
            Path journal = place.state().root().resolve(Layout.journal(place.device()));
            ObjectId now = blobs.of(journal);
            if (now == null || now.equals(pushed)) {
                return;
            }
            emptyWork();
            SecretSweep sweep = new SecretSweep(place.state(), place.device(), secrets);
            Map<Path, Path> clean = sweep.prepare(place.work());
            run.count("files_redacted", clean.size());
            replace(run, clean);
            Path before = place.work().resolve("own-as-pushed");
            if (pushed != null) {
                Files.write(before, repository.bytes(pushed));
            }
            Path salvaged = place.work().resolve("own-as-pushed-salvaged");
            run.count("suspicions", sweep.suspicions(JournalFiles.sound(before, place.device(), salvaged)));
            emptyWork();
        } catch (IOException e) {
            throw StorageFailure.of("look for secrets in", place.state().root(), e);
        }
    }

    /** Commits what differs from the remote. Nothing where nothing does. */
    void commit(SyncRun run) {
        try (OwnRepository repository = repository()) {
            ObjectId tip = repository.remoteTip();
            Commits commits = new Commits(repository, place.state(), blobs, settings.largest());
            ObjectId tree = commits.tree(tip);
            List<ObjectId> parents = parents(run, repository, tip);
            ObjectId head = repository.tip();
            if (head != null && isSame(repository, head, tree, tip)) {
                return;
            }
            boolean nothingNew = tip != null
                    && parents.size() == 1
                    && repository.commit(tip).getTree().equals(tree);
            ObjectId commit = nothingNew ? tip : commits.commit(tree, parents, settings.author(), message(run), now());
            between.run();
            repository.tip(head, commit);
            run.count("commits", nothingNew ? 0 : 1);
        }
    }

    /** Keeps the commit as a diff where the run is a rehearsal. */
    void tell(SyncRun run) {
        if (run.options().dryRun()) {
            try (OwnRepository repository = repository()) {
                run.diff(Diffs.between(repository, repository.remoteTip(), repository.tip(), secrets));
            }
        }
    }

    /** What an earlier run had committed is still what there is to push. */
    private static boolean isSame(OwnRepository repository, ObjectId head, ObjectId tree, @Nullable ObjectId tip) {
        return repository.commit(head).getTree().equals(tree) && (tip == null || repository.contains(head, tip));
    }

    /** A commit that could not be pushed stays in the history, beside what others pushed since. */
    private static List<ObjectId> parents(SyncRun run, OwnRepository repository, @Nullable ObjectId tip) {
        List<ObjectId> parents = new ArrayList<>();
        ObjectId offline = run.offline();
        boolean ahead = offline != null && !offline.equals(tip) && tip != null && repository.contains(offline, tip);
        if (tip != null && !ahead) {
            parents.add(tip);
        }
        if (offline != null && !repository.contains(tip, offline)) {
            parents.add(offline);
        }
        return parents;
    }

    private String message(SyncRun run) {
        ObjectId view = blobs.of(place.state().todosView());
        Machine machine = new Machine(place.device(), place.writer(), run.id(), view == null ? "none" : view.name());
        return settings.message() + machine.footers();
    }

    private Instant now() {
        return place.clock().instant();
    }
}
