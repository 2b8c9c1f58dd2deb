package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The job's own bare repository. No work tree and no index, so neither can be stale; commits are built from trees, and
 * refs move by compare and swap. Objects and refs are on disk before anybody is told of them.
 */
public final class OwnRepository implements AutoCloseable {

    /** The tip of the remote that was merged last. */
    private static final String SEEN = "refs/chittysync/seen";

    /** A commit of the files here as they were when they were last in agreement with the remote. */
    private static final String HERE = "refs/chittysync/here";

    private static final int SMALL_PACKS = 50;

    private final Path directory;
    private final FileRepository git;
    private final String branch;

    private OwnRepository(Path directory, FileRepository git, String branch) {
        this.directory = directory;
        this.git = git;
        this.branch = branch;
    }

    /**
     * Opens the repository, or makes it. One whose commits cannot be read is set aside first, as {@code
     * <directory>-damaged-<time>}: everything in it is on the remote or in the journals.
     */
    public static OwnRepository open(Path directory, String branch, Instant now) {
        return open(directory, branch, now, Depth.FILES);
    }

    /** The same, with a choice of how deep to look. */
    public static OwnRepository open(Path directory, String branch, Instant now, Depth depth) {
        OwnGit.isolate();
        try {
            OwnRepository repository = attach(directory, branch);
            if (repository.isSound(depth)) {
                return repository;
            }
            repository.close();
            setAside(directory, now);
            return attach(directory, branch);
        } catch (IOException e) {
            throw GitFailure.of("open", directory, e);
        }
    }

    /** Opens the repository as the run's first step has left it. */
    public static OwnRepository open(Path directory, String branch) {
        OwnGit.isolate();
        try {
            return attach(directory, branch);
        } catch (IOException e) {
            throw GitFailure.of("open", directory, e);
        }
    }

    private static OwnRepository attach(Path directory, String branch) throws IOException {
        boolean fresh = !Files.exists(directory.resolve(Constants.CONFIG));
        PrivateDirectory.create(directory);
        FileRepository git = new FileRepository(directory.toFile());
        if (fresh) {
            git.create(true);
            OwnGit.configure(git.getConfig());
            git.getConfig().save();
        }
        OwnGit.configure(git.getConfig());
        OwnRepository repository = new OwnRepository(directory, git, branch);
        repository.attachHead();
        return repository;
    }

    private void attachHead() throws IOException {
        Ref head = git.exactRef(Constants.HEAD);
        if (head == null || !head.isSymbolic() || !head.getTarget().getName().equals(ref())) {
            RefUpdate update = git.updateRef(Constants.HEAD, true);
            update.disableRefLog();
            update.link(ref());
        }
    }

    private boolean isSound(Depth depth) {
        return new Soundness(git, depth).of(ref(), tracking(), SEEN, HERE);
    }

    private static void setAside(Path directory, Instant now) throws IOException {
        Files.move(directory, aside(directory, now), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where a damaged repository is put that was found at that time. */
    public static Path aside(Path directory, Instant now) {
        return directory.resolveSibling(directory.getFileName() + "-damaged-" + now.getEpochSecond());
    }

    public Path directory() {
        return directory;
    }

    public Repository git() {
        return git;
    }

    public String ref() {
        return Constants.R_HEADS + branch;
    }

    public String tracking() {
        return Constants.R_REMOTES + "origin/" + branch;
    }

    /** Our last commit. */
    public @Nullable ObjectId tip() {
        return resolve(ref());
    }

    /** The remote's last commit as it was fetched. */
    public @Nullable ObjectId remoteTip() {
        return resolve(tracking());
    }

    /** The remote's commit that was merged last. */
    public @Nullable ObjectId seen() {
        return resolve(SEEN);
    }

    /** The user's files as they were at the last push. */
    public @Nullable ObjectId here() {
        return resolve(HERE);
    }

    public void here(ObjectId now) {
        move(HERE, here(), now);
    }

    public void tip(@Nullable ObjectId expected, @Nullable ObjectId now) {
        move(ref(), expected, now);
    }

    public void remoteTip(@Nullable ObjectId now) {
        move(tracking(), remoteTip(), now);
    }

    public void seen(@Nullable ObjectId now) {
        move(SEEN, seen(), now);
    }

    private @Nullable ObjectId resolve(String name) {
        try {
            Ref ref = git.exactRef(name);
            return ref == null ? null : ref.getObjectId();
        } catch (IOException e) {
            throw GitFailure.of("read " + name + " of", directory, e);
        }
    }

    private void move(String name, @Nullable ObjectId expected, @Nullable ObjectId now) {
        if (expected == null ? now == null : expected.equals(now)) {
            return;
        }
        try {
            RefUpdate update = git.updateRef(name);
            update.disableRefLog();
            update.setForceUpdate(true);
            update.setExpectedOldObjectId(expected == null ? ObjectId.zeroId() : expected);
            if (now != null) {
                update.setNewObjectId(now);
            }
            RefUpdate.Result result = now == null ? update.delete() : update.update();
            switch (result) {
                case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
                default -> throw busy(name, result.name());
            }
        } catch (IOException e) {
            throw GitFailure.of("move " + name + " of", directory, e);
        }
    }

    private Failure busy(String name, String seen) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "move " + name + " of " + directory,
                "git says " + seen,
                "Another git is at work in this repository, which is ChittySync's own. Let it end and start again.");
    }

    /** Whether one commit is in the history of another; false where a part of that is missing. */
    public boolean contains(@Nullable ObjectId later, ObjectId earlier) {
        if (later == null) {
            return false;
        }
        try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(walk.parseCommit(earlier), walk.parseCommit(later));
        } catch (IOException e) {
            if (GitFailure.isDamage(e)) {
                return false; // a shallow or cut history: as if it had been rewritten, which loses nothing
            }
            throw GitFailure.of("read the history of", directory, e);
        }
    }

    public RevCommit commit(ObjectId id) {
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit commit = walk.parseCommit(id);
            walk.parseBody(commit);
            return commit;
        } catch (IOException e) {
            throw GitFailure.of("read a commit of", directory, e);
        }
    }

    /** The commit of an abbreviated id; empty if there is none, or more than one. */
    public Optional<RevCommit> find(String abbreviated) {
        try (RevWalk walk = new RevWalk(git)) {
            ObjectId id = git.resolve(abbreviated + "^{commit}");
            return id == null ? Optional.empty() : Optional.of(walk.parseCommit(id));
        } catch (AmbiguousObjectException | MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw GitFailure.of("look for a commit in", directory, e);
        }
    }

    /** The blob at a path of a commit. */
    public Optional<ObjectId> blob(@Nullable ObjectId commit, String path) {
        if (commit == null) {
            return Optional.empty();
        }
        try (TreeWalk walk = TreeWalk.forPath(git, path, commit(commit).getTree())) {
            return walk == null || walk.getFileMode(0).getObjectType() != Constants.OBJ_BLOB
                    ? Optional.empty()
                    : Optional.of(walk.getObjectId(0));
        } catch (IOException e) {
            throw GitFailure.of("read a tree of", directory, e);
        }
    }

    public void copy(ObjectId blob, OutputStream out) {
        try {
            git.open(blob, Constants.OBJ_BLOB).copyTo(out);
        } catch (IOException e) {
            throw GitFailure.of("read a file of", directory, e);
        }
    }

    public byte[] bytes(ObjectId blob) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(blob, out);
        return out.toByteArray();
    }

    /** Its objects as files. */
    public ObjectDirectory objects() {
        return git.getObjectDatabase();
    }

    /** Packs what lies about loose or in small packs, when it is much. */
    public void tidy() {
        long kept = objects().getPacks().stream().filter(Pack::shouldBeKept).count();
        git.getConfig().setLong("gc", null, "autoPackLimit", SMALL_PACKS + kept);
        git.autoGC(NullProgressMonitor.INSTANCE);
    }

    @Override
    public void close() {
        git.close();
    }
}
