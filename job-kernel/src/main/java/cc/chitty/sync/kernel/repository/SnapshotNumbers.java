package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names of snapshots tell of runs that the repository may have forgotten. */
final class SnapshotNumbers {

    /** Some jobs put a letter before the number. */
    private static final Pattern RUN = Pattern.compile("-[A-Za-z]?(\\d{1,15})$");

    private SnapshotNumbers() {}

    /**
     * The highest number of a run that left a snapshot; 0 where there is none.
     *
     * @param database the state directory's, beside which the snapshots are
     */
    static long highest(Path database) {
        Path snapshots = database.resolveSibling("snapshots");
        long highest = 0;
        if (Files.isDirectory(snapshots)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(snapshots)) {
                for (Path snapshot : all) {
                    highest = Math.max(highest, number(String.valueOf(snapshot.getFileName())));
                }
            } catch (IOException e) {
                throw StorageFailure.of("list", snapshots, e);
            }
        }
        return highest;
    }

    private static long number(String name) {
        Matcher run = RUN.matcher(name);
        return SnapshotId.isId(name) && run.find() ? Long.parseLong(run.group(1)) : 0;
    }
}
