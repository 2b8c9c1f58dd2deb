package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.StateDirectory;
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
        return last().text().map(String::strip);
    }

    void lastRemote(RemoteSettings remote) {
        last().replace(remote.name() + "\n");
    }

    private NoteFile last() {
        return new NoteFile(own().resolve(LAST));
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
