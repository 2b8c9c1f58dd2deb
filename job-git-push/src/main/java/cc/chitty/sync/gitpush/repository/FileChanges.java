package cc.chitty.sync.gitpush.repository;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits of a repository's branch, and those among them that change a file. */
public record FileChanges(OwnRepository repository) {

    /** The commits in which a file differs from all that they follow, newest first. */
    public List<RevCommit> of(String path) {
        List<RevCommit> changes = new ArrayList<>();
        walk(commit -> {
            if (isChanged(commit, path)) {
                changes.add(repository.commit(commit));
            }
            return true;
        });
        return changes;
    }

    private boolean isChanged(RevCommit commit, String path) {
        Optional<ObjectId> now = repository.blob(commit, path);
        return commit.getParentCount() == 0
                ? now.isPresent()
                : Arrays.stream(commit.getParents())
                        .noneMatch(parent -> repository.blob(parent, path).equals(now));
    }

    /** All commits, the newest first, also those that were made offline and joined later; until one is false. */
    public void walk(Predicate<RevCommit> visit) {
        try (RevWalk commits = new RevWalk(repository.git())) {
            ObjectId tip = repository.tip();
            if (tip != null) {
                commits.sort(RevSort.TOPO);
                commits.markStart(commits.parseCommit(tip));
                RevCommit commit = commits.next();
                while (commit != null && visit.test(commit)) {
                    commit = commits.next();
                }
            }
        } catch (IOException e) {
            throw GitFailure.of("read the history of", repository.directory(), e);
        }
    }
}
