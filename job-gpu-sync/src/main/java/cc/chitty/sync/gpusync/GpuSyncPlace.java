package cc.chitty.sync.gpusync;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Where and for whom the job works.
 *
 * @param home the home directory of this side
 * @param device the id of this device
 * @param environment of who asks: {@code PATH}, {@code SSH_AUTH_SOCK}
 */
public record GpuSyncPlace(
        StateDirectory state, Path home, String device, Map<String, String> environment, Clock clock) {

    public GpuSyncPlace {
        environment = Map.copyOf(environment);
    }

    /** What is remembered of a peer. */
    Path directory(String peer) {
        return state.root().resolve("gpu-sync").resolve(peer);
    }
}
