package cc.chitty.sync.gpusync.peer.ssh;

import java.util.List;
import java.util.Map;

/**
 * How a program that speaks ssh itself reaches the same peer by the same configuration, host key and identity as we do.
 *
 * @param host as the configuration names it
 * @param command the program and its options; it asks nobody and trusts known hosts alone
 * @param environment variables that it needs
 */
public record SshRoute(String host, List<String> command, Map<String, String> environment) {

    public SshRoute {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** An endpoint that can be reached so. */
    public interface Reachable {
        SshRoute route();

        /** Begins to connect by it, so that a program which is started a little later need not wait for that. */
        void openRoute();
    }
}
