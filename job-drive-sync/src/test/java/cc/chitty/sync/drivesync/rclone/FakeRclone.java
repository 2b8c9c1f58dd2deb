package cc.chitty.sync.drivesync.rclone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A script that stands in for rclone, for what the real one does only when all goes wrong. */
final class FakeRclone {

    private FakeRclone() {}

    /** @param script what the shell does; its arguments are those of the call */
    static RcloneProgram of(Path directory, String script, Duration silence) throws IOException {
        Path program = directory.resolve("rclone-fake");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "RCLONE_DRY_RUN", "true");
        return new RcloneProgram(program.toString(), directory.resolve("no.conf"), environment, silence, List.of());
    }
}
