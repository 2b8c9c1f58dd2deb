package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While both sides look as they did, a run loads nothing of what is remembered. It is told by damaging that behind its back:
 * a run that loads it puts it aside.
 */
class StillnessTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");

    @TempDir
    Path directory;

    private Path ours;
    private Path theirs;
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        ours = Files.createDirectories(directory.resolve("laptop/code"));
        theirs = Files.createDirectories(directory.resolve("station/code"));
        desk = desk(Duration.ofHours(1));
        TreeText.write(ours, "a/one.txt", "one", 1);
        TreeText.write(ours, "two.txt", "two", 2);
        TreeText.write(theirs, "three.txt", "three", 3);
        sync();
        sync();
    }

    /** Everything was changed long ago by its clock. */
    private JobDesk desk(Duration ahead) {
        return new JobDesk(
                directory,
                directory.resolve("laptop"),
                JobDesk.peer(directory.resolve("station")),
                peerings -> peerings,
                new CurrentGpuSync(),
                Clock.offset(Clock.systemUTC(), ahead));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private Map<String, Long> sync() {
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        return answer.ended().report().counts();
    }

    private Path memory() {
        return desk.state().root().resolve("gpu-sync/ws/workspace_code.base");
    }

    /** Same size, same time, same inode. */
    private void damageMemory() throws IOException {
        FileTime time = Files.getLastModifiedTime(memory());
        byte[] content = Files.readAllBytes(memory());
        content[content.length / 2] ^= 1;
        Files.write(memory(), content);
        Files.setLastModifiedTime(memory(), time);
    }

    private boolean isLoaded() throws IOException {
        damageMemory();
        desk.run(ALL);
        return Files.exists(memory().resolveSibling("workspace_code.base.damaged"));
    }

    @Test
    void nothing_is_loaded_while_both_sides_look_the_same() throws IOException {
        Map<String, Long> before = sync();
        damageMemory();
        assertThat(sync()).containsAllEntriesOf(before).containsEntry("planned", 0L);
        assertThat(memory().resolveSibling("workspace_code.base.damaged")).doesNotExist();
    }

    @Test
    void a_change_on_either_side_is_found() throws IOException {
        TreeText.write(theirs, "four.txt", "four", 4);
        assertThat(sync()).containsEntry("put_ours", 1L);
        TreeText.write(ours, "two.txt", "TWO", 2); // same size, same time
        assertThat(sync()).containsEntry("put_theirs", 1L);
        Files.delete(theirs.resolve("three.txt"));
        assertThat(sync()).containsEntry("remove_ours", 1L);
        Files.setPosixFilePermissions(ours.resolve("a/one.txt"), PosixFilePermissions.fromString("rwxr--r--"));
        assertThat(sync()).containsEntry("mode_theirs", 1L);
        sync();
        assertThat(isLoaded()).isFalse();
        assertThat(TreeText.contents(ours)).isEqualTo(TreeText.contents(theirs));
    }

    @Test
    void other_options_are_another_question() throws IOException {
        damageMemory();
        desk.run(new SyncOptions("ws", ALL.what(), ALL.how(), true, "", false));
        assertThat(memory().resolveSibling("workspace_code.base.damaged")).exists();
    }

    @Test
    void after_a_day_everything_is_looked_at_again() throws IOException {
        desk.close();
        desk = desk(Duration.ofHours(26));
        assertThat(isLoaded()).isTrue();
    }

    /** By its clock, which is behind, all was changed just now, however long the runs take. */
    @Test
    void what_was_changed_a_moment_ago_is_looked_at_again() throws IOException {
        desk.close();
        Files.delete(desk.state().root().resolve("gpu-sync/ws/still.properties"));
        desk = desk(Duration.ofMinutes(-5));
        TreeText.write(ours, "five.txt", "five", 5);
        sync();
        sync();
        assertThat(isLoaded()).isTrue();
    }

    @Test
    void a_conflict_is_told_every_time() {
        TreeText.write(ours, "two.txt", "ours", 10);
        TreeText.write(theirs, "two.txt", "theirs", 11);
        for (int i = 0; i < 3; i++) {
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        }
    }
}
