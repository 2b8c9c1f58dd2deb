package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The remote's tip beside what was merged last. */
final class RemoteComparison implements Arrivals.Comparison {

    private final OwnRepository repository;
    private final FileBlobs blobs;
    private final @Nullable ObjectId tip;
    private final @Nullable ObjectId seen;
    private final boolean rewritten;
    private final SortedMap<String, ObjectId> remote;
    private final Set<String> distrusted = new HashSet<>();

    RemoteComparison(OwnRepository repository, FileBlobs blobs) {
        this.repository = repository;
        this.blobs = blobs;
        this.tip = repository.remoteTip();
        this.seen = repository.seen();
        this.rewritten = seen != null && !repository.contains(tip, seen);
        this.remote = new RepositoryTree(repository).files(tip);
    }

    @Nullable ObjectId tip() {
        return tip;
    }

    /** Whether what was merged last is no longer in the remote's history. */
    boolean rewritten() {
        return rewritten;
    }

    boolean isNew() {
        return tip == null ? seen != null : !tip.equals(seen);
    }

    @Override
    public SortedMap<String, ObjectId> remote() {
        return remote;
    }

    /** Devices' files that were there when we last merged, and that a commit since then has deleted. */
    Set<String> deleted() {
        Set<String> deleted = new TreeSet<>();
        if (!rewritten && seen != null) {
            new RepositoryTree(repository)
                    .files(seen).keySet().stream().filter(Layout::isDevices).forEach(deleted::add);
            deleted.removeAll(remote.keySet());
        }
        return deleted;
    }

    @Override
    public boolean same(Path file, @Nullable ObjectId blob) {
        return blob != null && blob.equals(blobs.of(file));
    }

    @Override
    public boolean untouched(String path, ObjectId blob) {
        return !rewritten && seen != null && repository.blob(seen, path).equals(Optional.of(blob));
    }

    @Override
    public boolean writtenBy(String owner, String path) {
        if (rewritten || seen == null || distrusted.contains(path)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.markStart(walk.parseCommit(tip));
            walk.markUninteresting(walk.parseCommit(seen));
            for (RevCommit commit : walk) {
                if (changes(commit, path) && !isOf(owner, commit)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw GitFailure.of("read the history of", repository.directory(), e);
        }
    }

    private static boolean isOf(String owner, RevCommit commit) {
        return Machine.of(commit).filter(by -> by.device().equals(owner)).isPresent();
    }

    private boolean changes(RevCommit commit, String path) {
        Optional<ObjectId> now = repository.blob(commit, path);
        for (RevCommit parent : commit.getParents()) {
            if (repository.blob(parent, path).equals(now)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void distrust(String path) {
        distrusted.add(path);
    }

    /** Commits since the last merge that claim this device and were made by another installation. */
    Optional<Machine> otherWriter(String device, String writer) {
        if (tip == null || rewritten || seen == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.markStart(walk.parseCommit(tip));
            walk.markUninteresting(walk.parseCommit(seen));
            for (RevCommit commit : walk) {
                Optional<Machine> by = Machine.of(commit)
                        .filter(it -> it.device().equals(device) && !it.writer().equals(writer));
                if (by.isPresent()) {
                    return by;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw GitFailure.of("read the history of", repository.directory(), e);
        }
    }
}
