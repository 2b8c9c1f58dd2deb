package cc.chitty.sync.gpusync.peer.ssh;

import java.nio.file.Path;
import java.util.List;

/**
 * What the ssh configuration says of a host.
 *
 * @param name as it was asked for
 * @param address host name or address to connect to
 * @param identities files of private keys, which need not exist
 * @param onlyIdentities whether the agent is asked for those keys alone
 * @param agent the agent's socket; empty: none
 * @param knownHosts files of host keys, the user's before the system's
 * @param keyAlias name under which its host key is looked up; empty: its address
 * @param jumps hosts to go through, in their order
 * @param proxyCommand program to go through; empty: none
 * @param compressed whether what is sent is compressed, where the server does that
 */
record SshHost(
        String name,
        String address,
        int port,
        String user,
        List<Path> identities,
        boolean onlyIdentities,
        String agent,
        List<Path> knownHosts,
        String keyAlias,
        List<String> jumps,
        String proxyCommand,
        boolean compressed) {

    static final int PORT = 22;

    SshHost {
        identities = List.copyOf(identities);
        knownHosts = List.copyOf(knownHosts);
        jumps = List.copyOf(jumps);
    }

    /** As known_hosts has it. */
    String keyName() {
        if (!keyAlias.isEmpty()) {
            return keyAlias;
        }
        return port == PORT ? address : "[" + address + "]:" + port;
    }

    /** For a person. */
    String shown() {
        return user + "@" + address + (port == PORT ? "" : ":" + port);
    }
}
