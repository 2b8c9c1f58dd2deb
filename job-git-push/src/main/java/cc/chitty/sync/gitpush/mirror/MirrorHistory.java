package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.FileChanges;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** What a mirror's repository remembers. */
public final class MirrorHistory {

    private final OwnRepository repository;
    private final MirrorPlace place;

    MirrorHistory(OwnRepository repository, MirrorPlace place) {
        this.repository = repository;
        this.place = place;
    }

    /**
     * One commit of the branch.
     *
     * @param run the run that made it; null for a person's commit
     * @param message its first line
     */
    public record Revision(
            String commit,
            Instant at,
            String author,
            @Nullable String run,
            String message) {}

    /** The branch's commits, newest first. */
    public List<Revision> revisions(int most) {
        List<Revision> revisions = new ArrayList<>();
        ObjectId tip = repository.tip();
        if (tip == null) {
            return revisions;
        }
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.markStart(walk.parseCommit(tip));
            for (RevCommit commit = walk.next(); commit != null && revisions.size() < most; commit = walk.next()) {
                revisions.add(
                        new Revision(commit.name(), at(commit), author(commit), run(commit), commit.getShortMessage()));
            }
            return revisions;
        } catch (IOException e) {
            throw GitFailure.of("read the history of", place.repository(), e);
        }
    }

    private static Instant at(RevCommit commit) {
        return Instant.ofEpochSecond(commit.getCommitTime());
    }

    private static String author(RevCommit commit) {
        return commit.getAuthorIdent().getName();
    }

    private static @Nullable String run(RevCommit commit) {
        return Machine.of(commit).map(Machine::run).orElse(null);
    }

    /** The versions of a file, newest first: every commit in which it differs from all that this one follows. */
    public List<MirrorVersion> versions(String path) {
        List<MirrorVersion> versions = new ArrayList<>();
        LargeFiles files = new LargeFiles(repository);
        try (ObjectReader reader = repository.git().newObjectReader()) {
            for (RevCommit commit : new FileChanges(repository).of(path)) {
                ObjectId blob = repository.blob(commit, path).orElse(null);
                long size = blob == null ? 0 : files.size(blob, reader);
                versions.add(new MirrorVersion(
                        commit.name(),
                        at(commit),
                        author(commit),
                        run(commit),
                        blob == null ? null : blob.name(),
                        size));
            }
            return versions;
        } catch (IOException e) {
            throw GitFailure.of("read the history of", place.repository(), e);
        }
    }

    /** The last commit that a run of this device made, in full; empty if it made none. */
    public Optional<String> commitOf(String run) {
        return revisions(Integer.MAX_VALUE).stream()
                .filter(it -> run.equals(it.run()))
                .map(Revision::commit)
                .findFirst();
    }

    /** The commit before the first that a run of this device made; empty if it made none, or began the history. */
    public Optional<String> before(String run) {
        List<Revision> all = revisions(Integer.MAX_VALUE);
        Optional<String> before = Optional.empty();
        for (Revision revision : all) {
            if (run.equals(revision.run())) {
                RevCommit commit = new MirrorCommits(repository).find(revision.commit());
                before = commit.getParentCount() == 0
                        ? Optional.empty()
                        : Optional.of(commit.getParent(0).name());
            }
        }
        return before;
    }

    /**
     * Writes a file as it was at a commit.
     *
     * @param commit in full or abbreviated
     * @throws Failure USAGE if there is no such commit or it has no such file
     */
    public void content(String commit, String path, OutputStream out) {
        RevCommit found = new MirrorCommits(repository).find(commit);
        ObjectId blob = repository
                .blob(found, path)
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "show " + path,
                        "it is not in commit " + found.abbreviate(12).name(),
                        "'history' shows the commits that have it."));
        try {
            new LargeFiles(repository).copy(blob, out);
        } catch (IOException e) {
            throw GitFailure.of("read a file of", place.repository(), e);
        }
    }
}
