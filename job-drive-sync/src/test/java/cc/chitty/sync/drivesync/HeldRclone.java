package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The real rclone, held before or after a command, so that its run can be stopped there. What such a run leaves in tables and on
 * disk is what a killed one leaves: the chunk is begun and not recorded.
 */
final class HeldRclone {

    private final Path directory;

    HeldRclone(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(program(), """
                #!/bin/sh
                here=${0%/*}
                when= command=
                read -r when command 2>/dev/null <"$here/hold"
                for word in "$@"; do
                    [ "${word%%=*}" != "$command" ] || held=yes
                done
                [ -n "${held-}" ] || exec rclone "$@"
                [ "$when" = before ] || rclone "$@"
                : >"$here/reached"
                exec sleep 300
                """);
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwx------"));
    }

    Path program() {
        return directory.resolve("held-rclone");
    }

    /** A fixture that runs it. */
    DriveFixture open(String direction) throws IOException {
        return DriveFixture.open(
                directory, Map.of("direction", direction, ".program", program().toString()));
    }

    /** Stops a run {@code before} or {@code after} rclone has done what has that command or option. Returns the run's id. */
    long stop(DriveFixture drive, String when, String command) throws IOException {
        Files.writeString(directory.resolve("hold"), when + " " + command + "\n");
        Interruption interruption = new Interruption();
        CompletableFuture<DriveSync.Answer> run =
                CompletableFuture.supplyAsync(() -> drive.run(DriveOptions.USUAL, interruption));
        Programs.await(command + " is reached", () -> run.isDone() || Files.exists(directory.resolve("reached")));
        interruption.raise();
        DriveSync.Answer answer = run.join();
        Files.delete(directory.resolve("hold"));
        Files.delete(directory.resolve("reached"));
        assertThat(answer.ended().exitCode()).as(answer.ended().toString()).isEqualTo(ExitCode.INTERRUPTED);
        return answer.ended().run();
    }
}
