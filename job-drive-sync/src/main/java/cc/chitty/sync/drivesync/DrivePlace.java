package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where and for whom the job works.
 *
 * @param home the user's home directory
 * @param environment of the user
 * @param device the id of this device
 */
record DrivePlace(
        StateDirectory state, Path home, Map<String, String> environment, String device, InstantSource clock) {

    private static final String LAST = "last-remote";

    DrivePlace {
        environment = Map.copyOf(environment);
    }

    static Path own(StateDirectory state) {
        return state.root().resolve("drive-sync");
    }

    private Path own() {
        return own(state);
    }

    /** Where the snapshots are of the remote that has this directory. */
    static Path snapshots(Path own) {
        return own.resolve("snapshots");
    }

    /** What is kept of one remote beside its mirror. */
    Path own(RemoteSettings remote) {
        return own().resolve(remote.name());
    }

    /** The remote that a run was begun for last: only its run can be resumed by the next one for it. */
    Optional<String> lastRemote() {
        Path file = own().resolve(LAST);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    void lastRemote(RemoteSettings remote) {
        PrivateDirectory.create(own());
        DurableFile.replace(own().resolve(LAST), (remote.name() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Notes about processes. */
    Path running() {
        return own().resolve("running");
    }

    /** Where fetched files wait until they are complete. */
    Path staging(RemoteSettings remote) {
        return own(remote).resolve("staging");
    }

    Path mirror(RemoteSettings remote) {
        Path set = remote.mirror();
        return set == null ? mirrors(state).resolve(remote.name()) : set.normalize();
    }

    /** Where mirrors are for which nobody has set another place. */
    static Path mirrors(StateDirectory state) {
        return state.root().resolve("mirrors");
    }

    /** rclone's configuration where a person has set none. */
    Path usualConfig() {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = base.isEmpty() ? home.resolve(".config") : Path.of(base);
        return directory.resolve("rclone").resolve("rclone.conf");
    }
}
