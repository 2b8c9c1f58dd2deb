package cc.chitty.sync.gitpush;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
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

    /** Everything in a commit's tree, links and submodules included, by path. */
    SortedMap<String, DirCacheEntry> entries(@Nullable ObjectId commit) {
        SortedMap<String, DirCacheEntry> entries = new TreeMap<>();
        if (commit == null) {
            return entries;
        }
        try (TreeWalk walk = new TreeWalk(repository.git())) {
            walk.addTree(repository.commit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                DirCacheEntry entry = new DirCacheEntry(walk.getRawPath());
                entry.setFileMode(walk.getFileMode(0));
                entry.setObjectId(walk.getObjectId(0));
                entries.put(walk.getPathString(), entry);
            }
            return entries;
        } catch (IOException e) {
            throw GitFailure.of("list the files of", repository.directory(), e);
        }
    }

    /** Stores a file as a blob. */
    ObjectId insert(Path file) throws IOException {
        try (ObjectInserter inserter = repository.git().newObjectInserter();
                InputStream content = Files.newInputStream(file)) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, Files.size(file), content);
            inserter.flush();
            return blob;
        }
    }
}
