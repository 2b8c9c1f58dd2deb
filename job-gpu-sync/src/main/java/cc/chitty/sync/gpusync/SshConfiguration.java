package cc.chitty.sync.gpusync;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the settings say of a peer's connection, as a file that ssh understands: it goes before the user's own configuration,
 * which still tells the rest. So all that reaches the peer, our connection and rsync's, is told the same.
 */
record SshConfiguration(GpuSyncSettings.Peer peer, String host, Path home, boolean compressed) {

    private static final String SYSTEM = "/etc/ssh/ssh_config";

    /** The file, written where it is needed; null: the user's own configuration says everything. */
    @Nullable Path write(Path directory) {
        if (isNothing()) {
            return null;
        }
        PrivateDirectory.create(directory);
        Path file = directory.resolve("ssh_config");
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        if (!holds(file, text)) {
            DurableFile.replace(file, text);
        }
        return file;
    }

    private static boolean holds(Path file, byte[] text) {
        try {
            return Arrays.equals(Files.readAllBytes(file), text);
        } catch (IOException e) {
            return false; // it is not there, or writing it tells what is wrong
        }
    }

    private boolean isNothing() {
        return !compressed
                && peer.sshConfig()
                && peer.port() == null
                && peer.user() == null
                && peer.identity() == null
                && peer.knownHosts() == null;
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of("Host " + host));
        add(lines, "Port", peer.port());
        add(lines, "User", peer.user());
        add(lines, "Compression", compressed ? "yes" : null);
        Path identity = peer.identity();
        if (identity != null) {
            add(lines, "IdentityFile", quoted(identity));
            add(lines, "IdentitiesOnly", "yes");
        }
        Path known = peer.knownHosts();
        if (known != null) {
            add(lines, "UserKnownHostsFile", quoted(known));
            add(lines, "GlobalKnownHostsFile", "/dev/null");
        }
        if (peer.sshConfig()) {
            lines.add("Host *");
            add(lines, "Include", quoted(home.resolve(".ssh/config")));
            add(lines, "Include", SYSTEM);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, String keyword, @Nullable Object value) {
        if (value != null) {
            lines.add("    " + keyword + " " + value);
        }
    }

    private static String quoted(Path path) {
        return "\"" + path.toString().replace("%", "%%") + "\"";
    }
}
