package cc.chitty.sync.gitpush.repository;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Whether a repository can be read. */
record Soundness(FileRepository git, Depth depth) {

    /** Whether those refs that are there lead to commits whose files can all be read. */
    boolean of(String... refs) {
        Set<ObjectId> trees = new HashSet<>();
        try (RevWalk walk = new RevWalk(git)) {
            for (String name : refs) {
                ObjectId id = git.resolve(name);
                RevTree tree = id == null ? null : walk.parseCommit(id).getTree();
                if (tree != null && trees.add(tree)) {
                    readable(tree);
                }
            }
            return true;
        } catch (IOException e) {
            return false; // which of its ways to be damaged does not matter: it is made anew
        }
    }

    /** Reads the head of each file's object; a power cut leaves empty ones. */
    private void readable(RevTree tree) throws IOException {
        try (ObjectReader reader = git.newObjectReader();
                TreeWalk files = new TreeWalk(git)) {
            files.addTree(tree);
            files.setRecursive(true);
            while (files.next()) {
                ObjectId file = files.getObjectId(0);
                if (depth == Depth.FILES) {
                    reader.getObjectSize(file, ObjectReader.OBJ_ANY);
                } else if (!reader.has(file)) {
                    throw new MissingObjectException(file, Constants.OBJ_BLOB);
                }
            }
        }
    }
}
