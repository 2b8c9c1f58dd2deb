package cc.chitty.sync.gpusync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.peer.ssh.SshRoute;
import cc.chitty.sync.gpusync.peer.ssh.SshSettings;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
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
    private static SshServer filesOnly;
    private static Endpoint thereFilesOnly;

    @BeforeAll
    static void connects() {
        Assumptions.assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        server = new SshServer(place);
        here = new LocalEndpoint("here", place, System.getenv("PATH"));
        SshSettings settings =
                new SshSettings("peer", server.home(), server.configuration(), "", Duration.ofSeconds(20), QUIET);
        there = SshPeers.connect(settings, Clock.systemUTC());
        filesOnly = new SshServer(place.resolve("files"), "ForceCommand internal-sftp");
        thereFilesOnly = SshPeers.connect(
                new SshSettings("peer", filesOnly.home(), filesOnly.configuration(), "", Duration.ofSeconds(20), QUIET),
                Clock.systemUTC());
    }

    @AfterAll
    static void ends() {
        if (server != null) {
            there.close();
            server.close();
            thereFilesOnly.close();
            filesOnly.close();
        }
    }

    @Test
    void rsync_is_chosen_where_both_have_it_and_the_reason_is_told() {
        requireRsync();
        Engines.Choice choice = Engines.choose(here, there, QUIET);
        assertThat(choice.engine().name()).isEqualTo("rsync");
        assertThat(choice.reason()).startsWith("both sides have rsync");
        Endpoint without = new LocalEndpoint("here", place, "/nowhere");
        assertThat(Engines.choose(without, there, QUIET).engine().name())
                .isEqualTo(without.facts().has("rsync") ? "rsync" : "packed");
    }

    private static void requireRsync() {
        Assumptions.assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
    }

    /** To the peer by rsync. */
    @Nested
    class RsyncPush extends EngineContract {
        RsyncPush() {
            super(() -> here, () -> there);
        }

        @Override
        Engine engine() {
            requireRsync();
            return Engines.choose(here, there, QUIET).engine();
        }
    }

    /** From the peer by rsync. */
    @Nested
    class RsyncPull extends EngineContract {
        RsyncPull() {
            super(() -> there, () -> here);
        }

        @Override
        Engine engine() {
            requireRsync();
            return Engines.choose(there, here, QUIET).engine();
        }
    }

    /** To the peer by an rsync that knows as few options as that of macOS, and an old protocol. */
    @Nested
    class PoorRsyncPush extends EngineContract {
        PoorRsyncPush() {
            super(() -> here, () -> there);
        }

        @Override
        Engine engine() {
            requireRsync();
            try {
                Rsync poor = Rsync.ask(poorRsync());
                assertThat(poor.knows("--info=")).isFalse();
                return new RsyncEngine(poor, (SshRoute.Reachable) there, "rsync", QUIET);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        boolean isPrecise() {
            return false;
        }
    }

    private static String poorRsync() throws IOException {
        Path program = place.resolve("rsync");
        Files.writeString(program, """
                #!/bin/sh
                case "$1" in --help) echo "usage: rsync [--files-from] [--from0] [--partial-dir] [--timeout]"; exit 1;; esac
                for a; do
                    case "$a" in
                    --info*|-s|--secluded-args|--protect-args|--no-implied-dirs|--copy-dest*|--iconv*|--mkpath)
                        echo "rsync: unrecognized option $a" >&2; exit 1;;
                    esac
                done
                exec rsync --protocol=29 "$@"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    /** To the peer as a packed stream. */
    @Nested
    class PackedPush extends EngineContract {
        PackedPush() {
            super(() -> here, () -> there);
        }

        @Override
        Engine engine() {
            return new StreamEngine("packed", StreamEngine.LARGE);
        }
    }

    /** From the peer as a packed stream. */
    @Nested
    class PackedPull extends EngineContract {
        PackedPull() {
            super(() -> there, () -> here);
        }

        @Override
        Engine engine() {
            return new StreamEngine("packed", StreamEngine.LARGE);
        }
    }

    /** Within this machine. */
    @Nested
    class Copy extends EngineContract {
        Copy() {
            super(() -> here, () -> here);
        }

        @Override
        Engine engine() {
            return Engines.choose(here, here, QUIET).engine();
        }
    }

    /** Every file by itself, which goes on where it was stopped. */
    abstract static class AloneContract extends EngineContract {

        AloneContract(Supplier<Endpoint> from, Supplier<Endpoint> to) {
            super(from, to);
        }

        @Override
        Engine engine() {
            return new StreamEngine("alone", 0);
        }

        @Override
        boolean isPrecise() {
            return false;
        }

        @Test
        void a_file_that_was_stopped_goes_on_where_it_was_and_its_part_is_not_used_twice() throws IOException {
            goesOnWhereItWas();
        }

        @Test
        void a_file_whose_source_has_changed_since_it_was_stopped_begins_anew() throws IOException {
            beginsAnewWhereTheSourceChanged();
        }
    }

    /** To a peer with a shell. */
    @Nested
    class AlonePush extends AloneContract {
        AlonePush() {
            super(() -> here, () -> there);
        }
    }

    /** From a peer with a shell. */
    @Nested
    class AlonePull extends AloneContract {
        AlonePull() {
            super(() -> there, () -> here);
        }
    }

    /** To a peer that takes files only. */
    @Nested
    class SftpPush extends AloneContract {
        SftpPush() {
            super(() -> here, () -> thereFilesOnly);
        }
    }

    /** From a peer that takes files only. */
    @Nested
    class SftpPull extends AloneContract {
        SftpPull() {
            super(() -> thereFilesOnly, () -> here);
        }
    }
}
