package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One machine by two names: what was synced by one of them would count as changed by a person for the other. */
class OtherNamesTest {

    @TempDir
    Path directory;

    private Path laptop;
    private Path station;

    @BeforeEach
    void begin() throws IOException {
        laptop = Files.createDirectories(directory.resolve("laptop"));
        station = Files.createDirectories(directory.resolve("station"));
        TreeText.write(laptop, "code/f", "one", 1);
        TreeText.write(directory, "state/gpu-sync/watch.lock", "", 1); // what a watcher leaves there
        Files.setPosixFilePermissions(directory.resolve("state"), PosixFilePermissions.fromString("rwx------"));
    }

    private JobDesk desk(String... names) {
        Map<String, Object> settings = new HashMap<>(JobDesk.peer(station));
        for (int i = 0; i < names.length; i++) {
            settings.put("peers[" + i + "].name", names[i]);
            settings.put("peers[" + i + "].home", station.toString());
        }
        settings.put("categories.git.enabled", false);
        return new JobDesk(directory, laptop, settings);
    }

    private static void syncs(JobDesk desk, String name) {
        assertThat(desk.run(SyncOptions.all(name)).ended().exitCode()).as(name).isEqualTo(ExitCode.DONE);
    }

    private static void refuses(JobDesk desk, String name, String... words) {
        Failure failure =
                Objects.requireNonNull(desk.run(SyncOptions.all(name)).ended().failure());
        assertThat(failure.category().exitCode()).isEqualTo(ExitCode.NOT_SET_UP);
        assertThat(failure.getMessage() + " " + failure.remedy()).contains(words);
        assertThat(desk.get(PeerDoctor.class).findings(name))
                .anySatisfy(it -> assertThat(it.level() + it.what()).contains(Finding.Level.WRONG.name(), words[0]));
    }

    @Test
    void the_settings_may_know_a_machine_by_one_name_only() throws IOException {
        try (JobDesk desk = desk("ws", "vpn")) {
            syncs(desk, "ws");
            refuses(desk, "vpn", "it is the same machine as ws", "Keep one of the two");
            syncs(desk, "ws");
        }
        try (JobDesk desk = desk("vpn")) {
            syncs(desk, "vpn");
            TreeText.write(laptop, "code/f", "two", 2);
            syncs(desk, "vpn");
        }
        try (JobDesk desk = desk("ws", "vpn")) {
            refuses(desk, "ws", "it is the same machine as vpn");
            refuses(desk, "vpn", "it is the same machine as ws");
        }
    }

    @Test
    void a_name_that_was_left_and_taken_again_does_not_bring_back_what_was_then() throws IOException {
        try (JobDesk desk = desk("ws")) {
            syncs(desk, "ws");
        }
        try (JobDesk desk = desk("vpn")) {
            syncs(desk, "vpn");
            TreeText.write(laptop, "code/f", "two", 2);
            syncs(desk, "vpn");
        }
        TreeText.write(laptop, "code/f", "one", 1);
        try (JobDesk desk = desk("ws")) {
            refuses(
                    desk,
                    "ws",
                    "it was synced as vpn since",
                    "Call it vpn again",
                    directory.resolve("state/gpu-sync/ws") + "");
        }
        assertThat(laptop.resolve("code/f")).hasContent("one");
        try (JobDesk desk = desk("vpn")) {
            syncs(desk, "vpn");
            assertThat(station.resolve("code/f")).hasContent("one");
        }
        Files.move(directory.resolve("state/gpu-sync/ws"), directory.resolve("away"));
        try (JobDesk desk = desk("ws")) {
            syncs(desk, "ws");
        }
    }
}
