package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.remote.Deadline;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.JGitRemote;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.gitpush.repository.OwnGit;
import cc.chitty.sync.kernel.secret.SecretRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A bare repository on disk that stands for GitHub, and a person who works on it with a tool of their own. */
public final class TestRemote implements AutoCloseable {

    public static final String BRANCH = "refs/heads/main";

    public final Path directory;
    public final FileRepository git;

    public TestRemote(Path directory) throws IOException {
        OwnGit.isolate();
        this.directory = directory;
        this.git = new FileRepository(directory.toFile());
        git.create(true);
        git.getConfig().setBoolean("http", null, "receivepack", true);
        git.getConfig()
                .setBoolean("receive", null, "autogc", false); // else the remote's size is not that of the pushes
        git.getConfig().save();
    }

    /** A connection to it by its path. */
    public GitRemote connection() {
        return connection(directory.toString(), transport -> {});
    }

    public static GitRemote connection(String url, JGitRemote.Connecting connecting) {
        return new JGitRemote(
                RemoteAddress.of(url),
                "main",
                connecting,
                new Deadline(Duration.ofSeconds(60)),
                SecretRules.standard());
    }

    public @Nullable ObjectId tip() {
        try {
            return git.resolve(BRANCH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SortedMap<String, String> files() {
        ObjectId tip = tip();
        return tip == null ? new TreeMap<>() : files(tip);
    }

    public SortedMap<String, String> files(ObjectId commit) {
        SortedMap<String, String> files = new TreeMap<>();
        try (RevWalk commits = new RevWalk(git);
                TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(commits.parseCommit(commit).getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] content = git.open(walk.getObjectId(0)).getBytes();
                files.put(walk.getPathString(), new String(content, StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A person's commit on the tip. */
    public ObjectId edit(Instant at, UnaryOperator<SortedMap<String, String>> change) {
        ObjectId tip = tip();
        List<ObjectId> parents = tip == null ? List.of() : List.of(tip);
        return move(commit(at, parents, change.apply(files())));
    }

    public ObjectId commit(Instant at, List<ObjectId> parents, Map<String, String> files) {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            DirCache tree = DirCache.newInCore();
            DirCacheBuilder builder = tree.builder();
            for (Map.Entry<String, String> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.writeTree(inserter));
            commit.setParentIds(parents);
            commit.setAuthor(new Author("Pat", "pat@example.org").at(at));
            commit.setCommitter(new Author("Pat", "pat@example.org").at(at));
            commit.setMessage("Edit the todos by hand");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the branch, with force. */
    public ObjectId move(ObjectId commit) {
        try {
            RefUpdate update = git.updateRef(BRANCH);
            update.setNewObjectId(commit);
            update.setForceUpdate(true);
            update.update();
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void deleteBranch() throws IOException {
        RefUpdate update = git.updateRef(BRANCH);
        update.setForceUpdate(true);
        update.delete();
    }

    @Override
    public void close() {
        git.close();
    }
}
