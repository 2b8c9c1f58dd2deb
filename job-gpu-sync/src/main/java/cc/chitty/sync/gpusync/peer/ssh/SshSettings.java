package cc.chitty.sync.gpusync.peer.ssh;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a peer is reached.
 *
 * @param host as the user's ssh configuration names it, or a host name
 * @param home whose {@code .ssh} holds configuration, keys and known hosts
 * @param configuration file to use instead of the user's; null: the user's and the system's
 * @param agent path of the ssh agent's socket; empty: none
 * @param connecting how long connecting and logging in may take
 * @param quiet how long the peer may be silent while it should answer
 */
public record SshSettings(
        String host, Path home, @Nullable Path configuration, String agent, Duration connecting, Duration quiet) {

    public static final Duration CONNECTING = Duration.ofSeconds(20);
    public static final Duration QUIET = Duration.ofMinutes(2);

    /** With the user's own configuration, 20 s for connecting and 2 min of silence. */
    public static SshSettings of(String host, Path home, @Nullable String agent) {
        return new SshSettings(host, home, null, agent == null ? "" : agent, CONNECTING, QUIET);
    }

    SshSettings to(String other) {
        return new SshSettings(other, home, configuration, agent, connecting, quiet);
    }
}
