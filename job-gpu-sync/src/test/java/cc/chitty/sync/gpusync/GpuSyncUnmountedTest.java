package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;

/** The whole job over ssh with real file systems that come and go, within a workspace and as the whole of one. */
class GpuSyncUnmountedTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");

    @TempDir
    Path directory;

    private @Nullable SshStation station;
    private @Nullable JobDesk desk;
    private @Nullable Path disk;

    private void begin() throws IOException {
        begin("~/code");
    }

    private void begin(String workspace) throws IOException {
        SshStation begun = new SshStation(directory);
        station = begun;
        Map<String, Object> settings = begun.settings(begun.server().port());
        settings.put("workspaces[0].path", workspace);
        desk = new JobDesk(directory, begun.home(), settings);
    }

    private void mount(Path at) throws IOException {
        disk = Files.createDirectories(at);
        Mounts.small(at, 64); // 16 MiB have to stay free
    }

    private void unmount() {
        if (disk != null) {
            Mounts.away(disk);
            disk = null;
        }
    }

    @AfterEach
    void end() {
        unmount();
        if (desk != null) {
            desk.close();
        }
        if (station != null) {
            station.close();
        }
    }

    private Path at(Side side) {
        SshStation there = Objects.requireNonNull(station);
        return side == Side.OURS ? there.ours() : there.theirs();
    }

    private List<Problem> problems(SyncOptions options) {
        GpuSync.Answer answer = Objects.requireNonNull(desk).run(options);
        assertThat(answer.ended().failure()).isNull();
        List<Problem> problems = answer.ended().report().problems();
        assertThat(answer.ended().exitCode()).isEqualTo(problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT);
        return problems;
    }

    private void isNamedAlone(Side side, Path place) {
        for (SyncOptions options : List.of(ALL.dry(), ALL, ALL)) {
            assertThat(problems(options))
                    .singleElement()
                    .satisfies(it -> assertThat(it.what())
                            .startsWith((side == Side.OURS ? "here: " : "peer: ") + place
                                    + " was another file system and is not mounted now"));
        }
    }

    private static void fill(Path at) {
        TreeText.write(at, "m1", "one", 1);
        TreeText.write(at, "d/m2", "two", 2);
        TreeText.write(at, "models/large", "of another category", 3);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_disk_in_a_workspace_may_go_and_come_back(Side side) throws IOException {
        begin();
        Path here = at(side);
        Path there = at(side.other());
        for (int i = 0; i < 9; i++) {
            TreeText.write(here, "f" + i, "content " + i, i);
        }
        mount(here.resolve("m"));
        fill(here.resolve("m"));
        assertThat(problems(ALL)).isEmpty();
        assertThat(problems(ALL)).isEmpty();
        assertThat(TreeText.contents(there)).isEqualTo(TreeText.contents(here));
        unmount();
        TreeText.write(there, "m/m1", "the edit", 100);
        TreeText.write(there, "m/models/more", "new", 101);
        TestRepository.make(there.resolve("m/app")).commit("a", "one");
        SortedMap<String, String> before = TreeText.contents(there);

        assertThat(problems(new SyncOptions("ws", SyncOptions.What.ALL.of("git"), ALL.how(), false, "", false)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.where()).isEqualTo(here.resolve("m").toString());
                    assertThat(it.what())
                            .startsWith("it was another file system")
                            .contains("not mounted now; its repositories are left alone");
                });
        isNamedAlone(side, here.resolve("m"));

        assertThat(here.resolve("m")).isEmptyDirectory();
        assertThat(TreeText.contents(there)).isEqualTo(before);
        mount(here.resolve("m"));
        fill(here.resolve("m"));
        assertThat(problems(ALL)).isEmpty();
        assertThat(TreeText.read(here, "m/m1")).isEqualTo("the edit");
        assertThat(TreeText.read(here, "m/models/more")).isEqualTo("new");
        assertThat(here.resolve("m/app/a")).hasContent("one");
        assertThat(here.resolve("m/app/.git")).isDirectory();
    }

    /** The disk was filled from the directory, and what it was filled from is seen again. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void a_copy_from_before_that_lies_below_the_disk_overwrites_nothing(Side side) throws IOException {
        begin();
        Path here = at(side);
        Path there = at(side.other());
        TreeText.write(here, "m/m1", "one", 1);
        TreeText.write(here, "m/m2", "two", 2);
        assertThat(problems(ALL)).isEmpty();
        mount(here.resolve("m"));
        TreeText.write(here, "m/m1", "one", 1);
        TreeText.write(here, "m/m2", "weeks of work", 20);
        assertThat(problems(ALL)).isEmpty();
        assertThat(TreeText.read(there, "m/m2")).isEqualTo("weeks of work");
        unmount();
        assertThat(TreeText.read(here, "m/m2")).isEqualTo("two");
        Files.setPosixFilePermissions(here.resolve("m/m2"), PosixFilePermissions.fromString("rw-------"));

        isNamedAlone(side, here.resolve("m"));

        assertThat(TreeText.read(there, "m/m2")).isEqualTo("weeks of work");
        TreeText.write(here, "m/m2", "copied there by a person", 30);
        assertThat(problems(ALL)).isEmpty();
        assertThat(TreeText.read(there, "m/m2")).isEqualTo("copied there by a person");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_file_that_is_left_out_hides_no_disk(Side side) throws IOException {
        begin();
        Path here = at(side);
        Path there = at(side.other());
        TreeText.write(here, "m/m1", "one", 1);
        TreeText.write(here, "m/out", "left out later", 2);
        assertThat(problems(ALL)).isEmpty();
        TreeText.write(here, ".gitignore", "out\n", 3);
        assertThat(problems(ALL)).isEmpty();
        Files.delete(here.resolve("m/m1"));
        Files.delete(here.resolve("m/out"));
        mount(here.resolve("m"));
        TreeText.write(here, "m/m1", "one", 1);
        assertThat(problems(ALL)).isEmpty();
        unmount();
        isNamedAlone(side, here.resolve("m"));
        assertThat(TreeText.read(there, "m/m1")).isEqualTo("one");
        mount(here.resolve("m"));
        TreeText.write(here, "m/m1", "one", 1);
        Files.delete(here.resolve(".gitignore"));
        assertThat(problems(ALL)).isEmpty();
        assertThat(problems(ALL)).isEmpty(); // in the run before the other side still left it out
        assertThat(TreeText.read(here, "m/out")).isEqualTo("left out later");
        assertThat(TreeText.read(there, "m/out")).isEqualTo("left out later");
    }

    /** Runs of other categories alone have seen the disk. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void a_disk_is_known_to_each_category_that_has_something_there(Side side) throws IOException {
        begin();
        Path here = at(side);
        Path there = at(side.other());
        TreeText.write(here, "m/.vscode/settings.json", "{}", 1);
        TreeText.write(here, "m/models/large", "of another category", 2);
        TreeText.write(here, "k", "k", 3);
        assertThat(problems(ALL)).isEmpty();
        FileSystemUtils.deleteRecursively(here.resolve("m"));
        mount(here.resolve("m"));
        TreeText.write(here, "m/.vscode/settings.json", "{}", 1);
        TreeText.write(here, "m/models/large", "of another category", 2);
        assertThat(problems(of("workspace"))).isEmpty();
        unmount();
        for (String category : List.of("config", "cache")) {
            assertThat(problems(of(category)))
                    .singleElement()
                    .satisfies(it -> assertThat(it.what()).contains(" was another file system and is not mounted now"));
        }
        assertThat(TreeText.read(there, "m/.vscode/settings.json")).isEqualTo("{}");
        assertThat(TreeText.read(there, "m/models/large")).isEqualTo("of another category");
    }

    private static SyncOptions of(String category) {
        return new SyncOptions("ws", SyncOptions.What.ALL.of(category), ALL.how(), false, "", false);
    }

    /** The disk is mounted above the workspace, which is not even there without it. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void a_disk_that_a_workspace_lies_on_may_go_and_nothing_is_brought_below_its_mount_point(Side side)
            throws IOException {
        begin("~/ext/w");
        Path ext = at(side).resolveSibling("ext");
        Path here = ext.resolve("w");
        Path there = at(side.other()).resolveSibling("ext").resolve("w");
        mount(ext);
        TreeText.write(here, "image", "one", 1);
        TreeText.write(here, "k", "k", 1);
        assertThat(problems(ALL)).isEmpty();
        unmount();
        TreeText.write(there, "k", "the edit", 100);
        TreeText.write(there, "new", "new", 101);
        SyncOptions.What only = new SyncOptions.What(List.of(), false, false, List.of("~/ext/w/new", "~/ext/w/k"), "");
        for (SyncOptions.What what : List.of(only, SyncOptions.What.ALL)) {
            assertThat(problems(new SyncOptions("ws", what, ALL.how(), false, "", false)))
                    .anySatisfy(it -> assertThat(it.what()).contains(here + " was another file system"));
            assertThat(ext).isEmptyDirectory();
        }
        mount(ext);
        TreeText.write(here, "image", "one", 1);
        TreeText.write(here, "k", "k", 1);
        assertThat(problems(ALL)).isEmpty();
        assertThat(TreeText.read(here, "k")).isEqualTo("the edit");
        assertThat(TreeText.read(here, "new")).isEqualTo("new");
        assertThat(TreeText.read(there, "image")).isEqualTo("one");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_workspace_that_is_a_disk_may_go_with_its_only_file(Side side) throws IOException {
        begin();
        Path here = at(side);
        mount(here);
        TreeText.write(here, "image", "one", 1);
        assertThat(problems(ALL)).isEmpty();
        unmount();
        isNamedAlone(side, here);
        assertThat(here).isEmptyDirectory();
        assertThat(TreeText.read(at(side.other()), "image")).isEqualTo("one");
        TreeText.write(at(side.other()), "image", "the edit", 100);
        mount(here);
        TreeText.write(here, "image", "one", 1);
        assertThat(problems(ALL)).isEmpty();
        assertThat(TreeText.read(here, "image")).isEqualTo("the edit");
    }
}
