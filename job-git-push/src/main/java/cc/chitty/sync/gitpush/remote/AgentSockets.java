package cc.chitty.sync.gitpush.remote;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user's ssh agent.
 *
 * @param socket the one that the environment names
 */
record AgentSockets(String socket) implements ConnectorFactory {

    private static final ConnectorDescriptor DESCRIPTOR = new ConnectorDescriptor() {
        @Override
        public String getIdentityAgent() {
            return "SSH_AUTH_SOCK";
        }

        @Override
        public String getDisplayName() {
            return "Unix domain socket";
        }
    };

    @Override
    public Connector create(@Nullable String identityAgent, @Nullable File home) {
        boolean named = identityAgent != null && identityAgent.startsWith("/");
        return new AgentConnector(Path.of(named ? identityAgent : socket));
    }

    @Override
    public boolean isSupported() {
        return !socket.isEmpty();
    }

    @Override
    public String getName() {
        return "chittysync";
    }

    @Override
    public List<ConnectorDescriptor> getSupportedConnectors() {
        return List.of(DESCRIPTOR);
    }

    @Override
    public ConnectorDescriptor getDefaultConnector() {
        return DESCRIPTOR;
    }
}
