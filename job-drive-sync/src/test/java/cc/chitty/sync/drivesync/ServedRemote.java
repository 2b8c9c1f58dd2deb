package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code rclone serve} on the loopback; ended with the test. */
final class ServedRemote implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServedRemote(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Serves a directory by {@code webdav} or {@code sftp}. */
    static ServedRemote start(String protocol, Path served, Path log, String... more) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                "rclone",
                "--config",
                log.resolveSibling("served.conf").toString(),
                "serve",
                protocol,
                served.toString()));
        command.addAll(List.of("--addr", "127.0.0.1:" + port));
        command.addAll(List.of(more));
        ServedRemote remote = new ServedRemote(Programs.start(command, log, log), port);
        Programs.await(protocol + " listens", remote::listens);
        return remote;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
