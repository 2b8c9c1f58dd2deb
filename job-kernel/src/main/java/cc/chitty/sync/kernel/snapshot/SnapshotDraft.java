package cc.chitty.sync.kernel.snapshot;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A snapshot in the making. It counts from {@link #finish} on; what is not finished is removed by a later prune. Not for several threads. */
public final class SnapshotDraft {

    private final Path root;
    private final Path directory;
    private final SnapshotId id;
    private final String job;
    private final String run;
    private final Map<Path, Kept> files = new TreeMap<>();

    SnapshotDraft(Path root, Path directory, SnapshotId id, String job, String run) {
        this.root = root;
        this.directory = directory;
        this.id = id;
        this.job = job;
        this.run = run;
    }

    /**
     * Keeps the content of a file, or that it is not there. It may be replaced or appended to afterwards, but not rewritten in place.
     *
     * @param path relative to the directory whose snapshots these are, mostly the state directory
     */
    public SnapshotDraft keep(Path path) {
        Kept kept = look(path, Kept.How.CONTENT);
        if (kept.how() == Kept.How.CONTENT) {
            store(path);
        }
        files.put(path, kept);
        return this;
    }

    /** Keeps only how long a file is; enough for one that is appended to and never rewritten. */
    public SnapshotDraft keepLength(Path path) {
        files.put(path, look(path, Kept.How.LENGTH));
        return this;
    }

    /** Makes it a snapshot: everything it holds is durable before its manifest is there. */
    public Snapshot finish() {
        Snapshot snapshot = new Snapshot(id, job, run, files.values().stream().toList());
        snapshot.write(directory.resolve(Snapshots.MANIFEST), directories(), Snapshots.parentOf(directory));
        return snapshot;
    }

    private Kept look(Path path, Kept.How how) {
        Snapshots.requireInside(root, Snapshots.parentOf(directory), path);
        Path file = root.resolve(path);
        try {
            if (Files.notExists(file)) {
                return new Kept(path, Kept.How.ABSENT, 0, "");
            }
            requireRegular(file);
            return new Kept(
                    path, how, Files.size(file), PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        } catch (IOException e) {
            throw StorageFailure.of("look at", file, e);
        }
    }

    private static void requireRegular(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Failure(
                    FailureCategory.REFUSED, "keep " + file, "it is not a readable file", "Move it out of the way.");
        }
    }

    /** A link is taken where it can be: at once and without space. A symbolic link is followed, or only the link would be kept. */
    private void store(Path path) {
        Path kept = Snapshots.keptFile(directory, path);
        PrivateDirectory.create(Snapshots.parentOf(kept));
        Path file = root.resolve(path);
        try {
            link(kept, file.toRealPath());
        } catch (IOException e) {
            throw StorageFailure.of("keep", file, e);
        }
    }

    private static void link(Path kept, Path real) throws IOException {
        try {
            Files.deleteIfExists(kept);
            Files.createLink(kept, real);
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system, or one without links: a copy has the same worth.
            DurableFile.replace(kept, out -> Files.copy(real, out));
        }
    }

    private Set<Path> directories() {
        Set<Path> directories = new TreeSet<>(Set.of(directory));
        for (Kept file : files.values()) {
            Path parent = Snapshots.parentOf(Snapshots.keptFile(directory, file.path()));
            for (;
                    file.how() == Kept.How.CONTENT && parent.startsWith(directory);
                    parent = Snapshots.parentOf(parent)) {
                directories.add(parent);
            }
        }
        return directories;
    }
}
