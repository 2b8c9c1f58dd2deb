package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two laptops that sync with one station, which is put back to an earlier state, or made anew. */
class TwoLaptopsTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final String FORGOTTEN = "what both sides had is not known any more";

    @TempDir
    Path directory;

    private Path station;
    private Laptop one;
    private Laptop other;

    private record Laptop(Path home, JobDesk desk) {

        void syncs() {
            GpuSync.Answer answer = desk.run(ALL);
            assertThat(answer.ended().exitCode())
                    .as(() -> String.valueOf(answer.ended().report()))
                    .isEqualTo(ExitCode.DONE);
        }

        void forgets() {
            assertThat(desk.run(ALL).ended().report().problems())
                    .anySatisfy(it -> assertThat(it.what()).startsWith(FORGOTTEN));
        }
    }

    @BeforeEach
    void begin() throws IOException {
        station = Files.createDirectories(directory.resolve("station"));
        one = laptop("one");
        other = laptop("other");
        for (int i = 0; i < 6; i++) {
            TreeText.write(one.home, "code/f" + i, "first", 1);
        }
    }

    @AfterEach
    void end() {
        one.desk.close();
        other.desk.close();
    }

    private Laptop laptop(String name) throws IOException {
        Map<String, Object> settings = new HashMap<>(JobDesk.peer(station));
        settings.put("categories.git.enabled", false);
        Path home = Files.createDirectories(directory.resolve(name + "/home"));
        return new Laptop(home, new JobDesk(directory.resolve(name), home, settings));
    }

    /** Each of them forgets once: it has a memory of a later state. None of them is made to forget by what the other one does about it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void each_forgets_once_and_then_all_is_as_before(boolean anew) throws IOException {
        one.syncs();
        other.syncs();
        Path backup = directory.resolve("backup");
        FileUtils.copyDirectory(station.toFile(), backup.toFile());
        TreeText.write(one.home, "code/fone", "later", 2);
        one.syncs();
        TreeText.write(other.home, "code/fother", "later", 2);
        other.syncs();
        one.syncs();

        FileUtils.deleteDirectory(station.toFile());
        if (anew) {
            Files.createDirectory(station);
        } else {
            FileUtils.copyDirectory(backup.toFile(), station.toFile());
        }
        one.forgets();
        other.forgets();
        for (int i = 0; i < 2; i++) {
            one.syncs();
            other.syncs();
        }
        Files.delete(one.home.resolve("code/f3"));
        TreeText.write(one.home, "code/f2", "edited", 3);
        one.syncs();
        other.syncs();
        one.syncs();
        for (Path home : List.of(one.home, other.home, station)) {
            assertThat(home.resolve("code/f3")).doesNotExist();
            assertThat(home.resolve("code/f2")).hasContent("edited");
            assertThat(home.resolve("code/fone")).hasContent("later");
            assertThat(home.resolve("code/fother")).hasContent("later");
        }
    }

    /** What a run in between has not looked at is remembered of the name that the machine had at first. */
    @Test
    void a_state_that_is_put_back_twice_is_believed_neither_time() throws IOException {
        TreeText.write(one.home, ".claude/CLAUDE.md", "first", 1);
        one.syncs();
        Path backup = directory.resolve("backup");
        FileUtils.copyDirectory(station.toFile(), backup.toFile());
        TreeText.write(one.home, "code/f0", "later", 2);
        TreeText.write(one.home, "code/new", "new", 2);
        one.syncs();
        for (int round = 0; round < 2; round++) {
            FileUtils.deleteDirectory(station.toFile());
            FileUtils.copyDirectory(backup.toFile(), station.toFile());
            if (round == 0) {
                TreeText.write(one.home, ".claude/commands/k.md", "k", 3);
                SyncOptions.What config = new SyncOptions.What(List.of("config"), false, false, List.of(), "");
                one.desk.run(new SyncOptions("ws", config, ALL.how(), false, "", false));
                assertThat(station.resolve(".claude/commands/k.md")).exists();
            } else {
                one.forgets();
            }
        }
        assertThat(one.home.resolve("code/f0")).hasContent("later");
        assertThat(one.home.resolve("code/new")).hasContent("new");
    }
}
