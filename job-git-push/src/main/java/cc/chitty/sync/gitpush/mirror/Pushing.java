package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.repository.FileMerge;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RemoteBranch;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Brings a mirror's branch to its remote. What others pushed is joined first, in a commit that has both before it. */
final class Pushing {

    /** GitHub takes 2 GiB in one push; what is compressed is less. */
    static final long LARGEST_PUSH = 1536L << 20;

    private final OwnRepository repository;
    private final MirrorWriter writer;
    private final MirrorRun run;
    private final long largest;
    private int commits;
    private boolean merged;

    Pushing(OwnRepository repository, MirrorWriter writer, MirrorRun run, long largest) {
        this.repository = repository;
        this.writer = writer;
        this.run = run;
        this.largest = largest;
    }

    MirrorPush push(GitRemote remote, int attempts) {
        run.progress().step("push");
        RemoteBranch branch = new RemoteBranch(remote, repository);
        RemoteBranch.untilDelivered(attempts, run.interruption(), new SplittableRandom(), () -> pushed(branch));
        ObjectId there = repository.remoteTip();
        return new MirrorPush(there == null ? null : there.name(), commits, merged);
    }

    private boolean pushed(RemoteBranch branch) {
        ObjectId there = branch.bring();
        sayIfRewritten(there);
        ObjectId tip = join(there);
        if (tip == null || tip.equals(there)) {
            return true;
        }
        uploadLarge(branch.remote());
        Deque<RevCommit> waiting = waiting(tip, there);
        run.progress().of(waiting.size());
        ObjectId last = there;
        while (!waiting.isEmpty()) {
            run.requireGoingOn("push the mirror");
            int taken = 0;
            RevCommit next = waiting.peekFirst();
            for (long size = 0; !waiting.isEmpty() && (taken == 0 || size + size(waiting.peekFirst()) <= largest); ) {
                next = waiting.removeFirst();
                size += size(next);
                taken++;
            }
            if (!branch.delivered(next, last)) {
                return false;
            }
            last = next.copy();
            repository.remoteTip(last);
            repository.seen(last);
            commits += taken;
            run.progress().advance(taken);
        }
        return true;
    }

    /** First, since a pointer without its content is worth nothing. */
    private void uploadLarge(GitRemote remote) {
        String url = remote.url();
        if (url != null && new LargeFiles(repository).isInUse()) {
            new GitLfs(repository.directory()).push(url.startsWith("/") ? "file://" + url : url, repository.ref());
        }
    }

    private void sayIfRewritten(@Nullable ObjectId there) {
        ObjectId seen = repository.seen();
        if (seen != null && !repository.contains(there, seen)) {
            String what = there == null ? "its branch is gone or it was emptied" : "its history was rewritten";
            run.problem("the remote", what + "; what is here is put back");
        }
    }

    /** The commit to push: ours, theirs where we have nothing new, else one that joins both. */
    private @Nullable ObjectId join(@Nullable ObjectId there) {
        ObjectId ours = repository.tip();
        if (there == null || ours == null || repository.contains(ours, there)) {
            return ours == null ? there : ours;
        }
        if (repository.contains(there, ours)) {
            repository.tip(ours, there);
            return there;
        }
        RepositoryTree trees = new RepositoryTree(repository);
        SortedMap<String, DirCacheEntry> common = trees.entries(common(ours, there));
        SortedMap<String, DirCacheEntry> joined =
                new FileMerge(common, trees.entries(ours), common).into(trees.entries(there), there, run.problems());
        ObjectId mirror = repository.here();
        ObjectId commit = new Branch(repository, writer, run)
                .commit(
                        trees.write(joined),
                        List.of(ours, there),
                        "sync: join what others pushed",
                        mirror == null ? ours : mirror);
        repository.tip(ours, commit);
        merged = true;
        return commit;
    }

    private @Nullable ObjectId common(ObjectId ours, ObjectId there) {
        try (RevWalk walk = new RevWalk(repository.git())) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ours));
            walk.markStart(walk.parseCommit(there));
            RevCommit base = walk.next();
            return base == null ? null : base.copy();
        } catch (IOException e) {
            throw GitFailure.of("read the history of", repository.directory(), e);
        }
    }

    /** Commits of our line that the remote has not, the oldest first. One that joins goes with all before it. */
    private Deque<RevCommit> waiting(ObjectId tip, @Nullable ObjectId there) {
        Deque<RevCommit> waiting = new ArrayDeque<>();
        RevCommit commit = repository.commit(tip);
        while (!commit.equals(there)) {
            waiting.addFirst(commit);
            if (commit.getParentCount() != 1) {
                break;
            }
            commit = repository.commit(commit.getParent(0));
        }
        return waiting;
    }

    /** Bytes of the files that are new in a commit. */
    private long size(RevCommit commit) {
        try (TreeWalk walk = new TreeWalk(repository.git());
                ObjectReader reader = repository.git().newObjectReader()) {
            walk.addTree(commit.getTree());
            if (commit.getParentCount() == 0) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(repository.commit(commit.getParent(0)).getTree());
            }
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            long size = 0;
            while (walk.next()) {
                ObjectId blob = walk.getObjectId(0);
                size += blob.equals(ObjectId.zeroId()) ? 0 : reader.getObjectSize(blob, ObjectReader.OBJ_ANY);
            }
            return size;
        } catch (IOException e) {
            throw GitFailure.of("read a commit of", repository.directory(), e);
        }
    }
}
