package cc.chitty.sync.gitpush;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The files of commits. */
record RepositoryTree(OwnRepository repository) {

    /** Every ordinary file by its path; none where there is no commit. */
    SortedMap<String, ObjectId> files(@Nullable ObjectId commit) {
        SortedMap<String, ObjectId> files = new TreeMap<>();
        if (commit == null) {
            return files;
        }
        try (TreeWalk walk = new TreeWalk(repository.git())) {
            walk.addTree(repository.commit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB) {
                    files.put(walk.getPathString(), walk.getObjectId(0));
                }
            }
            return files;
        } catch (IOException e) {
            throw GitFailure.of("list the files of", repository.directory(), e);
        }
    }
}
