package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.FileMerge;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.NewCommit;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.FooterKey;
import org.jspecify.annotations.Nullable;

/**
 * The branch of a mirror: commits of the mirror's files and of whatever others have put there. Beside it goes a line of
 * commits of the mirror's files alone, which each commit of the branch names, so that any of them can be restored.
 */
record Branch(OwnRepository repository, MirrorWriter writer, MirrorRun run) {

    /** The commit of the mirror's files alone that a commit was made of. */
    static final FooterKey MIRROR = new FooterKey("ChittySync-Mirror");

    /**
     * One commit to be.
     *
     * @param mirror the tree of the mirror's files
     * @param branch the tree of those and others'
     */
    record Step(ObjectId mirror, ObjectId branch) {}

    /** Writes the trees of successive states of the mirror's files. */
    List<Step> steps(
            SortedMap<String, DirCacheEntry> before,
            List<SortedMap<String, DirCacheEntry>> states,
            ObjectInserter inserter)
            throws IOException {
        List<Step> steps = new ArrayList<>();
        SortedMap<String, DirCacheEntry> last = before;
        SortedMap<String, DirCacheEntry> tip = new RepositoryTree(repository).entries(repository.tip());
        for (SortedMap<String, DirCacheEntry> state : states) {
            tip = new FileMerge(last, state, tip).into(tip, null, run.problems());
            steps.add(new Step(RepositoryTree.write(state, inserter), RepositoryTree.write(tip, inserter)));
            last = state;
        }
        return steps;
    }

    /** Makes the commits, each followed by the branch; returns how many there were to make. */
    int follow(List<Step> steps, String message) {
        int made = 0;
        for (int i = 0; i < steps.size(); i++) {
            String part = steps.size() == 1 ? "" : " (part " + (i + 1) + " of " + steps.size() + ")";
            made += follow(steps.get(i), message + part);
        }
        return made;
    }

    /** A kill between the two refs leaves a commit that the next run finds to be made already. */
    private int follow(Step step, String message) {
        ObjectId here = repository.here();
        ObjectId tip = repository.tip();
        ObjectId mirror = here != null && repository.commit(here).getTree().equals(step.mirror)
                ? here
                : NewCommit.asTheyAreHere(step.mirror, parents(here), writer.author())
                        .in(repository);
        ObjectId was =
                tip == null ? Constants.EMPTY_TREE_ID : repository.commit(tip).getTree();
        boolean made = !was.equals(step.branch);
        if (made) {
            repository.tip(tip, commit(step.branch, parents(tip), message, mirror));
        }
        repository.here(mirror);
        return made ? 1 : 0;
    }

    private static List<ObjectId> parents(@Nullable ObjectId commit) {
        return commit == null ? List.of() : List.of(commit);
    }

    /** A commit of this run. */
    ObjectId commit(ObjectId tree, List<ObjectId> parents, String message, ObjectId mirror) {
        Machine machine = new Machine(writer.device(), writer.installation(), run.id(), "none");
        String footers = machine.footers() + MIRROR.getName() + ": " + mirror.name() + "\n";
        return new NewCommit(tree, parents, writer.author(), writer.clock().instant(), message + footers)
                .in(repository);
    }
}
