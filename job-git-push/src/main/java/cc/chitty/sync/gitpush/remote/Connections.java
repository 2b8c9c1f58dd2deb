package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.run.Failure;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** Prepares transports: credentials for HTTP; keys, agent and host keys for SSH; git for a path; a proxy; a timeout. */
public final class Connections implements JGitRemote.Connecting {

    private final RemoteAddress address;
    private final Credentials credentials;
    private final @Nullable HttpProxy proxy;
    private final Duration timeout;
    private final HostKeys hostKeys;
    private final SshdSessionFactory ssh;

    /**
     * How SSH proves who it is.
     *
     * @param home whose {@code .ssh} holds configuration, keys and {@code known_hosts}
     * @param key the only one to use besides the agent's; null for the usual ones
     * @param agent path of the agent's socket; empty for none
     */
    public record SshPlace(Path home, @Nullable Path key, String agent) {}

    public Connections(
            RemoteAddress address, Credentials credentials, SshPlace ssh, @Nullable HttpProxy proxy, Duration timeout) {
        this.address = address;
        this.credentials = credentials;
        this.proxy = proxy;
        this.timeout = timeout;
        Path directory = ssh.home().resolve(".ssh");
        this.hostKeys = new HostKeys(List.of(directory.resolve("known_hosts"), directory.resolve("known_hosts2")));
        this.ssh = sessions(ssh, directory.toFile());
    }

    private SshdSessionFactory sessions(SshPlace place, File directory) {
        SshdSessionFactoryBuilder builder = new SshdSessionFactoryBuilder()
                .setHomeDirectory(place.home().toFile())
                .setSshDirectory(directory)
                .setPreferredAuthentications("publickey")
                .setServerKeyDatabase((home, ssh) -> hostKeys)
                .setConnectorFactory(place.agent().isEmpty() ? null : new AgentSockets(place.agent()));
        Path key = place.key();
        if (key != null) {
            builder.setDefaultIdentities(ssh -> {
                Credentials.requirePrivate(key);
                return List.of(key);
            });
        }
        return builder.build(null);
    }

    @Override
    public void prepare(Transport transport) {
        transport.setTimeout(Math.toIntExact(timeout.toSeconds()));
        if (address.isPath()) {
            new LocalGit(credentials.environment()).receiving().ifPresent(transport::setOptionReceivePack);
        }
        if (transport instanceof SshTransport secure) {
            secure.setSshSessionFactory(ssh);
        }
        if (transport instanceof TransportHttp http) {
            UsernamePasswordCredentialsProvider token = credentials.of(address);
            if (token != null) {
                http.setCredentialsProvider(token);
            }
            if (proxy != null) {
                http.setHttpConnectionFactory(proxy);
            }
        }
    }

    @Override
    public @Nullable Failure refusal() {
        return hostKeys.refusal();
    }
}
