package cc.chitty.sync.kernel.snapshot;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.Staged;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts kept files back: first all copies are written, then all files are replaced, then those that were not there go. */
final class Restoration {

    /**
     * A file to put back.
     *
     * @param directory of the snapshot that keeps it
     */
    record Wanted(Kept kept, Path directory) {

        boolean isAbsent() {
            return kept.how() == Kept.How.ABSENT;
        }
    }

    private final Path root;
    private final SnapshotId id;
    private final List<Wanted> files;

    Restoration(Path root, SnapshotId id, List<Wanted> files) {
        this.root = root;
        this.id = id;
        this.files = files;
    }

    void requireComplete() {
        for (Wanted file : files) {
            Path source = source(file);
            if (!file.isAbsent() && sizeOf(source) < file.kept().size()) {
                String seen = source + " is shorter than " + file.kept().size() + " bytes";
                String remedy = "Nothing was changed. Use another snapshot.";
                throw new Failure(FailureCategory.DAMAGED, "restore " + id, seen, remedy);
            }
        }
    }

    void run() {
        List<Staged> copies = new ArrayList<>();
        try {
            files.stream().filter(file -> !file.isAbsent()).forEach(file -> copies.add(copy(file)));
            DurableFile.publish(copies);
        } finally {
            copies.forEach(Staged::close);
        }
        files.stream().filter(Wanted::isAbsent).forEach(this::remove);
    }

    /** What of a file only the length was kept of is still in the file itself. */
    private Path source(Wanted file) {
        Path path = file.kept().path();
        return file.kept().how() == Kept.How.LENGTH ? root.resolve(path) : Snapshots.keptFile(file.directory(), path);
    }

    private Staged copy(Wanted file) {
        Kept kept = file.kept();
        Path target = root.resolve(kept.path());
        PrivateDirectory.create(Snapshots.parentOf(target));
        Staged staged = DurableFile.staged(target, out -> copy(source(file), kept.size(), out));
        try {
            Files.setPosixFilePermissions(staged.temporary(), kept.permissions());
            return staged;
        } catch (IOException e) {
            staged.close();
            throw StorageFailure.of("set the mode of", staged.temporary(), e);
        }
    }

    /** A kept link may have grown since, if the live file was appended to before it was replaced; its beginning is what was kept. */
    private static void copy(Path source, long size, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(source)) {
            for (long left = size; left > 0; ) {
                int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new IOException(source + " ends " + left + " bytes too early");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private void remove(Wanted file) {
        Path target = root.resolve(file.kept().path());
        try {
            if (Files.deleteIfExists(target)) {
                DurableFile.sync(Snapshots.parentOf(target));
            }
        } catch (IOException e) {
            throw StorageFailure.of("delete", target, e);
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            throw StorageFailure.of("measure", file, e);
        }
    }
}
