package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.fixture.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code rclone serve} on the loopback; ended with the test. */
final class ServedRemote implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("(?:started|listening) on \\[?(?:http://)?127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    private ServedRemote(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Serves a directory by {@code webdav} or {@code sftp}, at a port that the system chooses: one chosen before may be taken. */
    static ServedRemote start(String protocol, Path served, Path log, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "rclone",
                "--config",
                log.resolveSibling("served.conf").toString(),
                "serve",
                protocol,
                served.toString(),
                "--addr",
                "127.0.0.1:0"));
        command.addAll(List.of(more));
        Process process = Programs.start(command, log, log);
        Programs.await(protocol + " listens", () -> !process.isAlive() || port(log) > 0);
        int port = port(log);
        if (port == 0) {
            throw new AssertionError(Programs.text(log));
        }
        return new ServedRemote(process, port);
    }

    /** As it says itself; 0 before it does. */
    private static int port(Path log) {
        Matcher said = LISTENING.matcher(Programs.text(log));
        return said.find() ? Integer.parseInt(said.group(1)) : 0;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
