package cc.chitty.sync.gpusync;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two hosts with a bad line between them: network namespaces whose only way to one another holds and drops packets
 * ({@code src/test/python/far.py}). An OpenSSH server runs on the one that is far. Both are gone with {@link #close}, or with this
 * process.
 */
final class FarHosts implements AutoCloseable {

    static final String ADDRESS = "10.99.0.2";

    private static final int PORT = 22;
    private static final Path RELAY = Path.of("src/test/python/far.py").toAbsolutePath();

    private final Path directory;
    private final Process relay;
    private final Process sshd;
    private final String near;

    /**
     * Makes them.
     *
     * @param keys a server whose configuration and keys are taken over
     * @param roundTrip milliseconds
     * @param loss per cent of the packets of each way
     */
    FarHosts(Path directory, SshServer keys, int roundTrip, int loss, long seed) throws IOException {
        this.directory = Files.createDirectories(directory);
        List<String> command = List.of(
                "python3",
                RELAY.toString(),
                Double.toString(roundTrip / 2.0),
                Integer.toString(loss),
                Long.toString(Math.floorMod(seed, 1L << 31)));
        relay = Programs.start(command, directory.resolve("relay"), directory.resolve("relay.log"));
        Programs.await("two hosts are made", () -> {
            requireAlive(relay, "relay.log");
            return Programs.text(directory.resolve("relay")).contains("\n");
        });
        String[] hosts = Programs.text(directory.resolve("relay")).strip().split(" ", -1);
        near = hosts[0];
        sshd = startServer(hosts[1], keys);
    }

    /** Why they cannot be made here; empty: they can. */
    static String obstacle() {
        if (!System.getProperty("user.name").equals("root")) {
            return "only root makes network namespaces";
        }
        if (!Files.isWritable(Path.of("/dev/net/tun"))) {
            return "there is no /dev/net/tun on this machine";
        }
        for (List<String> needed :
                List.of(List.of("unshare", "-n", "true"), List.of("ip", "-V"), List.of("python3", "--version"))) {
            if (!Programs.works(needed.toArray(String[]::new))) {
                return String.join(" ", needed) + " does not work on this machine";
            }
        }
        return "";
    }

    private Process startServer(String far, SshServer keys) throws IOException {
        Path configuration = directory.resolve("sshd_config");
        String text = Files.readString(keys.directory().resolve("sshd_config"))
                .replaceFirst("Port \\d+", "Port " + PORT)
                .replaceFirst("ListenAddress \\S+", "ListenAddress " + ADDRESS);
        Files.writeString(configuration, text + "UseDNS no\n");
        String known = Files.readString(keys.knownHosts());
        Files.writeString(keys.knownHosts(), ADDRESS + known.substring(known.indexOf(' ')));
        Process server = Programs.start(
                at(far, List.of("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())),
                directory.resolve("sshd.log"),
                directory.resolve("sshd.log"));
        List<String> probe = at(
                near,
                List.of(
                        "python3",
                        "-c",
                        "import socket; socket.create_connection(('" + ADDRESS + "', " + PORT + "), 5)"));
        Programs.await("the server listens", () -> {
            requireAlive(server, "sshd.log");
            return Programs.works(probe.toArray(String[]::new));
        });
        return server;
    }

    private void requireAlive(Process process, String log) {
        if (!process.isAlive()) {
            throw new AssertionError("it has ended: " + Programs.text(directory.resolve(log)));
        }
    }

    private static List<String> at(String host, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("nsenter", "-t", host, "-n"));
        whole.addAll(command);
        return whole;
    }

    /** A command as it runs on the host that is near. */
    List<String> near(List<String> command) {
        return at(near, command);
    }

    /** How many packets went both ways, and how many of them were lost. */
    String tell() {
        try {
            relay.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.exitCode(relay);
        return Programs.text(directory.resolve("relay"))
                .lines()
                .skip(1)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        try {
            List<ProcessHandle> connections = sshd.descendants().toList();
            sshd.destroy();
            sshd.waitFor(5, TimeUnit.SECONDS);
            connections.forEach(ProcessHandle::destroyForcibly);
            relay.destroy();
            relay.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
