package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a host be only who the files of known hosts say it is. Writes nothing. (SSHJ's own way mixes up negated patterns in a list,
 * accepts a revoked key that another line lists, and tells unknown and changed keys in the same words.)
 */
final class KnownHosts implements HostKeyVerifier {

    private final SshHost host;
    private final List<KnownKey> keys;
    private volatile @Nullable Failure refusal;
    private volatile @Nullable PublicKey accepted;

    private KnownHosts(SshHost host, List<KnownKey> keys) {
        this.host = host;
        this.keys = keys;
    }

    static KnownHosts of(SshHost host) {
        List<KnownKey> keys = new ArrayList<>();
        for (Path file : host.knownHosts()) {
            for (String line : lines(file)) {
                KnownKey key = KnownKey.parse(line);
                if (key != null && key.isOf(host.keyName())) {
                    keys.add(key);
                }
            }
        }
        return new KnownHosts(host, keys);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    /** Why the host was not accepted. */
    @Nullable Failure refusal() {
        return refusal;
    }

    /** The key that was accepted. */
    @Nullable PublicKey accepted() {
        return accepted;
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        List<KnownKey> same = keys.stream()
                .filter(it -> it.encoded().equals(KnownKey.encode(blob)))
                .toList();
        boolean revoked = same.stream().anyMatch(it -> it.marker().equals("@revoked"));
        boolean known = same.stream().anyMatch(it -> it.marker().isEmpty());
        if (known && !revoked) {
            accepted = key;
            return true;
        }
        boolean others = keys.stream().anyMatch(it -> it.marker().isEmpty());
        refusal = revoked ? revoked(blob) : others ? changed(blob) : unknown(blob);
        return false;
    }

    private Failure unknown(byte[] blob) {
        return refused(
                "its host key " + fingerprint(blob) + " is not in known_hosts",
                "Compare the fingerprint with the one that its owner tells, then connect once with 'ssh " + host.name()
                        + "'.");
    }

    private Failure changed(byte[] blob) {
        return refused(
                "its host key has CHANGED and is now " + fingerprint(blob),
                "Somebody may be in between. Ask its owner; only then remove the old key with 'ssh-keygen -R "
                        + host.keyName() + "'.");
    }

    private Failure revoked(byte[] blob) {
        return refused(
                "its host key " + fingerprint(blob) + " is revoked in known_hosts",
                "Do not use this host until its owner has given it a new key.");
    }

    private Failure refused(String seen, String remedy) {
        return new Failure(FailureCategory.REFUSED, "connect to " + host.shown(), seen, remedy);
    }

    /** The kinds of keys that are known, so that the host shows one of those. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return keys.stream()
                .filter(it -> it.marker().isEmpty())
                .map(KnownKey::type)
                .distinct()
                .flatMap(it -> it.equals("ssh-rsa") ? Stream.of("rsa-sha2-512", "rsa-sha2-256", it) : Stream.of(it))
                .toList();
    }

    private static String fingerprint(byte[] blob) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
