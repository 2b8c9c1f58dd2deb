package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** Finds commits, and for each that of the mirror's files alone. */
record MirrorCommits(OwnRepository repository) {

    /**
     * A commit by its id, in full or abbreviated.
     *
     * @throws Failure USAGE if there is none, or more than one
     */
    RevCommit find(String id) {
        Optional<RevCommit> found = repository.find(id);
        return repository.commit(found.orElseThrow(() -> new Failure(
                FailureCategory.USAGE,
                "find the commit " + id,
                "there is no such commit, or more than one",
                "'history' shows the commits.")));
    }

    /** The commit of the mirror's files; one that does not name it, or whose is not here any more, stands for itself. */
    ObjectId mirrorOf(String id) {
        RevCommit commit = find(id);
        List<String> named = commit.getFooterLines(Branch.MIRROR);
        Optional<RevCommit> mirror = named.isEmpty() ? Optional.empty() : repository.find(named.get(0));
        return mirror.orElse(commit).copy();
    }
}
