package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.internal.transport.sshd.OpenSshServerKeyDatabase;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** Lets a server be only who {@code known_hosts} says it is, whatever the user's ssh configuration allows. Writes nothing. */
final class HostKeys implements ServerKeyDatabase {

    private final ServerKeyDatabase known;
    private volatile @Nullable Failure refusal;

    HostKeys(List<Path> files) {
        this.known = new OpenSshServerKeyDatabase(false, files);
    }

    /** Why the last server was not accepted. */
    @Nullable Failure refusal() {
        return refusal;
    }

    @Override
    public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
        return known.lookup(address, remote, configuration);
    }

    @Override
    public boolean accept(
            String address,
            InetSocketAddress remote,
            PublicKey key,
            Configuration configuration,
            CredentialsProvider nobody) {
        List<PublicKey> keys = known.lookup(address, remote, configuration);
        boolean accepted = keys.stream().anyMatch(it -> KeyUtils.compareKeys(it, key));
        refusal = accepted ? null : refused(address, key, keys.isEmpty());
        return accepted;
    }

    private static Failure refused(String address, PublicKey key, boolean unknown) {
        String fingerprint = KeyUtils.getFingerPrint(key);
        return new Failure(
                FailureCategory.REFUSED,
                "connect to " + address,
                unknown
                        ? "its host key " + fingerprint + " is not in known_hosts"
                        : "its host key has CHANGED and is now " + fingerprint,
                unknown
                        ? "Compare the fingerprint with the one that its owner tells, then connect once with 'ssh'."
                        : "Somebody may be in between. Ask its owner; only then remove the old key with 'ssh-keygen -R'.");
    }
}
