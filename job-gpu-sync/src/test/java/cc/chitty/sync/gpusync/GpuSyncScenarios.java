package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two trees of six files that were synced, and what other tools get wrong with them: what {@code reconcile.ScenariosTest} shows of
 * plans, here of what is there after the whole job.
 */
abstract class GpuSyncScenarios {

    /** A sync of the workspace alone. */
    private static final SyncOptions WORKSPACE =
            new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), SyncOptions.How.USUAL, false, "", false);

    private Path ours;
    private Path theirs;
    private JobDesk desk;

    /** The directory that is synced, on each side, and the settings for the peer. */
    record Between(Path home, Path ours, Path theirs, Map<String, Object> settings) {}

    abstract Between between(Path directory) throws IOException;

    @BeforeEach
    void begin(@TempDir Path directory) throws IOException {
        Between between = between(directory);
        ours = Files.createDirectories(between.ours());
        theirs = Files.createDirectories(between.theirs());
        desk = new JobDesk(directory, between.home(), between.settings());
    }

    @AfterEach
    void end() {
        if (desk != null) {
            desk.close();
        }
    }

    private void six() {
        for (int i = 1; i <= 6; i++) {
            TreeText.write(ours, "f" + i, "content " + i, i);
        }
        assertThat(sync()).isEqualTo(ExitCode.DONE);
        assertThat(TreeText.contents(theirs)).hasSize(7);
    }

    private GpuSync.Answer run() {
        return desk.run(WORKSPACE);
    }

    private ExitCode sync() {
        return run().ended().exitCode();
    }

    private void areTheSame(int entries) {
        assertThat(TreeText.contents(ours)).hasSize(entries).isEqualTo(TreeText.contents(theirs));
        assertThat(run().ended().report().counts()).containsEntry("planned", 0L);
    }

    private void isRefusedAndNothingIsTouched() {
        SortedMap<String, String> ourBefore = TreeText.exact(ours);
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        GpuSync.Answer answer = run();
        assertThat(answer.ended().exitCode()).as("%s", answer.ended().failure()).isEqualTo(ExitCode.REFUSED);
        assertThat(TreeText.exact(ours)).isEqualTo(ourBefore);
        assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
    }

    private void isConflictOf(String name, GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .extracting(Problem::where)
                .containsExactly("workspace_code:" + name);
    }

    @Test
    void s1_an_edit_of_both_keeps_both_under_the_name_and_is_told() {
        six();
        TreeText.write(ours, "f1", "ours", 10);
        TreeText.write(theirs, "f1", "theirs", 11);
        isConflictOf("f1", run());
        assertThat(TreeText.read(ours, "f1")).isEqualTo("ours");
        assertThat(TreeText.read(theirs, "f1")).isEqualTo("theirs");
        assertThat(TreeText.contents(ours)).hasSize(7);
        assertThat(TreeText.contents(theirs)).hasSize(7);
    }

    @Test
    void s2_an_edit_against_a_deletion_is_kept() throws IOException {
        six();
        TreeText.write(ours, "f1", "edited", 10);
        Files.delete(theirs.resolve("f1"));
        TreeText.write(theirs, "f2", "edited there", 11);
        Files.delete(ours.resolve("f2"));
        assertThat(sync()).isEqualTo(ExitCode.DONE);
        assertThat(TreeText.read(theirs, "f1")).isEqualTo("edited");
        assertThat(TreeText.read(ours, "f2")).isEqualTo("edited there");
        areTheSame(7);
    }

    /** Of the same size, at once, with whatever time the system gives it. */
    @Test
    void s3_an_edit_right_after_a_sync_against_a_deletion_is_kept() throws IOException {
        six();
        Files.writeString(ours.resolve("f1"), "CONTENT 1");
        Files.delete(theirs.resolve("f1"));
        assertThat(sync()).isEqualTo(ExitCode.DONE);
        assertThat(TreeText.read(theirs, "f1")).isEqualTo("CONTENT 1");
        areTheSame(7);
    }

    @Test
    void s4_a_side_that_was_emptied_is_refused() throws IOException {
        six();
        for (int i = 1; i <= 6; i++) {
            Files.delete(theirs.resolve("f" + i));
        }
        isRefusedAndNothingIsTouched();
        Files.delete(theirs);
        isRefusedAndNothingIsTouched();
    }

    @Test
    void s5_four_of_six_deleted_is_refused() throws IOException {
        six();
        for (int i = 1; i <= 4; i++) {
            Files.delete(ours.resolve("f" + i));
        }
        isRefusedAndNothingIsTouched();
    }

    @Test
    void s6_a_rename_against_an_edit_keeps_both() throws IOException {
        six();
        Files.move(ours.resolve("f1"), ours.resolve("g1"));
        TreeText.write(theirs, "f1", "edited", 10);
        assertThat(sync()).isEqualTo(ExitCode.DONE);
        assertThat(TreeText.read(ours, "f1")).isEqualTo("edited");
        assertThat(TreeText.read(theirs, "g1")).isEqualTo("content 1");
        areTheSame(8);
    }

    @Test
    void s7_a_content_changed_with_size_and_time_put_back_is_followed() throws IOException {
        six();
        for (Path root : List.of(ours, theirs)) {
            Path file = root.resolve(root.equals(ours) ? "f1" : "f2");
            FileTime time = Files.getLastModifiedTime(file);
            Files.writeString(file, Files.readString(file).toUpperCase(java.util.Locale.ROOT));
            Files.setLastModifiedTime(file, time);
        }
        GpuSync.Answer answer = run();
        assertThat(answer.ended().exitCode())
                .as("%s", answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(TreeText.read(theirs, "f1")).isEqualTo("CONTENT 1");
        assertThat(TreeText.read(ours, "f2")).isEqualTo("CONTENT 2");
        areTheSame(7);
    }

    @Test
    void s8_a_first_run_keeps_both_whichever_is_newer() {
        TreeText.write(ours, "f1", "ours", 1);
        TreeText.write(theirs, "f1", "theirs, newer", 99);
        TreeText.write(ours, "same", "same", 1);
        TreeText.write(theirs, "same", "same", 2);
        TreeText.write(ours, "f2", "ours alone", 1);
        TreeText.write(theirs, "f3", "theirs alone", 1);
        isConflictOf("f1", run());
        assertThat(TreeText.read(ours, "f1")).isEqualTo("ours");
        assertThat(TreeText.read(theirs, "f1")).isEqualTo("theirs, newer");
        assertThat(TreeText.read(theirs, "f2")).isEqualTo("ours alone");
        assertThat(TreeText.read(ours, "f3")).isEqualTo("theirs alone");
    }
}
