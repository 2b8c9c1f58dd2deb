package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.mirror.RestorePlan.Delete;
import cc.chitty.sync.gitpush.mirror.RestorePlan.Kind;
import cc.chitty.sync.gitpush.mirror.RestorePlan.Write;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Compares a directory with a commit. */
final class RestorePlanning {

    private final OwnRepository repository;
    private final MirrorPlace place;
    private final MirrorRun run;
    private final List<Write> writes = new ArrayList<>();
    private final List<Delete> deletes = new ArrayList<>();
    private final List<String> unsaved = new ArrayList<>();
    private int unchanged;

    RestorePlanning(OwnRepository repository, MirrorPlace place, MirrorRun run) {
        this.repository = repository;
        this.place = place;
        this.run = run;
    }

    RestorePlan plan(String commit, Set<String> paths, Path into) {
        MirrorCommits commits = new MirrorCommits(repository);
        String found = commits.find(commit).name();
        SortedMap<String, DirCacheEntry> then =
                chosen(new RepositoryTree(repository).entries(commits.mirrorOf(commit)), paths);
        boolean there = Files.isDirectory(into, LinkOption.NOFOLLOW_LINKS);
        SortedMap<String, FileStamp> now =
                chosen(there ? Survey.ofAll(into, run).files() : new TreeMap<>(), paths);
        if (then.isEmpty() && now.isEmpty() && !paths.isEmpty()) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "restore " + String.join(", ", paths),
                    "commit " + commit + " has nothing there",
                    "'history' shows the commits that have it.");
        }
        compare(then, now, new Contents(repository, place, into));
        return new RestorePlan(found, into, writes, deletes, unchanged, unsaved);
    }

    private static <T> SortedMap<String, T> chosen(SortedMap<String, T> all, Set<String> paths) {
        SortedMap<String, T> chosen = new TreeMap<>(all);
        if (!paths.isEmpty()) {
            chosen.keySet().removeIf(path -> paths.stream().noneMatch(it -> isIn(path, it)));
        }
        return chosen;
    }

    private static boolean isIn(String path, String chosen) {
        return path.equals(chosen) || path.startsWith(chosen.endsWith("/") ? chosen : chosen + "/");
    }

    private void compare(SortedMap<String, DirCacheEntry> then, SortedMap<String, FileStamp> now, Contents contents) {
        try (ObjectReader reader = repository.git().newObjectReader()) {
            for (Map.Entry<String, DirCacheEntry> file : then.entrySet()) {
                run.requireGoingOn("plan the restore");
                write(file.getKey(), file.getValue(), now.get(file.getKey()), contents, reader);
            }
            for (Map.Entry<String, FileStamp> file : now.entrySet()) {
                if (!then.containsKey(file.getKey())) {
                    delete(file.getKey(), contents.of(file.getKey(), file.getValue()));
                }
            }
        } catch (IOException e) {
            throw GitFailure.of("read the files of a commit of", repository.directory(), e);
        }
    }

    private void write(String path, DirCacheEntry then, @Nullable FileStamp now, Contents contents, ObjectReader reader)
            throws IOException {
        Kind kind = kind(then.getFileMode());
        ObjectId there = now == null ? null : contents.of(path, now);
        if (now != null && then.getObjectId().equals(there) && kind == kind(now)) {
            unchanged++;
            return;
        }
        boolean saved = there == null || repository.objects().has(there);
        long size = new LargeFiles(repository).size(then.getObjectId(), reader);
        String blob = then.getObjectId().name();
        writes.add(new Write(path, kind, blob, size, there == null ? null : there.name(), saved));
        if (!saved) {
            unsaved.add(path);
        }
    }

    private void delete(String path, ObjectId there) {
        boolean saved = repository.objects().has(there);
        deletes.add(new Delete(path, there.name(), saved));
        if (!saved) {
            unsaved.add(path);
        }
    }

    private static Kind kind(FileMode mode) {
        return mode.equals(FileMode.SYMLINK)
                ? Kind.LINK
                : mode.equals(FileMode.EXECUTABLE_FILE) ? Kind.PROGRAM : Kind.FILE;
    }

    private static Kind kind(FileStamp stamp) {
        return stamp.isLink() ? Kind.LINK : stamp.isExecutable() ? Kind.PROGRAM : Kind.FILE;
    }
}
