package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.model.Replica;
import cc.chitty.sync.gpusync.peer.DiskTraits;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories in which their owner may not write, as those of a module cache, on disks that heed it for everybody. */
class ClosedDirectoriesTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final long THEN = 1_700_000_000_000_000_000L;

    @TempDir
    Path directory;

    private final InMemoryDisk ours = new InMemoryDisk(DiskTraits.LINUX, "/home/kim");
    private final InMemoryDisk theirs = new InMemoryDisk(DiskTraits.LINUX, "/home/kim");
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        desk = BatchSync.between(directory, ours, theirs);
        for (String file :
                new String[] {"mod/v1/a", "mod/v1/sub/b", "mod/v1/sub/c", "y", "open/z", "o/1", "o/2", "o/3"}) {
            ours.file(at(file), file, 0444, THEN);
        }
        close();
        done(ALL);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private static String at(String path) {
        return Replica.ROOT + "/" + path;
    }

    private void close() {
        ours.directory(at("mod/v1/sub"), 0555);
        ours.directory(at("mod/v1"), 0555);
    }

    private void done(SyncOptions options) {
        answered(desk.run(options));
    }

    private static void answered(GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode())
                .as(() -> String.valueOf(answer.ended().report()))
                .isEqualTo(ExitCode.DONE);
    }

    private String tree(InMemoryDisk disk) {
        StringBuilder tree = new StringBuilder();
        disk.forEach(
                Replica.ROOT,
                (path, what) -> tree.append(path)
                        .append(' ')
                        .append(Integer.toOctalString(disk.mode(path)))
                        .append(' ')
                        .append(what)
                        .append('\n'));
        return tree.toString();
    }

    @Test
    void what_changes_in_them_goes_to_the_other_side_and_they_stay_closed() {
        ours.directory(at("mod/v1/sub"), 0755);
        ours.file(at("mod/v1/sub/b"), "another", 0444, THEN + 5_000_000_000L);
        ours.file(at("mod/v1/sub/new"), "new", 0444, THEN);
        ours.remove(at("mod/v1/sub/c"));
        close();

        done(ALL);

        assertThat(tree(theirs)).isEqualTo(tree(ours)).contains("mod/v1/sub 555", "mod/v1 555");
        assertThat(desk.run(ALL).planned().changes()).isEmpty();
    }

    @Test
    void a_whole_tree_of_them_goes_and_a_rollback_brings_it_back() {
        String before = tree(theirs);
        ours.directory(at("mod/v1/sub"), 0755);
        ours.directory(at("mod/v1"), 0755);
        for (String gone : new String[] {"mod/v1/sub/b", "mod/v1/sub/c", "mod/v1/sub", "mod/v1/a", "mod/v1", "mod"}) {
            ours.remove(at(gone));
        }

        done(ALL);

        assertThat(theirs.kind(at("mod"))).isNull();
        answered(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
        assertThat(tree(theirs)).isEqualTo(before);
        answered(desk.rollback(desk.snapshots().ids().get(0)));
        assertThat(theirs.kind(at("mod"))).isNull();
    }

    @Test
    void one_that_came_in_the_place_of_a_file_goes_for_that_in_a_rollback() {
        String before = tree(theirs);
        ours.remove(at("y"));
        ours.file(at("y/in/f"), "f", 0444, THEN);
        ours.directory(at("y/in"), 0555);
        ours.directory(at("y"), 0555);
        ours.directory(at("mod/v1"), 0755);
        ours.remove(at("mod/v1/a"));
        ours.file(at("mod/v1/a/f"), "f", 0444, THEN);
        ours.directory(at("mod/v1/a"), 0555);
        close();
        done(ALL);
        assertThat(tree(theirs)).isEqualTo(tree(ours));

        answered(desk.rollback(desk.snapshots().lastSync().orElseThrow()));

        assertThat(tree(theirs)).isEqualTo(before);
    }

    /** A sync opens it for good and writes in it, or writes in it and closes it: both in one run. */
    @Test
    void one_that_gets_other_permissions_in_the_same_run_has_those_afterwards() {
        ours.directory(at("mod/v1"), 0775);
        ours.file(at("mod/v1/new"), "new", 0444, THEN);
        ours.file(at("open/new"), "new", 0444, THEN);
        ours.directory(at("open"), 0500);
        String before = tree(theirs);

        done(ALL);

        assertThat(tree(theirs)).isEqualTo(tree(ours)).contains("mod/v1 775", "open 500");
        answered(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
        assertThat(tree(theirs)).isEqualTo(before);
    }

    @Test
    void one_for_which_a_file_or_link_came_is_back_after_a_rollback() {
        String before = tree(theirs);
        ours.directory(at("mod/v1/sub"), 0755);
        ours.directory(at("mod/v1"), 0755);
        for (String gone : new String[] {"mod/v1/sub/b", "mod/v1/sub/c", "mod/v1/sub", "mod/v1/a", "mod/v1"}) {
            ours.remove(at(gone));
        }
        ours.file(at("mod/v1"), "a file now", 0444, THEN);
        done(ALL);
        assertThat(tree(theirs)).isEqualTo(tree(ours));

        answered(desk.rollback(desk.snapshots().lastSync().orElseThrow()));

        assertThat(tree(theirs)).isEqualTo(before);
        answered(desk.rollback(desk.snapshots().ids().get(0)));
        assertThat(tree(theirs)).isEqualTo(tree(ours));
    }
}
