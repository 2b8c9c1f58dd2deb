package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shell that prints something of its own, which would be read as the answer of each command. */
class NoisyShellTest {

    @TempDir
    Path place;

    @ParameterizedTest
    @CsvSource({
        "echo Welcome; sh -c \"$SSH_ORIGINAL_COMMAND\", start-up files print 'Welcome'",
        "sh -c \"$SSH_ORIGINAL_COMMAND\"; r=$?; echo bye; exit $r, behind the answer of a command it prints 'bye'",
    })
    void is_told_before_anything_is_done(String shell, String words) throws Exception {
        assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        Path script = Files.writeString(place.resolve("shell"), "#!/bin/sh\n" + shell + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (SshServer server = new SshServer(Files.createDirectory(place.resolve("ssh")), "ForceCommand " + script)) {
            Failure failure = catchThrowableOfType(
                    Failure.class, () -> SshPeers.connect(TestPeer.settings(server), Clock.systemUTC()));

            assertThat(failure.category()).isEqualTo(FailureCategory.NOT_SET_UP);
            assertThat(failure).hasMessageContaining(words);
        }
    }
}
