package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.List;
import java.util.Optional;

/**
 * Looks after the files of a repository that a run has made, when those of the other categories are there: they are checked out
 * only if there are none. A sub-module becomes one of the repository it is in.
 */
record Finishing(GitPair pair, RepositoryPlan plan) {

    /** What was done on a side; empty if there was nothing to do. */
    Optional<RefOutcome> on(Side side) {
        RepositoryFacts facts = plan.at(side);
        boolean made = plan.made() == side;
        if (!made && !RepositoryPlan.unfinished(facts)) {
            return Optional.empty();
        }
        String directory = facts == null ? plan.makeAt() : facts.directory();
        if (made && plan.has(side.other()).bare()) {
            return Optional.empty();
        }
        List<String> said = pair.of(side).lines(GitScript.FINISH, List.of(directory), List.of());
        absorb(side, directory);
        RefMove move = new RefMove(side, "HEAD", null, null, How.CHECKED_OUT, "the repository is new there");
        return Optional.of(RefOutcome.of(move, said.contains("filled") ? Result.FILLED : Result.ADOPTED));
    }

    /** Where git itself would have it; it stays usable where it is if the outer one does not know it. */
    private void absorb(Side side, String directory) {
        RepositoryFacts other = plan.at(side.other());
        if (other == null || !other.isInOuter() || plan.path().isRoot()) {
            return;
        }
        String path = plan.path().text();
        String root = directory.substring(0, directory.length() - path.length() - 1);
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            pair.of(side)
                    .lines(
                            GitScript.ABSORB,
                            List.of(root + "/" + path.substring(0, slash), path.substring(slash + 1)),
                            List.of());
        }
    }
}
