package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.repository.Diffs;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.NewCommit;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RemoteBranch;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.gitpush.repository.StaleLocks;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFilter;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One more repository: files of the user's go into it, and nothing comes back. The files are read only; the repository is
 * the job's own. Whatever else the remote holds is kept, and so is a file that was changed there and not here.
 */
final class FolderPush {

    private final GitPushSettings.Folder folder;
    private final SyncPlace place;
    private final SyncSettings settings;
    private final GitRemote remote;
    private final SecretFilter secrets;

    FolderPush(
            GitPushSettings.Folder folder,
            SyncPlace place,
            SyncSettings settings,
            GitRemote remote,
            SecretFilter secrets) {
        this.folder = folder;
        this.place = place;
        this.settings = settings;
        this.remote = remote;
        this.secrets = secrets;
    }

    /** Does all of it. What goes wrong is a problem of this repository only; the others go on. */
    void push(SyncRun run) {
        run.progress().step("folders " + folder.name());
        try {
            StaleLocks.remove(place.repository(), now()).forEach(run::problem);
            try (OwnRepository repository = OwnRepository.open(place.repository(), settings.branch(), now())) {
                push(run, repository);
            }
        } catch (Failure e) {
            if (e.category() == FailureCategory.INTERRUPTED) {
                throw e;
            }
            run.problem(new Problem(folder.name(), e.getMessage() + " " + e.remedy()));
        } catch (IOException e) {
            throw StorageFailure.of("read", folder.root(), e);
        }
    }

    private Instant now() {
        return place.clock().instant();
    }

    private void push(SyncRun run, OwnRepository repository) throws IOException {
        if (!Files.isDirectory(folder.root())) {
            run.problem(new Problem(folder.root().toString(), "it is no directory; nothing was changed"));
            return;
        }
        SortedMap<String, DirCacheEntry> here = here(run, repository);
        RemoteBranch branch = new RemoteBranch(remote, repository);
        RemoteBranch.untilDelivered(
                settings.attempts(), run.interruption(), new SplittableRandom(), () -> pushed(run, branch, here));
    }

    /** One that must not leave the machine counts as unchanged. */
    private SortedMap<String, DirCacheEntry> here(SyncRun run, OwnRepository repository) throws IOException {
        RepositoryTree tree = new RepositoryTree(repository);
        SortedMap<String, DirCacheEntry> before = tree.entries(repository.here());
        SortedMap<String, DirCacheEntry> here = new TreeMap<>();
        ChosenFiles chosen = new ChosenFiles(folder, settings.largest(), secrets, run::problem);
        for (Map.Entry<String, Path> file : chosen.find().entrySet()) {
            String path = file.getKey();
            DirCacheEntry known = before.get(path);
            if (chosen.mayLeave(file.getValue(), path)) {
                here.put(path, entry(path, file.getValue(), tree));
            } else if (known != null) {
                here.put(path, known);
            }
        }
        return here;
    }

    private static DirCacheEntry entry(String path, Path file, RepositoryTree tree) throws IOException {
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
        entry.setObjectId(tree.insert(file));
        return entry;
    }

    private boolean pushed(SyncRun run, RemoteBranch branch, SortedMap<String, DirCacheEntry> here) {
        OwnRepository repository = branch.repository();
        ObjectId tip = branch.bring();
        FolderMerge merge = new FolderMerge(repository, here);
        ObjectId tree = new RepositoryTree(repository).write(merge.with(tip, run::problem));
        boolean nothingNew =
                tip == null ? here.isEmpty() : repository.commit(tip).getTree().equals(tree);
        ObjectId commit = nothingNew ? tip : commit(run, repository, tree, tip);
        repository.tip(repository.tip(), commit);
        if (run.options().dryRun()) {
            run.diff(Diffs.between(repository, tip, commit, secrets));
        }
        if (!run.options().pushes()) {
            return true;
        }
        if (commit != null && !nothingNew) {
            if (!branch.delivered(commit, tip)) {
                return false;
            }
            run.count("folder_pushes", 1);
        }
        repository.remoteTip(commit);
        repository.seen(commit);
        ObjectId now = new RepositoryTree(repository).write(here);
        repository.here(
                NewCommit.asTheyAreHere(now, List.of(), settings.author()).in(repository));
        repository.tidy();
        return true;
    }

    private ObjectId commit(SyncRun run, OwnRepository repository, ObjectId tree, @Nullable ObjectId tip) {
        Machine machine = new Machine(place.device(), place.writer(), run.id(), "none");
        run.count("folder_commits", 1);
        List<ObjectId> parents = tip == null ? List.of() : List.of(tip);
        return new NewCommit(tree, parents, settings.author(), now(), settings.message() + machine.footers())
                .in(repository);
    }
}
