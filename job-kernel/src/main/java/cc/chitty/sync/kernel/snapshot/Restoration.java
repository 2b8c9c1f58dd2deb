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

/** Puts the files of one snapshot back: first all copies are written, then all files are replaced, then those that were not there go. */
final class Restoration {

    private final Path root;
    private final Path directory;
    private final Snapshot snapshot;

    Restoration(Path root, Path directory, Snapshot snapshot) {
        this.root = root;
        this.directory = directory;
        this.snapshot = snapshot;
    }

    void requireComplete() {
        for (Kept file : snapshot.files()) {
            Path source = source(file);
            if (file.how() != Kept.How.ABSENT && sizeOf(source) < file.size()) {
                String seen = source + " is shorter than " + file.size() + " bytes";
                String remedy = "Nothing was changed. Use another snapshot.";
                throw new Failure(FailureCategory.DAMAGED, "restore " + snapshot.id(), seen, remedy);
            }
        }
    }

    void run() {
        List<Staged> copies = new ArrayList<>();
        try {
            snapshot.files().stream()
                    .filter(file -> file.how() != Kept.How.ABSENT)
                    .forEach(file -> copies.add(copy(file)));
            DurableFile.publish(copies);
        } finally {
            copies.forEach(Staged::close);
        }
        snapshot.files().stream().filter(file -> file.how() == Kept.How.ABSENT).forEach(this::remove);
    }

    /** What of a file only the length was kept of is still in the file itself. */
    private Path source(Kept file) {
        return file.how() == Kept.How.LENGTH ? root.resolve(file.path()) : Snapshots.keptFile(directory, file.path());
    }

    private Staged copy(Kept file) {
        Path target = root.resolve(file.path());
        PrivateDirectory.create(Snapshots.parentOf(target));
        Staged staged = DurableFile.staged(target, out -> copy(source(file), file.size(), out));
        try {
            Files.setPosixFilePermissions(staged.temporary(), file.permissions());
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

    private void remove(Kept file) {
        Path target = root.resolve(file.path());
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
