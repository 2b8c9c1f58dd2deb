package cc.chitty.sync.gpusync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.peer.ssh.SshSettings;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every engine between this machine and a peer, in both directions. */
class SshEngineTest {

    private static final Duration QUIET = Duration.ofSeconds(60);

    @TempDir
    static Path place;

    private static SshServer server;
    private static Endpoint here;
    private static Endpoint there;

    @BeforeAll
    static void connects() {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        server = new SshServer(place);
        here = new LocalEndpoint("here", place, System.getenv("PATH"));
        SshSettings settings =
                new SshSettings("peer", server.home(), server.configuration(), "", Duration.ofSeconds(20), QUIET);
        there = SshPeers.connect(settings, Clock.systemUTC());
    }

    @AfterAll
    static void ends() {
        if (server != null) {
            there.close();
            server.close();
        }
    }

    @Test
    void rsync_is_chosen_where_both_have_it_and_the_reason_is_told() {
        Assumptions.assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
        Engines.Choice choice = Engines.choose(here, there, QUIET);
        assertThat(choice.engine().name()).isEqualTo("rsync");
        assertThat(choice.reason()).startsWith("both sides have rsync");
        Endpoint without = new LocalEndpoint("here", place, "/nowhere");
        assertThat(Engines.choose(without, there, QUIET).engine().name())
                .isEqualTo(without.facts().has("rsync") ? "rsync" : "packed");
    }

    /** To the peer by rsync. */
    @Nested
    class RsyncPush extends EngineContract {
        @Override
        Endpoint from() {
            return here;
        }

        @Override
        Endpoint to() {
            return there;
        }

        @Override
        Engine engine() {
            Assumptions.assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
            return Engines.choose(here, there, QUIET).engine();
        }
    }

    /** From the peer by rsync. */
    @Nested
    class RsyncPull extends EngineContract {
        @Override
        Endpoint from() {
            return there;
        }

        @Override
        Endpoint to() {
            return here;
        }

        @Override
        Engine engine() {
            Assumptions.assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
            return Engines.choose(there, here, QUIET).engine();
        }
    }

    /** To the peer as a packed stream. */
    @Nested
    class PackedPush extends EngineContract {
        @Override
        Endpoint from() {
            return here;
        }

        @Override
        Endpoint to() {
            return there;
        }

        @Override
        Engine engine() {
            return new StreamEngine("packed");
        }
    }

    /** From the peer as a packed stream. */
    @Nested
    class PackedPull extends EngineContract {
        @Override
        Endpoint from() {
            return there;
        }

        @Override
        Endpoint to() {
            return here;
        }

        @Override
        Engine engine() {
            return new StreamEngine("packed");
        }
    }

    /** Within this machine. */
    @Nested
    class Copy extends EngineContract {
        @Override
        Endpoint from() {
            return here;
        }

        @Override
        Endpoint to() {
            return here;
        }

        @Override
        Engine engine() {
            return Engines.choose(here, here, QUIET).engine();
        }
    }
}
