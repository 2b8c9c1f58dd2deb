package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.view.KeptConflicts;
import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.NewCommit;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Builds trees and commits out of the state directory. Whatever else the remote's tree holds is kept as it is. */
final class Commits {

    private final OwnRepository repository;
    private final StateDirectory state;
    private final FileBlobs blobs;
    private final long largest;

    Commits(OwnRepository repository, StateDirectory state, FileBlobs blobs, long largest) {
        this.repository = repository;
        this.state = state;
        this.blobs = blobs;
        this.largest = largest;
    }

    /** The tree that should follow that commit. */
    ObjectId tree(@Nullable ObjectId commit) {
        try (ObjectInserter inserter = repository.git().newObjectInserter()) {
            SortedMap<String, ObjectId> remote = new RepositoryTree(repository).files(commit);
            SortedMap<String, ObjectId> ours = new TreeMap<>();
            ours.put(Layout.ATTRIBUTES, text(inserter, "* -text\n"));
            ours.put(Layout.FORMAT_FILE, text(inserter, Layout.FORMAT + "\n"));
            for (Path file : files()) {
                String path = state.relative(file).toString();
                ObjectId blob = blobs.of(file);
                if (blob != null) {
                    ours.put(path, blob.equals(remote.get(path)) ? blob : insert(inserter, file, path));
                }
            }
            ObjectId attributes = remote.get(Layout.ATTRIBUTES);
            if (attributes != null) {
                ours.put(Layout.ATTRIBUTES, attributes); // somebody may have added to them
            }
            ObjectId tree = write(inserter, commit, ours);
            inserter.flush();
            return tree;
        } catch (IOException e) {
            throw GitFailure.of("write a tree to", repository.directory(), e);
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            for (Path journal : JournalSet.files(state.devices())) {
                files.add(journal);
            }
            files.addAll(added(state.lifecycle()));
            files.addAll(added(KeptConflicts.directory(state.root())));
        } catch (IOException e) {
            throw StorageFailure.of("list", state.root(), e);
        }
        files.addAll(List.of(state.todosView(), state.projectsView(), state.conflictsView()));
        return files;
    }

    private List<Path> added(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(directory, 2)) {
            return below.filter(file -> Layout.addedToBy(state.relative(file).toString()) != null)
                    .sorted()
                    .toList();
        }
    }

    private ObjectId insert(ObjectInserter inserter, Path file, String path) throws IOException {
        long size = Files.size(file);
        if (largest > 0 && size >= largest) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "commit " + path,
                    "it has " + size + " bytes, and the remote takes files of less than " + largest,
                    "Nothing was committed. If the remote takes more, set chittysync.git-push.largest-file.");
        }
        try (InputStream content = Files.newInputStream(file)) {
            return inserter.insert(Constants.OBJ_BLOB, size, content);
        }
    }

    private static ObjectId text(ObjectInserter inserter, String text) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectId write(ObjectInserter inserter, @Nullable ObjectId commit, SortedMap<String, ObjectId> ours)
            throws IOException {
        DirCache tree = DirCache.newInCore();
        DirCacheBuilder builder = tree.builder();
        if (commit != null) {
            keepOthers(commit, ours, builder);
        }
        ours.forEach((path, blob) -> {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(blob);
            builder.add(entry);
        });
        builder.finish();
        return tree.writeTree(inserter);
    }

    private void keepOthers(ObjectId commit, SortedMap<String, ObjectId> ours, DirCacheBuilder builder)
            throws IOException {
        try (TreeWalk walk = new TreeWalk(repository.git())) {
            walk.addTree(repository.commit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                if (!ours.containsKey(walk.getPathString())) {
                    DirCacheEntry entry = new DirCacheEntry(walk.getRawPath());
                    entry.setFileMode(walk.getFileMode(0));
                    entry.setObjectId(walk.getObjectId(0));
                    builder.add(entry);
                }
            }
        }
    }

    ObjectId commit(ObjectId tree, List<ObjectId> parents, Author author, String message, Instant now) {
        return new NewCommit(tree, parents, author, now, message).in(repository);
    }
}
