package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.repository.Depth;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.StaleLocks;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The history of one mirror, open. For one thread; closed by who opened it. */
public final class MirrorRepository implements AutoCloseable {

    private final OwnRepository repository;
    private final MirrorPlace place;
    private final MirrorWriter writer;
    private final List<Problem> repairs;

    private MirrorRepository(OwnRepository repository, MirrorPlace place, MirrorWriter writer, List<Problem> repairs) {
        this.repository = repository;
        this.place = place;
        this.writer = writer;
        this.repairs = List.copyOf(repairs);
    }

    /**
     * Opens the repository, or makes it. Locks that a killed run left are removed; a repository whose commits cannot be read
     * is set aside, never deleted. Both are in {@link #repairs}.
     *
     * @throws Failure RETRYABLE if another git is at work in it or the disk says no
     */
    public static MirrorRepository open(MirrorPlace place, MirrorWriter writer) {
        Instant now = writer.clock().instant();
        List<Problem> repairs = new ArrayList<>(StaleLocks.remove(place.repository(), now));
        OwnRepository repository = OwnRepository.open(place.repository(), place.branch(), now, Depth.TREES);
        IncomingObjects.discard(repository);
        Path aside = OwnRepository.aside(place.repository(), now);
        if (Files.exists(aside)) {
            repairs.add(new Problem(
                    place.repository().toString(),
                    "its commits could not be read; it is kept as " + aside.getFileName() + ", and a new one begins"));
        }
        return new MirrorRepository(repository, place, writer, repairs);
    }

    /** What was put right when it was opened; to be told to the person. */
    public List<Problem> repairs() {
        return repairs;
    }

    public MirrorPlace place() {
        return place;
    }

    /**
     * Commits what differs from the last commit.
     *
     * @throws Failure REFUSED if the mirror is not there, or more than half of its files (and more than 10) are gone and
     *     nobody has agreed; INTERRUPTED; RETRYABLE where the disk says no. Nothing was changed then.
     */
    public MirrorCommit commit(MirrorRun run, MirrorRules rules, MirrorChange change) {
        MirrorCommit done = new Committing(repository, place, writer, rules, run).commit(change);
        if (done.isNew()) {
            repository.tidy();
        }
        return done;
    }

    /**
     * Makes a commit of the files that the mirror had at another one; the mirror itself stays as it is, see {@link #restore}.
     *
     * @throws Failure USAGE if there is no such commit
     */
    public MirrorCommit rollback(MirrorRun run, String commit, String message) {
        return new Rollback(repository, writer, run).to(commit, message);
    }

    /**
     * Pushes all commits that the remote has not.
     *
     * @param attempts how often it is tried when others are faster
     * @throws Failure as the remote's; RETRYABLE if others were faster every time
     */
    public MirrorPush push(MirrorRun run, GitRemote remote, int attempts) {
        return new Pushing(repository, writer, run, Pushing.LARGEST_PUSH).push(remote, attempts);
    }

    public MirrorHistory history() {
        return new MirrorHistory(repository, place);
    }

    /**
     * What has to be written and deleted so that a directory is as the mirror was at a commit.
     *
     * @param commit in full or abbreviated
     * @param paths files or directories; empty: all
     * @param into the mirror, or any other directory, which need not be there
     * @throws Failure USAGE if there is no such commit, or it has none of these paths
     */
    public RestorePlan plan(MirrorRun run, String commit, Set<String> paths, Path into) {
        return new RestorePlanning(repository, place, run).plan(commit, paths, into);
    }

    /**
     * Carries the plan out, file by file; each is old or new at any moment. A file that is not any more as it was when the
     * plan was made is named and left. May be repeated.
     */
    public Restored restore(MirrorRun run, RestorePlan plan) {
        return new Restoring(repository, run).restore(plan);
    }

    @Override
    public void close() {
        repository.close();
    }
}
