package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job between two home directories of this machine, over an H2 file. */
class GpuSyncJobTest {

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
        desk = new JobDesk(directory, directory.resolve("laptop"), JobDesk.peer(directory.resolve("station")));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private GpuSync.Answer sync() {
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        return answer;
    }

    @Test
    void both_sides_get_what_the_other_has_and_a_second_run_is_idle() throws IOException {
        TreeText.write(ours, "a/one.txt", "one", 1);
        TreeText.write(ours, "two.sh", "two", 2);
        Files.setPosixFilePermissions(ours.resolve("two.sh"), PosixFilePermissions.fromString("rwxr-x---"));
        TreeText.write(theirs, "b/three.txt", "three", 3);
        Files.createSymbolicLink(theirs.resolve("link"), Path.of("b/three.txt"));
        GpuSync.Answer first = sync();
        assertThat(first.ended().report().counts())
                .containsEntry("put_theirs", 3L)
                .containsEntry("put_ours", 3L);
        assertThat(TreeText.contents(ours)).hasSize(7).isEqualTo(TreeText.contents(theirs));
        assertThat(Files.getLastModifiedTime(theirs.resolve("a/one.txt")))
                .isEqualTo(Files.getLastModifiedTime(ours.resolve("a/one.txt")));
        GpuSync.Answer second = sync();
        assertThat(second.ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("digests_read", 0L);
    }

    @Test
    void changes_deletions_and_modes_go_both_ways() throws IOException {
        for (int i = 0; i < 6; i++) {
            TreeText.write(ours, "f" + i, "content " + i, i);
        }
        sync();
        TreeText.write(ours, "f0", "changed here", 60);
        TreeText.write(theirs, "f1", "changed there", 61);
        Files.delete(ours.resolve("f2"));
        Files.delete(theirs.resolve("f3"));
        Files.setPosixFilePermissions(theirs.resolve("f4"), PosixFilePermissions.fromString("rwx------"));
        GpuSync.Answer answer = sync();
        assertThat(answer.ended().report().counts())
                .containsEntry("put_theirs", 1L)
                .containsEntry("put_ours", 1L)
                .containsEntry("remove_theirs", 1L)
                .containsEntry("remove_ours", 1L)
                .containsEntry("mode_ours", 1L);
        assertThat(TreeText.contents(ours)).isEqualTo(TreeText.contents(theirs));
        assertThat(TreeText.read(ours, "f1")).isEqualTo("changed there");
        assertThat(TreeText.read(theirs, "f0")).isEqualTo("changed here");
        assertThat(theirs.resolve("f2")).doesNotExist();
        assertThat(sync().ended().report().counts()).containsEntry("planned", 0L);
    }

    @Test
    void what_both_changed_stays_on_both_and_is_named() {
        TreeText.write(ours, "f", "base", 1);
        sync();
        TreeText.write(ours, "f", "ours", 10);
        TreeText.write(theirs, "f", "theirs", 11);
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .anySatisfy(it -> assertThat(it.where()).isEqualTo("workspace_code:f"));
        assertThat(TreeText.read(ours, "f")).isEqualTo("ours");
        assertThat(TreeText.read(theirs, "f")).isEqualTo("theirs");
    }

    @Test
    void a_dry_run_changes_nothing_and_its_fingerprint_can_be_demanded() {
        TreeText.write(ours, "f", "base", 1);
        Map<String, String> before = TreeText.exact(directory.resolve("station"));
        GpuSync.Answer dry = desk.run(ALL.dry());
        assertThat(dry.planned().changes()).hasSize(1);
        assertThat(TreeText.exact(directory.resolve("station"))).isEqualTo(before);
        SyncOptions demanding = new SyncOptions(
                "ws", ALL.what(), ALL.how(), false, dry.planned().fingerprint().substring(0, 12), false);
        TreeText.write(ours, "g", "more", 1);
        assertThat(desk.run(demanding).ended().exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(theirs.resolve("f")).doesNotExist();
    }
}
