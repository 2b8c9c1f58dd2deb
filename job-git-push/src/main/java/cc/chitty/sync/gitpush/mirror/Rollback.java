package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.FileMerge;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A new commit of old files. Nothing is forced, and what others have on the branch stays. */
record Rollback(OwnRepository repository, MirrorWriter writer, MirrorRun run) {

    MirrorCommit to(String commit, String message) {
        RepositoryTree trees = new RepositoryTree(repository);
        SortedMap<String, DirCacheEntry> before = trees.entries(repository.here());
        SortedMap<String, DirCacheEntry> then = trees.entries(new MirrorCommits(repository).mirrorOf(commit));
        Branch branch = new Branch(repository, writer, run);
        int made = branch.follow(steps(branch, before, then), message);
        ObjectId tip = repository.tip();
        return new MirrorCommit(tip == null ? null : tip.name(), made, changes(before, then), 0);
    }

    private List<Branch.Step> steps(
            Branch branch, SortedMap<String, DirCacheEntry> before, SortedMap<String, DirCacheEntry> then) {
        try (ObjectInserter inserter = repository.git().newObjectInserter()) {
            List<Branch.Step> steps = branch.steps(before, List.of(then), inserter);
            inserter.flush();
            return steps;
        } catch (IOException e) {
            throw GitFailure.of("write a tree to", repository.directory(), e);
        }
    }

    private MirrorCommit.Changes changes(
            SortedMap<String, DirCacheEntry> before, SortedMap<String, DirCacheEntry> then) {
        int added = (int)
                then.keySet().stream().filter(it -> !before.containsKey(it)).count();
        int deleted = (int)
                before.keySet().stream().filter(it -> !then.containsKey(it)).count();
        int changed = (int) then.entrySet().stream()
                .filter(it ->
                        before.containsKey(it.getKey()) && !FileMerge.same(it.getValue(), before.get(it.getKey())))
                .count();
        return new MirrorCommit.Changes(added, changed, deleted, 0);
    }
}
