package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.model.Replica;
import cc.chitty.sync.gpusync.peer.DiskTraits;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is on a disk of its own within what is synced, on either side, while that disk is away. */
class UnmountedJobTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final String ROOT = Replica.ROOT;
    private static final String M = ROOT + "/m";
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path directory;

    private final Map<Side, InMemoryDisk> disks = new HashMap<>();
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        for (Side side : Side.values()) {
            disks.put(side, new InMemoryDisk(DiskTraits.LINUX, "/home/kim"));
        }
        desk = BatchSync.between(directory, disk(Side.OURS), disk(Side.THEIRS));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private InMemoryDisk disk(Side side) {
        return Objects.requireNonNull(disks.get(side));
    }

    private static void write(InMemoryDisk disk, String path, String content, int seconds) {
        disk.file(path, content, 0644, 1_700_000_000L * SECOND + seconds * SECOND);
    }

    /** Three files on a disk in {@code m}, and ten beside it. */
    private InMemoryDisk synced(Side side) {
        InMemoryDisk disk = disk(side);
        for (int i = 0; i < 10; i++) {
            write(disk, ROOT + "/f" + i, "content " + i, i);
        }
        disk.directory(M, 0755);
        disk.mount(M, "disk");
        write(disk, M + "/m1", "one", 1);
        write(disk, M + "/m2", "two", 2);
        write(disk, M + "/d/m3", "three", 3);
        done();
        assertThat(files(side.other())).hasSize(13).isEqualTo(files(side));
        done();
        return disk;
    }

    private SortedMap<String, String> files(Side side) {
        SortedMap<String, String> files = new TreeMap<>();
        disk(side).forEach(ROOT, (path, what) -> {
            if (what.startsWith("f")) {
                files.put(path.substring(ROOT.length() + 1), what.substring(1));
            }
        });
        return files;
    }

    private void done() {
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
    }

    private List<Problem> problems(SyncOptions options) {
        GpuSync.Answer answer = desk.run(options);
        assertThat(answer.ended().exitCode()).as("%s", answer.ended().failure()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        return answer.ended().report().problems();
    }

    private void isNamedAlone(Side side, String what) {
        for (SyncOptions options : List.of(ALL.dry(), ALL, ALL)) {
            assertThat(problems(options)).singleElement().satisfies(it -> {
                assertThat(it.where()).isEqualTo("work");
                assertThat(it.what())
                        .startsWith((side == Side.OURS ? "here: " : "peer: ") + what)
                        .contains("it is left alone", "delete it on the other side, too, or exclude it");
            });
        }
    }

    private static String gone(String place) {
        return place + " was another file system and is not mounted now; it is left alone. Mount it;";
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void what_is_on_a_disk_that_is_away_is_neither_deleted_nor_overwritten(Side side) {
        InMemoryDisk disk = synced(side);
        InMemoryDisk other = disk(side.other());
        disk.unmount(M);
        write(other, M + "/m1", "the edit", 100);
        write(other, M + "/new", "new", 101);
        write(other, ROOT + "/f1", "another edit", 102);
        write(disk, ROOT + "/f2", "ours goes on", 103);
        SortedMap<String, String> before = files(side.other());

        isNamedAlone(side, gone(M));

        assertThat(files(side)).hasSize(10).containsEntry("f1", "another edit");
        before.put("f2", "ours goes on");
        assertThat(files(side.other())).isEqualTo(before);
        disk.mount(M, "disk");
        assertThat(files(side)).containsEntry("m/m1", "one");
        done();
        assertThat(files(side))
                .hasSize(14)
                .containsEntry("m/m1", "the edit")
                .containsEntry("m/new", "new")
                .isEqualTo(files(side.other()));
        disk.remove(M + "/m2");
        done();
        assertThat(files(side.other())).doesNotContainKey("m/m2");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void so_it_is_where_the_directory_goes_with_the_disk(Side side) {
        InMemoryDisk disk = synced(side);
        disk.unmount(M);
        disk.remove(M);
        write(disk(side.other()), M + "/m1", "the edit", 100);
        SortedMap<String, String> before = files(side.other());
        isNamedAlone(side, gone(M));
        assertThat(disk.kind(M)).isNull();
        assertThat(files(side.other())).isEqualTo(before);
        disk.directory(M, 0755);
        disk.mount(M, "disk");
        done();
        assertThat(files(side)).containsEntry("m/m1", "the edit").isEqualTo(files(side.other()));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void what_moved_from_the_disk_into_the_directory_is_synced_as_before(Side side) {
        InMemoryDisk disk = synced(side);
        disk.unmount(M);
        write(disk, M + "/m1", "one", 1);
        write(disk, M + "/m2", "edited", 20);
        write(disk, M + "/d/m3", "three", 3);
        done();
        assertThat(files(side.other())).containsEntry("m/m2", "edited").isEqualTo(files(side));
        disk.remove(M + "/m1");
        done();
        assertThat(files(side.other())).doesNotContainKey("m/m1");
    }

    /** The disk was filled from the directory, which is seen again without it. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void a_copy_below_the_disk_from_before_overwrites_nothing(Side side) {
        InMemoryDisk disk = disk(side);
        write(disk, M + "/m1", "one", 1);
        write(disk, M + "/m2", "two", 2);
        disk.link(M + "/l", "m1");
        done();
        disk.mount(M, "disk");
        write(disk, M + "/m1", "one", 1);
        write(disk, M + "/m2", "edited since it was copied", 10);
        disk.link(M + "/l", "m1");
        done();
        assertThat(files(side.other())).containsEntry("m/m2", "edited since it was copied");
        write(disk, M + "/m2", "work", -1_000);
        done();
        SortedMap<String, String> before = files(side.other());
        assertThat(before).containsEntry("m/m2", "work");

        disk.unmount(M);
        assertThat(files(side)).containsEntry("m/m2", "two");
        isNamedAlone(side, gone(M));
        assertThat(files(side.other())).isEqualTo(before);
        write(disk, M + "/m2", "the old one, worked on", 50);
        done();
        assertThat(files(side.other())).containsEntry("m/m2", "the old one, worked on");
        disk.mount(M, "disk");
        isNamedAlone(side, M + " is another file system now,");
        assertThat(files(side.other())).containsEntry("m/m2", "the old one, worked on");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_link_that_leads_elsewhere_below_the_disk_neither(Side side) {
        InMemoryDisk disk = disk(side);
        disk.directory(M, 0755);
        disk.link(M + "/l", "old");
        disk.mount(M, "disk");
        disk.link(M + "/l", "new");
        done();
        disk.unmount(M);
        isNamedAlone(side, gone(M));
        disk(side.other()).forEach(M + "/l", (path, what) -> assertThat(what).isEqualTo("lnew"));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void once_the_other_side_has_nothing_of_it_any_more_it_is_settled(Side side) {
        InMemoryDisk disk = synced(side);
        InMemoryDisk other = disk(side.other());
        disk.unmount(M);
        isNamedAlone(side, gone(M));
        other.remove(M);
        done();
        assertThat(files(side)).hasSize(10);
        write(other, M + "/again", "again", 200);
        done();
        assertThat(files(side)).hasSize(11).isEqualTo(files(side.other()));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_disk_that_hides_what_was_there_has_not_deleted_it(Side side) {
        InMemoryDisk disk = synced(side);
        String below = ROOT + "/m/d";
        disk.mount(below, "another disk");
        SortedMap<String, String> before = files(side.other());
        isNamedAlone(side, below + " is another file system now, without all that both sides had there, or");
        assertThat(files(side.other())).isEqualTo(before);
        assertThat(files(side)).hasSize(12);
        disk.unmount(below);
        done();
        disk.mount(below, "another disk");
        write(disk, below + "/m3", "three", 3);
        done();
        assertThat(files(side)).hasSize(13).isEqualTo(files(side.other()));
    }

    /** It was seen without one file, so that it was left alone; that it goes again is no deletion of the others. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void one_that_came_without_all_and_goes_has_deleted_nothing(Side side) {
        InMemoryDisk disk = synced(side);
        String below = ROOT + "/m/d";
        write(disk, below + "/m4", "four", 4);
        done();
        SortedMap<String, String> before = files(side.other());
        disk.remove(below + "/m3");
        disk.remove(below + "/m4");
        disk.mount(below, "another disk");
        write(disk, below + "/m3", "three", 3);
        isNamedAlone(side, below + " is another file system now, without all that both sides had there, or");
        disk.unmount(below);
        isNamedAlone(side, gone(below));
        assertThat(files(side.other())).isEqualTo(before);
        disk.mount(below, "another disk");
        isNamedAlone(side, below + " is another file system now,");
        write(disk, below + "/m4", "four", 4);
        done();
        disk.remove(below + "/m3");
        done();
        assertThat(files(side.other())).doesNotContainKey("m/d/m3").containsKey("m/d/m4");
        disk.unmount(below);
        isNamedAlone(side, gone(below));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_run_of_a_part_settles_nothing_of_the_rest(Side side) {
        InMemoryDisk disk = synced(side);
        SortedMap<String, String> before = files(side.other());
        SyncOptions part = new SyncOptions(
                "ws", new SyncOptions.What(List.of(), false, false, List.of("f1"), ""), ALL.how(), false, "", false);
        disk.unmount(M);
        GpuSync.Answer answer = desk.run(part);
        assertThat(answer.ended().failure()).isNull();
        isNamedAlone(side, gone(M));
        assertThat(files(side.other())).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_root_that_was_a_disk_with_one_file_has_not_lost_it(Side side) {
        InMemoryDisk disk = disk(side);
        disk.mount(ROOT, "disk");
        write(disk, ROOT + "/one", "one", 1);
        done();
        disk.unmount(ROOT);
        write(disk(side.other()), ROOT + "/more", "more", 2);
        isNamedAlone(side, gone(ROOT));
        assertThat(files(side)).isEmpty();
        assertThat(files(side.other())).hasSize(2);
        disk.mount(ROOT, "disk");
        done();
        assertThat(files(side)).hasSize(2).isEqualTo(files(side.other()));
    }

    /** The plan of the first run says what is to be put on the disk. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void a_run_that_was_killed_is_not_gone_on_with_once_the_disk_is_away(Side side) {
        InMemoryDisk disk = synced(side);
        InMemoryDisk other = disk(side.other());
        write(other, M + "/new", "new", 100);
        write(other, M + "/m1", "the edit", 101);
        disk.onTouch(() -> {
            throw new IllegalStateException("killed");
        });
        assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.FAILED);
        disk.onTouch(() -> {});
        disk.unmount(M);
        isNamedAlone(side, gone(M));
        assertThat(files(side)).hasSize(10);
        disk.mount(M, "disk");
        done();
        assertThat(files(side)).containsEntry("m/new", "new").isEqualTo(files(side.other()));
    }

    @Test
    void on_both_sides_it_is_as_safe() {
        InMemoryDisk ours = synced(Side.OURS);
        InMemoryDisk theirs = disk(Side.THEIRS);
        theirs.mount(M, "station's");
        write(theirs, M + "/m1", "one", 1);
        write(theirs, M + "/m2", "two", 2);
        write(theirs, M + "/d/m3", "three", 3);
        done();
        ours.unmount(M);
        theirs.unmount(M);
        theirs.remove(M);
        assertThat(problems(ALL)).hasSize(2);
        assertThat(problems(ALL)).hasSize(2);
        theirs.directory(M, 0755);
        theirs.mount(M, "station's");
        isNamedAlone(Side.OURS, gone(M));
        assertThat(files(Side.THEIRS)).hasSize(13);
        ours.mount(M, "disk");
        done();
        assertThat(files(Side.OURS)).hasSize(13).isEqualTo(files(Side.THEIRS));
    }
}
