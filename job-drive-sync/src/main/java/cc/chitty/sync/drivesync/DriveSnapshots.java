package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The snapshots of all mirrors, for who only lists them: also those of remotes that are no more in the settings. */
public final class DriveSnapshots {

    private DriveSnapshots() {}

    /** One for each remote that has any. */
    public static List<Snapshots> in(StateDirectory state) {
        Path own = DrivePlace.own(state);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> remotes = Files.list(own)) {
            return remotes.map(DrivePlace::snapshots)
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(home -> new Snapshots(state.root(), home))
                    .toList();
        } catch (IOException e) {
            throw StorageFailure.of("list", own, e);
        }
    }
}
