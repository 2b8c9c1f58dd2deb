package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Where and for whom the job works.
 *
 * @param home the user's home directory
 * @param environment of the user
 */
record DrivePlace(StateDirectory state, Path home, Map<String, String> environment, InstantSource clock) {

    DrivePlace {
        environment = Map.copyOf(environment);
    }

    private Path own() {
        return state.root().resolve("drive-sync");
    }

    /** What is kept of one remote beside its mirror. */
    Path own(RemoteSettings remote) {
        return own().resolve(remote.name());
    }

    /** Notes about processes. */
    Path running() {
        return own().resolve("running");
    }

    /** Where fetched files wait until they are complete. */
    Path staging(RemoteSettings remote) {
        return state.staging().resolve("drive-sync").resolve(remote.name());
    }

    Path mirror(RemoteSettings remote) {
        Path set = remote.mirror();
        return set == null ? state.root().resolve("mirrors").resolve(remote.name()) : set.normalize();
    }

    /** rclone's configuration where a person has set none. */
    Path usualConfig() {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path directory = base.isEmpty() ? home.resolve(".config") : Path.of(base);
        return directory.resolve("rclone").resolve("rclone.conf");
    }
}
