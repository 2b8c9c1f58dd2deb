package cc.chitty.sync.gitpush;

import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Whether a repository can be read. */
record Soundness(FileRepository git) {

    /** Whether those refs that are there lead to commits whose files can all be read. */
    boolean of(String... refs) {
        try (RevWalk walk = new RevWalk(git)) {
            for (String name : refs) {
                ObjectId id = git.resolve(name);
                if (id != null) {
                    readable(walk.parseCommit(id));
                }
            }
            return true;
        } catch (IOException e) {
            return false; // which of its ways to be damaged does not matter: it is made anew
        }
    }

    /** Reads the head of each file's object; a power cut leaves empty ones. */
    private void readable(RevCommit commit) throws IOException {
        try (ObjectReader reader = git.newObjectReader();
                TreeWalk files = new TreeWalk(git)) {
            files.addTree(commit.getTree());
            files.setRecursive(true);
            while (files.next()) {
                reader.getObjectSize(files.getObjectId(0), ObjectReader.OBJ_ANY);
            }
        }
    }
}
