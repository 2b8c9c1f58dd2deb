package cc.chitty.sync.kernel.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger, or a frozen or broken guest, can do to an owner: nothing. */
class OwnerSocketTest {

    private static final Limits SHORT = new Limits(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ZERO);
    private static final Identity SELF = Identity.ofThisProcess("1", "digest");
    private static final Request REQUEST = new Request(List.of("x"), Path.of("/"), Map.of(), Terminal.NONE);

    @TempDir
    Path home;

    @Test
    void only_the_user_can_come() throws IOException {
        serve(socket -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------"));
    }

    @Test
    void garbage_closes_that_connection_and_nothing_else() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        serve(socket -> {
            for (int i = 0; i < 50 * Integer.getInteger("chittysync.test.rounds", 1); i++) {
                byte[] bytes = new byte[random.nextInt(1, 40)];
                random.nextBytes(bytes);
                bytes[0] = (byte) random.nextInt(0, 10);
                send(socket, bytes);
            }
            // while all places are taken by garbage that is still being shown out, a guest is asked to come again
            Programs.await(
                    "an answer after garbage of seed " + seed,
                    () -> visit(socket, "1").how() == Answer.How.ENDED);
            assertThat(visit(socket, "1").code()).as("seed %d", seed).isEqualTo(7);
        });
    }

    @Test
    void a_peer_that_says_nothing_is_shown_out() throws IOException {
        serve(socket -> {
            try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                ByteBuffer rest = ByteBuffer.allocate(100);
                while (silent.read(rest.clear()) >= 0) {
                    assertThat(rest.position()).isPositive();
                }
            }
        });
    }

    @Test
    void another_version_is_refused() throws IOException {
        serve(socket -> assertThat(visit(socket, "2").how()).isEqualTo(Answer.How.NOT_BEGUN));
    }

    @Test
    void nobody_there_is_no_error() {
        assertThat(visit(home.resolve("none"), "1").how()).isEqualTo(Answer.How.NOT_BEGUN);
    }

    @Test
    void a_frame_that_is_too_long_is_never_stored() {
        ByteBuffer header = ByteBuffer.allocate(5)
                .put(FrameKind.OUT.code())
                .putInt(Integer.MAX_VALUE)
                .flip();
        assertThatThrownBy(() -> Frame.lengthOf(header)).hasMessageContaining("OUT");
        ByteBuffer negative =
                ByteBuffer.allocate(5).put(FrameKind.OUT.code()).putInt(-1).flip();
        assertThatThrownBy(() -> Frame.lengthOf(negative)).isInstanceOf(IOException.class);
    }

    @Test
    void a_greeting_comes_back_as_it_was() throws IOException {
        Request request = new Request(
                List.of("a", "", "ü\n"), Path.of("/tmp/é"), Map.of("A", "", "B", "=x"), new Terminal(true, false, 7));
        Greeting greeting = new Greeting("1", "digest", request);
        assertThat(Greeting.of(greeting.frame())).isEqualTo(greeting);
    }

    private interface Check {
        void at(Path socket) throws IOException;
    }

    private void serve(Check check) throws IOException {
        StateDirectory state = StateDirectory.open(Map.of(), home);
        try (OwnerLock lock = OwnerLock.tryTake(state, SELF).orElseThrow();
                OwnerSocket socket = OwnerSocket.listen(lock, OwnerSocketTest::seven, SHORT)) {
            assertThat(socket).isNotNull();
            check.at(OwnerLock.describe(state).flatMap(OwnerNote::socket).orElseThrow());
        }
        assertThat(state.ownerSocket()).doesNotExist();
    }

    private static int seven(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        return 7;
    }

    private static void send(Path socket, byte[] bytes) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            assertThat(channel.write(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
        }
    }

    private static Answer visit(Path socket, String version) {
        Guest guest = new Guest(SHORT, new ByteArrayOutputStream(), new ByteArrayOutputStream(), new Interruption());
        return guest.visit(socket, new Greeting(version, "digest", REQUEST).frame());
    }
}
