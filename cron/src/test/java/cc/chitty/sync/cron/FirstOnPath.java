package cc.chitty.sync.cron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** A directory with programs of a test's, which are found before the system's. */
record FirstOnPath(Path directory) {

    void put(String name, String text) throws IOException {
        Path program = Files.createDirectories(directory).resolve(name);
        Files.writeString(program, text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    /** For the launcher in that home, which starts plainly. May be added to. */
    Map<String, String> environment(Path home) {
        return new HashMap<>(Map.of(
                "CHITTYSYNC_FAST_START",
                "off",
                "HOME",
                home.toString(),
                "PATH",
                directory + ":" + System.getenv("PATH")));
    }
}
