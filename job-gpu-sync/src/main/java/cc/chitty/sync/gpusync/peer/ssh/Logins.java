package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** The ways to log in at a host, best first, and what stood in the way of others. */
final class Logins {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private final SshHost host;
    private final List<AuthMethod> methods = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Logins(SshHost host) {
        this.host = host;
    }

    /** Keys that the agent holds come first, those of the configuration before others: servers count attempts. */
    static Logins of(SshHost host, SSHClient client) {
        Logins logins = new Logins(host);
        List<AgentKey> held = logins.agentKeys();
        List<String> named = host.identities().stream().map(Logins::publicPart).toList();
        held.stream().filter(key -> isOneOf(named, key)).forEach(logins::add);
        host.identities().stream()
                .filter(Files::isRegularFile)
                .filter(it -> held.stream().noneMatch(key -> key.encoded().equals(publicPart(it))))
                .forEach(it -> logins.add(client, it));
        if (!host.onlyIdentities()) {
            held.stream().filter(key -> !isOneOf(named, key)).forEach(logins::add);
        }
        return logins;
    }

    List<AuthMethod> methods() {
        return methods;
    }

    /** Why keys were not tried or could not be used. */
    List<String> remarks() {
        return remarks;
    }

    private static boolean isOneOf(List<String> keys, AgentKey key) {
        return keys.contains(key.encoded());
    }

    private List<AgentKey> agentKeys() {
        if (host.agent().isEmpty()) {
            return List.of();
        }
        try {
            return AgentKey.all(Path.of(host.agent()));
        } catch (IOException e) {
            remarks.add("the ssh agent at " + host.agent() + " does not answer");
            return List.of();
        }
    }

    private void add(AgentKey key) {
        methods.add(new AgentLogin(key));
    }

    private void add(SSHClient client, Path file) {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                remarks.add("others can read the key " + file + " (run 'chmod 600 " + file + "')");
                return;
            }
            methods.add(new AuthPublickey(client.loadKeys(file.toString(), new NoPassword(file))));
        } catch (IOException e) {
            remarks.add("the key " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** The public part that lies beside a private key; empty where there is none. */
    private static String publicPart(Path file) {
        try {
            String[] fields = Files.readString(Path.of(file + ".pub"), StandardCharsets.UTF_8)
                    .split("\\s+", -1);
            return fields.length < 2 ? "" : fields[1];
        } catch (IOException e) {
            return "";
        }
    }

    /** Nobody is there to be asked. */
    private final class NoPassword implements PasswordFinder {

        private final Path file;

        NoPassword(Path file) {
            this.file = file;
        }

        @Override
        public char[] reqPassword(Resource<?> resource) {
            String remark = "the key " + file + " is encrypted (run 'ssh-add " + file + "')";
            if (!remarks.contains(remark)) {
                remarks.add(remark);
            }
            return new char[0];
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
