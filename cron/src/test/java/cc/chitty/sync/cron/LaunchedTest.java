package cc.chitty.sync.cron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the launcher, with the built jar in a directory of its own. */
abstract class LaunchedTest {

    @TempDir
    Path temporary;

    Path launcher;
    Path state;

    @BeforeEach
    void install() throws IOException {
        launcher = Scripts.in(temporary.resolve("my programs")).withJar().path("chittysync");
        state = Files.createDirectory(
                temporary.resolve("state"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** As if the application had been unpacked. */
    void ready(String version) throws IOException {
        Path jar = temporary.resolve("my programs/jobs.jar").toRealPath();
        String name = Files.getAttribute(jar, "unix:ino") + "-" + Files.size(jar);
        Files.writeString(
                Files.createDirectories(state.resolve("app").resolve(name)).resolve("version"), version + "\n");
    }

    Map<String, String> fast() {
        return new HashMap<>(Map.of("HOME", temporary.toString(), "CHITTYSYNC_HOME", state.toString()));
    }

    /** Without anything in the background, which would write while the directory is removed. */
    Map<String, String> plain() {
        Map<String, String> environment = fast();
        environment.put("CHITTYSYNC_FAST_START", "off");
        return environment;
    }
}
