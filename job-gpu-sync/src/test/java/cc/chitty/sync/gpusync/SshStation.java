package cc.chitty.sync.gpusync;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The homes of a laptop and of a peer behind a real OpenSSH server on the loopback, each with a workspace {@code ~/code}. */
final class SshStation implements AutoCloseable {

    /** A sync of the workspace alone. */
    static final SyncOptions WORKSPACE =
            new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), SyncOptions.How.USUAL, false, "", false);

    private final SshServer server;
    private final Path ours;
    private final Path theirs;

    /** @param options more lines of the server's configuration */
    SshStation(Path directory, String... options) throws IOException {
        assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        server = new SshServer(Files.createDirectories(directory.resolve("ssh")), options);
        ours = Files.createDirectories(server.home().resolve("code"));
        theirs = Files.createDirectories(server.remoteHome().resolve("code"));
    }

    /** One that finds all programs of this machine but these, by links in {@code programs}. */
    static SshStation without(Path directory, String... names) throws IOException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/usr/bin"))) {
            for (Path program : all) {
                Files.createSymbolicLink(programs.resolve(program.getFileName()), program);
            }
        }
        for (String name : names) {
            Files.deleteIfExists(programs.resolve(name));
        }
        return new SshStation(
                directory, "SetEnv HOME=" + directory.resolve("ssh/remote") + " SHLVL=2 PATH=" + programs);
    }

    SshServer server() {
        return server;
    }

    Path home() {
        return server.home();
    }

    Path ours() {
        return ours;
    }

    Path theirs() {
        return theirs;
    }

    /** With which a laptop reaches the peer at this port, which may be a proxy's. */
    Map<String, Object> settings(int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("peers[0].name", "ws");
        settings.put("peers[0].host", "127.0.0.1");
        settings.put("peers[0].port", port);
        settings.put("peers[0].identity", server.key());
        settings.put("peers[0].known-hosts", server.knownHosts());
        settings.put("peers[0].ssh-config", false);
        settings.put("workspaces[0].path", "~/code");
        return settings;
    }

    @Override
    public void close() {
        server.close();
    }
}
