package cc.chitty.sync.kernel.owner;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell gets what a guest gets; what is no shell gets nothing and does no harm. */
class ShellVisitTest {

    private static final Limits SHORT = new Limits(Duration.ofMillis(20), Duration.ofMillis(300), Duration.ZERO);
    private static final String[] ASKED = {"1", "/tmp/é", "1", "0", "120", "2", "say", "a b", "HOME=/h", "EMPTY="};

    @TempDir
    Path home;

    @Test
    void output_and_exit_code_come_back_line_by_line() throws IOException {
        serve(
                new Echo(),
                socket -> assertThat(body(ask(socket, ASKED)))
                        .isEqualTo("1[say, a b] /tmp/é {EMPTY=, HOME=/h} true false 120\n3half\n1 line\n2oops\n07\n"));
    }

    @Test
    void only_the_user_can_come() throws IOException {
        serve(
                new Echo(),
                socket -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void another_version_is_sent_away() throws IOException {
        String[] other = ASKED.clone();
        other[0] = "2";
        serve(
                new Echo(),
                socket -> assertThat(ask(socket, other))
                        .startsWith("HTTP/1.0 409 ")
                        .endsWith("\n9\n"));
    }

    @Test
    void a_command_that_is_not_for_shells_is_sent_away() throws IOException {
        String[] other = ASKED.clone();
        other[6] = "other";
        serve(new Echo(), socket -> assertThat(ask(socket, other)).endsWith("\n9\n"));
    }

    @Test
    void a_shell_that_leaves_stops_its_command() throws IOException {
        Waiting waiting = new Waiting();
        serve(waiting, socket -> {
            try (SocketChannel shell = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                send(shell, request(ASKED));
                await(waiting.begun);
            }
            await(waiting.interrupted);
        });
    }

    @Test
    void what_is_too_long_or_never_complete_is_shown_out() throws IOException {
        serve(new Echo(), socket -> {
            assertThat(exchange(socket, "POST /run HTTP/1.1\r\n" + "x".repeat(20_000)))
                    .isEmpty();
            assertThat(exchange(socket, "POST /run HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n"))
                    .isEmpty();
            assertThat(exchange(socket, "POST /run HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"))
                    .isEmpty();
            assertThat(exchange(socket, "GET / HTTP/1.1\r\n\r\n")).isEmpty();
            assertThat(ask(socket, ASKED)).endsWith("\n07\n");
        });
    }

    @Test
    void garbage_closes_that_connection_and_nothing_else() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        serve(new Echo(), socket -> {
            for (int i = 0; i < 20 * Integer.getInteger("chittysync.test.rounds", 1); i++) {
                byte[] bytes = request(ASKED);
                bytes[random.nextInt(18, bytes.length)] = (byte) random.nextInt();
                byte[] cut = Arrays.copyOf(bytes, random.nextInt(1, bytes.length));
                try (SocketChannel shell = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                    send(shell, cut);
                }
            }
            assertThat(ask(socket, ASKED)).as("seed %d", seed).endsWith("\n07\n");
        });
    }

    private interface Check {
        void at(Path socket) throws IOException;
    }

    private void serve(CommandRunner runner, Check check) throws IOException {
        StateDirectory state = StateDirectory.open(Map.of(), home);
        Identity self = Identity.ofThisProcess("1", "digest");
        try (OwnerLock lock = OwnerLock.tryTake(state, self).orElseThrow();
                OwnerSocket socket = OwnerSocket.listen(lock, runner, SHORT)) {
            assertThat(socket).isNotNull();
            check.at(state.shellSocket());
        }
        assertThat(state.shellSocket()).doesNotExist();
    }

    private static String ask(Path socket, String... strings) throws IOException {
        return exchange(socket, new String(request(strings), StandardCharsets.ISO_8859_1));
    }

    private static byte[] request(String... strings) {
        byte[] body = (String.join("\0", strings) + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST /run HTTP/1.1\r\nHost: localhost\r\ncontent-length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    private static String exchange(Path socket, String latin) throws IOException {
        try (SocketChannel shell = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            send(shell, latin.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer part = ByteBuffer.allocate(1 << 12);
            while (shell.read(part.clear()) >= 0) {
                answer.write(part.array(), 0, part.position());
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // shown out while still speaking
        }
    }

    private static void send(SocketChannel shell, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            assertThat(shell.write(rest)).isPositive();
        }
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4).replace(".\n", "");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Echo implements CommandRunner {
        @Override
        public int run(Request request, OutputStream out, OutputStream err, Interruption interruption) {
            Terminal terminal = request.terminal();
            write(
                    out,
                    request.arguments() + " " + request.workingDirectory() + " "
                            + new TreeMap<>(request.environment()) + " " + terminal.out() + " "
                            + terminal.err() + " " + terminal.columns() + "\nhalf");
            write(out, " line\n");
            write(err, "oops\n");
            return 7;
        }

        @Override
        public boolean servesShell(Request request) {
            return request.arguments().get(0).equals("say");
        }
    }

    private static final class Waiting implements CommandRunner {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);

        @Override
        public int run(Request request, OutputStream out, OutputStream err, Interruption interruption) {
            begun.countDown();
            interruption.await(Duration.ofSeconds(20));
            if (interruption.raised()) {
                interrupted.countDown();
            }
            return ExitCode.INTERRUPTED.code();
        }

        @Override
        public boolean servesShell(Request request) {
            return List.of("say").contains(request.arguments().get(0));
        }
    }

    private static void write(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
