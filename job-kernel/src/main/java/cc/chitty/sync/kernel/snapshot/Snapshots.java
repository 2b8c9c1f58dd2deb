package cc.chitty.sync.kernel.snapshot;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The snapshots of a directory's files, mostly of the state directory. Only for who holds the lock of the state directory. */
public final class Snapshots {

    static final String MANIFEST = "manifest.properties";

    private static final Duration ORPHAN_AGE = Duration.ofHours(1);

    private final Path root;
    private final Path home;

    public Snapshots(StateDirectory state) {
        this(state.root(), state.snapshots());
    }

    /**
     * Snapshots of files elsewhere.
     *
     * @param root what the files' paths are relative to
     * @param home a directory for the snapshots alone; made with the first of them
     */
    public Snapshots(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    /**
     * Begins a snapshot; to be finished before the first of its files is replaced.
     *
     * @param job lower-case letters and hyphens
     * @param run letters and digits
     */
    public SnapshotDraft begin(String job, String run, Instant now) {
        SnapshotId id = SnapshotId.of(now, job, run);
        Path directory = directory(id);
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure(FailureCategory.DEFECT, "begin snapshot " + id, "it exists", "Start again.");
        }
        PrivateDirectory.create(directory);
        return new SnapshotDraft(root, directory, id, job, run);
    }

    /** The complete snapshots, oldest first. */
    public List<SnapshotId> ids() {
        List<SnapshotId> ids = new ArrayList<>(all());
        ids.removeIf(id -> !isComplete(id));
        return ids;
    }

    /** All complete snapshots with their files, oldest first. */
    public List<Snapshot> list() {
        return ids().stream().map(this::read).toList();
    }

    /**
     * One snapshot.
     *
     * @throws Failure USAGE if there is none of that id, DAMAGED if its manifest makes no sense
     */
    public Snapshot read(SnapshotId id) {
        return Snapshot.read(id, directory(id).resolve(MANIFEST));
    }

    /**
     * Makes the files what they were. What is there now is kept first, in a snapshot of its own, which is returned; so a restore can be taken
     * back, and one that was killed can be repeated. Each file is replaced durably by a copy, never by a link: a live file may be appended to.
     *
     * @throws Failure DAMAGED, before anything is replaced, if a kept file is shorter than it was
     */
    public Snapshot restore(SnapshotId id, String run, Instant now) {
        return restore(id, filesOf(read(id)), run, now);
    }

    /**
     * Makes the files what they were when that snapshot was taken, also those that it does not hold since its run left them alone: they are
     * in the snapshot of whichever run replaced them first since then. Else as {@link #restore(SnapshotId, String, Instant)}.
     *
     * @param jobs whose files; those that only other jobs replaced stay
     */
    public Snapshot restoreSince(SnapshotId id, Set<String> jobs, String run, Instant now) {
        read(id);
        Map<Path, Restoration.Wanted> earliest = new TreeMap<>();
        Set<Path> theirs = new HashSet<>();
        for (SnapshotId later : ids()) {
            if (later.compareTo(id) >= 0) {
                Snapshot snapshot = read(later);
                filesOf(snapshot)
                        .forEach(file -> earliest.putIfAbsent(file.kept().path(), file));
                if (later.equals(id) || jobs.contains(snapshot.job())) {
                    snapshot.files().forEach(file -> theirs.add(file.path()));
                }
            }
        }
        earliest.keySet().retainAll(theirs);
        return restore(id, List.copyOf(earliest.values()), run, now);
    }

    private List<Restoration.Wanted> filesOf(Snapshot snapshot) {
        Path directory = directory(snapshot.id());
        return snapshot.files().stream()
                .map(file -> new Restoration.Wanted(file, directory))
                .toList();
    }

    private Snapshot restore(SnapshotId id, List<Restoration.Wanted> files, String run, Instant now) {
        Restoration restoration = new Restoration(root, id, files);
        restoration.requireComplete();
        SnapshotDraft draft = begin("restore", run, now);
        files.forEach(file -> draft.keep(file.kept().path()));
        Snapshot before = draft.finish();
        restoration.run();
        return before;
    }

    /** The kept content of a file; may be longer than it was, see {@link Kept#size}. */
    public Path file(SnapshotId id, Path path) {
        return keptFile(directory(id), path);
    }

    /** How many bytes a snapshot holds; a hard link counts as if it were a copy. */
    public long bytes(SnapshotId id) {
        return SnapshotTree.size(directory(id));
    }

    /** Removes what is too much or too old, and what killed runs left more than an hour ago. Returns the snapshots removed, oldest first. */
    public List<SnapshotId> prune(Retention retention, Instant now) {
        List<SnapshotId> orphans =
                all().stream().filter(id -> isOrphan(id, now)).toList();
        List<SnapshotId> superfluous = superfluous(retention, now);
        delete(orphans);
        delete(superfluous);
        return superfluous;
    }

    /** What {@link #prune} would remove now. From the newest on, the first that does not fit ends what is kept: there are no gaps. */
    public List<SnapshotId> superfluous(Retention retention, Instant now) {
        List<SnapshotId> ids = ids();
        int newest = ids.size() - 1;
        long bytes = 0;
        for (int i = newest; i >= 0; i--) {
            bytes += SnapshotTree.size(directory(ids.get(i)));
            boolean fits = newest - i < retention.count()
                    && bytes <= retention.bytes()
                    && !ids.get(i).instant().isBefore(now.minus(retention.age()));
            if (i < newest && !fits) {
                return List.copyOf(ids.subList(0, i + 1));
            }
        }
        return List.of();
    }

    /** Direct children of the snapshots' directory that are directories and have a snapshot's name; nothing else is ever touched. */
    private List<SnapshotId> all() {
        List<SnapshotId> ids = new ArrayList<>();
        if (Files.notExists(home)) {
            return ids;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(home)) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (SnapshotId.isId(name) && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    ids.add(new SnapshotId(name));
                }
            }
        } catch (IOException e) {
            throw StorageFailure.of("list", home, e);
        }
        Collections.sort(ids);
        return ids;
    }

    private boolean isComplete(SnapshotId id) {
        return Files.isRegularFile(directory(id).resolve(MANIFEST), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isOrphan(SnapshotId id, Instant now) {
        return !isComplete(id) && id.instant().isBefore(now.minus(ORPHAN_AGE));
    }

    /** The manifest goes first: a snapshot that is half deleted is none. */
    private void delete(List<SnapshotId> ids) {
        List<Path> directories = ids.stream().map(this::directory).toList();
        try {
            for (Path directory : directories) {
                Files.deleteIfExists(directory.resolve(MANIFEST));
            }
            DurableFile.syncAll(directories);
            for (Path directory : directories) {
                DirectoryTree.delete(directory);
            }
        } catch (IOException e) {
            throw StorageFailure.of("delete snapshots in", home, e);
        }
    }

    private Path directory(SnapshotId id) {
        return home.resolve(id.text());
    }

    static Path keptFile(Path directory, Path path) {
        return directory.resolve("files").resolve(path);
    }

    static Path parentOf(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("nothing is above " + path);
        }
        return parent;
    }

    /** What is kept must not be among what is kept. */
    static void requireInside(Path root, Path home, Path path) {
        if (!isInside(path) || root.resolve(path).startsWith(home)) {
            throw new IllegalArgumentException("not a path that can be kept: " + path);
        }
    }

    static boolean isInside(Path path) {
        return !path.isAbsolute()
                && path.normalize().equals(path)
                && !path.toString().isEmpty()
                && !path.startsWith("..");
    }
}
