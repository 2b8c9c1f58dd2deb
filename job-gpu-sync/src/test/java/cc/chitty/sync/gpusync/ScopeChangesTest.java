package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that say later than before what is synced, and earlier again: what was agreed on once is not believed for ever. */
final class ScopeChangesTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");

    @TempDir
    Path directory;

    private Path laptop;
    private Path station;

    @BeforeEach
    void begin() throws IOException {
        laptop = Files.createDirectories(directory.resolve("laptop"));
        station = Files.createDirectories(directory.resolve("station"));
        for (String file : List.of("app/a1", "app/a2", "big/b1", "c1", "c2", "c3")) {
            write(laptop, file, "1");
        }
        Files.createDirectories(station.resolve("code"));
        syncs(Map.of());
        assertThat(station.resolve("code/big/b1")).exists();
    }

    private static void write(Path home, String path, String content) throws IOException {
        Path file = home.resolve("code").resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }

    private void syncs(Map<String, Object> more) {
        syncs(more, ALL);
    }

    private void syncs(Map<String, Object> more, SyncOptions options) {
        ends(ExitCode.DONE, more, options);
    }

    private void ends(ExitCode expected, Map<String, Object> more, SyncOptions options) {
        Map<String, Object> settings = JobDesk.peer(station);
        settings.putAll(more);
        try (JobDesk desk = new JobDesk(directory, laptop, settings)) {
            GpuSync.Answer answer = desk.run(options);
            assertThat(answer.ended().exitCode()).as("%s", answer.ended()).isEqualTo(expected);
        }
    }

    private static SyncOptions what(SyncOptions.What what) {
        return new SyncOptions("ws", what, SyncOptions.How.USUAL, false, "", false);
    }

    private void areBoth(String path, String content) {
        for (Path home : List.of(laptop, station)) {
            assertThat(home.resolve("code").resolve(path)).hasContent(content);
        }
    }

    @Test
    void what_was_deleted_while_it_was_left_out_is_not_deleted_on_the_other_side_afterwards() throws IOException {
        syncs(Map.of("filters.exclude[0]", "big/"));
        Files.delete(laptop.resolve("code/big/b1"));
        Files.delete(laptop.resolve("code/big"));
        syncs(Map.of("filters.exclude[0]", "big/"));
        assertThat(laptop.resolve("code/big")).doesNotExist();

        syncs(Map.of());

        areBoth("big/b1", "1");
    }

    @Test
    void nor_is_a_large_file_that_was_deleted_while_it_was_too_large() throws IOException {
        write(laptop, "big/b2", "of more than four bytes");
        syncs(Map.of());
        Map<String, Object> limited = Map.of("filters.largest", "4B");
        for (boolean isSeenGone : List.of(false, true)) {
            syncs(limited);
            Files.delete(laptop.resolve("code/big/b2"));
            if (isSeenGone) {
                syncs(limited);
            }

            syncs(Map.of());

            areBoth("big/b2", "of more than four bytes");
        }
        syncs(limited);
        write(station, "big/b2", "now with yet more bytes");
        syncs(limited);
        Files.delete(laptop.resolve("code/big/b1"));
        syncs(Map.of("filters.largest", "4B"));
        assertThat(station.resolve("code/big/b1")).doesNotExist();
    }

    @Test
    void nor_is_what_was_deleted_in_a_workspace_that_was_not_set() throws IOException {
        Map<String, Object> both = Map.of("workspaces[0].path", "~/code", "workspaces[1].path", "~/code2");
        Files.createDirectories(laptop.resolve("code2"));
        Files.createDirectories(station.resolve("code2"));
        write(laptop, "../code2/p1", "1");
        write(laptop, "../code2/p2", "1");
        syncs(both);
        syncs(Map.of());
        Files.delete(laptop.resolve("code2/p1"));
        syncs(Map.of());

        syncs(both);

        areBoth("../code2/p1", "1");
        areBoth("../code2/p2", "1");
    }

    @Test
    void what_is_on_a_disk_that_is_away_is_not_brought_below_its_mount_point_by_a_workspace_that_was_not_set_meanwhile()
            throws IOException {
        Map<String, Object> other = Map.of("workspaces[0].path", "~/code2");
        Files.createDirectories(laptop.resolve("code2"));
        Files.createDirectories(station.resolve("code2"));
        Path big = laptop.resolve("code/big");
        Files.delete(big.resolve("b1"));
        Mounts.small(big, 1);
        try {
            write(laptop, "big/b1", "1");
            syncs(Map.of());
        } finally {
            Mounts.away(big);
        }
        ends(ExitCode.PROBLEMS_LEFT, Map.of(), ALL);
        syncs(other);
        syncs(other);

        ends(ExitCode.PROBLEMS_LEFT, Map.of(), ALL);

        assertThat(big).isEmptyDirectory();
        assertThat(station.resolve("code/big/b1")).hasContent("1");
        write(laptop, "big/b1", "1"); // as if it were mounted again
        syncs(Map.of());
        areBoth("big/b1", "1");
    }

    @Test
    void what_one_run_leaves_out_is_as_agreed_on_as_before() throws IOException {
        syncs(Map.of(), what(new SyncOptions.What(List.of(), false, false, List.of("app/**"), "")));
        syncs(
                Map.of("profiles.p.exclude[0]", "big/"),
                what(new SyncOptions.What(List.of(), false, false, List.of(), "p")));
        Files.delete(laptop.resolve("code/big/b1"));
        Files.delete(laptop.resolve("code/c1"));

        syncs(Map.of());

        assertThat(station.resolve("code/big/b1")).doesNotExist();
        assertThat(station.resolve("code/c1")).doesNotExist();
        areBoth("c2", "1");
    }

    @Test
    void what_a_smaller_workspace_has_synced_meanwhile_begins_anew_in_the_larger_one() throws IOException {
        Map<String, Object> smaller = Map.of("workspaces[0].path", "~/code/app");
        syncs(smaller);
        Files.delete(station.resolve("code/app/a1"));
        write(station, "app/a2", "2");
        syncs(smaller);
        assertThat(laptop.resolve("code/app/a1")).doesNotExist();
        write(laptop, "app/a1", "1"); // out of a backup
        Files.delete(laptop.resolve("code/c1"));

        syncs(Map.of());

        areBoth("app/a1", "1");
        areBoth("app/a2", "2");
        areBoth("c1", "1"); // was deleted while nobody synced it

        Files.delete(station.resolve("code/app/a1"));
        syncs(Map.of());
        write(laptop, "app/a1", "1");
        syncs(Map.of());
        syncs(smaller);

        areBoth("app/a1", "1");
    }
}
