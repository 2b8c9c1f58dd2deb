package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots are never inside a synced root, and no root in another one, on neither side, by name or by link; a sync refuses before it
 * changes anything.
 */
class PlacesApartTest {

    @TempDir
    Path directory;

    private Path laptop;
    private Path station;

    @BeforeEach
    void begin() throws IOException {
        laptop = Files.createDirectories(directory.resolve("laptop"));
        station = Files.createDirectories(directory.resolve("station"));
        TreeText.write(laptop, "code/f", "ours", 1);
        TreeText.write(station, "code/g", "theirs", 1);
    }

    private JobDesk desk(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.putAll(JobDesk.peer(station));
        settings.put("categories.git.enabled", false);
        return new JobDesk(directory, laptop, settings);
    }

    private void refuses(Map<String, Object> settings, String... words) {
        SortedMap<String, String> ours = TreeText.exact(laptop);
        SortedMap<String, String> theirs = TreeText.exact(station);
        try (JobDesk desk = desk(settings)) {
            GpuSync.Answer answer = desk.run(SyncOptions.all("ws"));
            assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.NOT_SET_UP);
            Failure failure = Objects.requireNonNull(answer.ended().failure());
            assertThat(failure.getMessage() + " " + failure.remedy()).contains(words);
        }
        assertThat(TreeText.exact(laptop)).isEqualTo(ours);
        assertThat(TreeText.exact(station)).isEqualTo(theirs);
    }

    @Test
    void a_directory_in_a_root_is_refused_on_this_machine_and_on_the_peer() {
        refuses(Map.of("snapshots.directory", "~/code/.old"), laptop + "/code/.old", "snapshots.directory");
        refuses(Map.of("peers[0].backups", station + "/code/old/er"), station + "/code/old/er", "backups");
        refuses(Map.of("snapshots.directory", "~/.claude/projects/old"), "in " + laptop + "/.claude/projects");
    }

    @Test
    void a_directory_that_a_link_leads_into_a_root_is_refused_on_this_machine_and_on_the_peer() throws IOException {
        Files.createDirectories(station.resolve("code/dot/claude"));
        Files.createSymbolicLink(station.resolve(".claude"), Path.of("code/dot/../dot/claude"));
        refuses(Map.of("categories.config.enabled", false, "categories.sessions.enabled", false), "on ws", "backups");
        Files.delete(station.resolve(".claude"));
        Files.createDirectories(laptop.resolve("code/dot"));
        Files.createSymbolicLink(laptop.resolve("one"), laptop.resolve("two"));
        Files.createSymbolicLink(laptop.resolve("two"), Path.of("code"));
        refuses(Map.of("snapshots.directory", "~/one/dot/backups"), "this machine", "snapshots.directory");
    }

    @Test
    void a_root_that_a_link_leads_into_another_is_refused_on_this_machine_and_on_the_peer() throws IOException {
        Map<String, Object> app = Map.of("workspaces[1].path", "~/app");
        TreeText.write(laptop, "code/app/f", "ours", 1);
        TreeText.write(station, "app/f", "theirs", 1);
        Files.createSymbolicLink(laptop.resolve("app"), Path.of("code/app"));
        refuses(app, laptop + "/app", "on this machine", "lies in " + laptop + "/code:", "synced twice");
        Files.delete(laptop.resolve("app"));
        TreeText.write(laptop, "app/f", "ours", 1);
        Files.createDirectories(station.resolve("other"));
        Files.move(station.resolve("code"), station.resolve("other/code"));
        Files.createSymbolicLink(station.resolve("code"), station.resolve("other/../app"));
        refuses(app, "on ws", station + "/app", "synced twice");
        Files.delete(station.resolve("code"));
        Files.createSymbolicLink(station.resolve("code"), Path.of("notes/below"));
        TreeText.write(station, "notes/below/g", "theirs", 1);
        TreeText.write(laptop, "notes/n", "ours", 1);
        refuses(Map.of("categories.notes.paths", "~/notes"), "on ws", "lies in " + station + "/notes:");
    }

    @Test
    void links_beside_each_other_and_a_root_in_another_by_its_name_are_taken() throws IOException {
        TreeText.write(laptop, "code/dotfiles/rc", "ours", 1);
        for (String name : List.of(".bashrc", ".profile", ".config/nvim")) {
            Files.createDirectories(laptop.resolve(name).resolveSibling(""));
            Files.createSymbolicLink(laptop.resolve(name), laptop.resolve("code/dotfiles/rc"));
        }
        Files.createDirectories(laptop.resolve("disk"));
        Files.move(laptop.resolve("code"), laptop.resolve("disk/code"));
        Files.createSymbolicLink(laptop.resolve("code"), Path.of("disk/code"));
        TreeText.write(laptop, "code/notes/n", "ours", 1);
        try (JobDesk desk = desk(Map.of("categories.notes.paths", "~/more", "workspaces[1].path", "~/more/work"))) {
            TreeText.write(laptop, "more/work/w", "ours", 1);
            GpuSync.Answer answer = desk.run(SyncOptions.all("ws"));
            assertThat(answer.ended().exitCode())
                    .as(
                            "%s %s",
                            answer.ended().failure(), answer.ended().report().problems())
                    .isEqualTo(ExitCode.DONE);
        }
        assertThat(Files.readSymbolicLink(station.resolve(".profile"))).hasToString(station + "/code/dotfiles/rc");
        assertThat(station.resolve("more/work/w")).hasContent("ours");
    }

    @Test
    void a_directory_beside_the_roots_is_taken_although_its_name_begins_like_one() {
        try (JobDesk desk = desk(Map.of("snapshots.directory", "~/code.old", "peers[0].backups", "~/code-old"))) {
            GpuSync.Answer answer = desk.run(SyncOptions.all("ws"));
            assertThat(answer.ended().exitCode())
                    .as("%s", answer.ended().failure())
                    .isEqualTo(ExitCode.DONE);
        }
        assertThat(station.resolve("code/f")).hasContent("ours");
        assertThat(laptop.resolve("code.old")).isDirectory();
        assertThat(station.resolve("code-old")).isDirectory();
    }
}
