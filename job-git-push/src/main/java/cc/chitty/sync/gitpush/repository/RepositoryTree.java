package cc.chitty.sync.gitpush.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The files of commits. */
public record RepositoryTree(OwnRepository repository) {

    /** Every ordinary file by its path; none where there is no commit. */
    public SortedMap<String, ObjectId> files(@Nullable ObjectId commit) {
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
    public SortedMap<String, DirCacheEntry> entries(@Nullable ObjectId commit) {
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

    /** Writes a tree of these entries and nothing else. */
    public ObjectId write(SortedMap<String, DirCacheEntry> files) {
        try (ObjectInserter inserter = repository.git().newObjectInserter()) {
            ObjectId tree = write(files, inserter);
            inserter.flush();
            return tree;
        } catch (IOException e) {
            throw GitFailure.of("write a tree to", repository.directory(), e);
        }
    }

    /** The same with somebody's own inserter, which is not flushed. */
    public static ObjectId write(SortedMap<String, DirCacheEntry> files, ObjectInserter inserter) throws IOException {
        DirCache tree = DirCache.newInCore();
        DirCacheBuilder builder = tree.builder();
        files.values().forEach(builder::add);
        builder.finish();
        return tree.writeTree(inserter);
    }

    /** Stores a file as a blob. */
    public ObjectId insert(Path file) throws IOException {
        try (ObjectInserter inserter = repository.git().newObjectInserter();
                InputStream content = Files.newInputStream(file)) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, Files.size(file), content);
            inserter.flush();
            return blob;
        }
    }
}
