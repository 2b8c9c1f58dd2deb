package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sync has changed comes back on both sides, byte by byte, with modes and times, and can be taken back again. */
class RollbackTest {

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
        for (int i = 0; i < 8; i++) {
            TreeText.write(ours, "d" + i % 3 + "/f" + i, "content " + i, i);
        }
        TreeText.write(ours, "gone/deep/er", "x", 1);
        done(desk.run(ALL));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private static void done(GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
    }

    private void changeBoth() throws IOException {
        TreeText.write(ours, "d0/f0", "changed here", 100);
        TreeText.write(theirs, "d1/f1", "changed there", 101);
        TreeText.write(ours, "new/dir/file", "new", 102);
        Files.delete(theirs.resolve("d2/f2"));
        Files.delete(ours.resolve("gone/deep/er"));
        Files.delete(ours.resolve("gone/deep"));
        Files.delete(ours.resolve("gone"));
        Files.setPosixFilePermissions(theirs.resolve("d0/f3"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setPosixFilePermissions(ours.resolve("d1"), PosixFilePermissions.fromString("rwx------"));
        Files.delete(ours.resolve("d1/f4"));
        TreeText.write(ours, "d1/f4/now", "a directory", 103);
    }

    @Test
    void both_sides_are_as_they_were_and_the_rollback_can_be_taken_back() throws IOException {
        changeBoth();
        SortedMap<String, String> ourBefore = TreeText.exact(ours);
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        done(desk.run(ALL));
        SortedMap<String, String> ourAfter = TreeText.exact(ours);
        SortedMap<String, String> theirAfter = TreeText.exact(theirs);
        assertThat(theirAfter).isNotEqualTo(theirBefore);
        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
        assertThat(TreeText.exact(ours)).isEqualTo(ourBefore);
        assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
        done(desk.rollback(desk.snapshots().ids().get(0)));
        assertThat(TreeText.exact(ours)).isEqualTo(ourAfter);
        assertThat(TreeText.exact(theirs)).isEqualTo(theirAfter);
    }

    @Test
    void a_content_of_the_same_size_and_time_comes_back_too() throws IOException {
        TreeText.write(ours, "v", "version 1", 7);
        done(desk.run(ALL));
        TreeText.write(ours, "v", "version 2", 7);
        done(desk.run(ALL));
        assertThat(Files.readString(theirs.resolve("v"))).isEqualTo("version 2");

        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));

        assertThat(Files.readString(theirs.resolve("v"))).isEqualTo("version 1");
        assertThat(Files.readString(ours.resolve("v"))).isEqualTo("version 2");
    }

    @Test
    void what_is_another_text_on_each_side_comes_back_as_it_was_there() throws IOException {
        Path laptop = directory.resolve("laptop");
        Path station = directory.resolve("station");
        String slug = TreeText.slug(laptop + "/code");
        String id = "11111111-2222-3333-4444-555555555555.jsonl";
        String line = "{\"type\":\"user\",\"cwd\":\"" + laptop.resolve("code") + "\"}\n";
        String secret = "export TOKEN=ghp_" + "Zx9Kq2Lm7Rt4Wv8Yb3Nc6Pd1Sf5Gh0Jk2Qa7\n";
        TreeText.write(laptop, ".claude/projects/" + slug + "/" + id, line, 1);
        TreeText.write(laptop, ".bash_history", "ls\n", 1);
        done(desk.run(ALL));
        TreeText.write(laptop, ".bash_history", "ls\n" + secret, 2);
        TreeText.write(station, ".bash_history", "ls\nmake\n", 3);
        Path session = station.resolve(".claude/projects/" + TreeText.slug(station + "/code") + "/" + id);
        Files.writeString(session, Files.readString(session) + "{\"type\":\"assistant\"}\n");
        SortedMap<String, String> ourBefore = TreeText.contents(laptop.resolve(".claude/projects"));
        SortedMap<String, String> theirBefore = TreeText.contents(station.resolve(".claude/projects"));
        done(desk.run(ALL));
        assertThat(TreeText.contents(laptop.resolve(".claude/projects"))).isNotEqualTo(ourBefore);
        assertThat(laptop.resolve(".bash_history")).content().contains("make").doesNotContain("ghp_");

        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));

        assertThat(TreeText.contents(laptop.resolve(".claude/projects"))).isEqualTo(ourBefore);
        assertThat(TreeText.contents(station.resolve(".claude/projects"))).isEqualTo(theirBefore);
        assertThat(laptop.resolve(".bash_history")).hasContent("ls\n" + secret);
        assertThat(station.resolve(".bash_history")).hasContent("ls\nmake\n");
    }

    @Test
    void what_was_synced_before_a_rollback_is_synced_again_after_it() throws IOException {
        changeBoth();
        done(desk.run(ALL));
        SortedMap<String, String> after = TreeText.contents(theirs);
        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
        done(desk.run(ALL));
        assertThat(TreeText.contents(theirs)).isEqualTo(after).isEqualTo(TreeText.contents(ours));
    }

    @Test
    void a_directory_that_was_made_and_closed_is_as_nobody_has_changed_it() throws IOException {
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        TreeText.write(ours, "modes/locked/f", "x", 1);
        TreeText.write(ours, "over/f", "x", 1);
        TreeText.write(theirs, "modes/unlocked/g", "y", 1);
        Files.setPosixFilePermissions(ours.resolve("modes/locked"), PosixFilePermissions.fromString("r-xr-xr-x"));
        done(desk.run(ALL));
        SortedMap<String, String> theirAfter = TreeText.exact(theirs);
        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
        assertThat(theirs.resolve("modes/locked")).doesNotExist();
        assertThat(theirs.resolve("modes/unlocked/g")).exists();
        assertThat(TreeText.exact(theirs)).containsAllEntriesOf(withoutRoot(theirBefore));
        done(desk.rollback(desk.snapshots().ids().get(0)));
        assertThat(TreeText.exact(theirs)).isEqualTo(theirAfter);
        Files.setPosixFilePermissions(theirs.resolve("modes/locked"), PosixFilePermissions.fromString("rwx------"));
        GpuSync.Answer answer = desk.rollback(desk.snapshots().lastSync().orElseThrow());
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .anySatisfy(it -> assertThat(it.where()).endsWith("modes/locked"));
        assertThat(theirs.resolve("modes/locked")).exists();
    }

    @Test
    void a_closed_directory_that_a_rollback_brought_back_goes_when_the_rollback_is_taken_back() throws IOException {
        TreeText.write(ours, "q/w/one", "1", 1);
        Files.setPosixFilePermissions(ours.resolve("q/w"), PosixFilePermissions.fromString("r-x------"));
        done(desk.run(ALL));
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        Files.setPosixFilePermissions(ours.resolve("q/w"), PosixFilePermissions.fromString("rwx------"));
        for (String gone : List.of("q/w/one", "q/w", "q")) {
            Files.delete(ours.resolve(gone));
        }
        done(desk.run(ALL));
        SortedMap<String, String> theirAfter = TreeText.exact(theirs);
        for (int round = 0; round < 2; round++) {
            done(desk.rollback(round == 0 ? desk.snapshots().lastSync().orElseThrow() : newest()));
            assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
            done(desk.rollback(newest()));
            assertThat(TreeText.exact(theirs)).isEqualTo(theirAfter);
        }
    }

    private String newest() {
        return desk.snapshots().ids().get(0);
    }

    /** Its time is another one since something was written there. */
    private static SortedMap<String, String> withoutRoot(SortedMap<String, String> tree) {
        tree.remove("");
        return tree;
    }

    @Test
    void what_somebody_has_changed_since_is_left_alone_and_named() throws IOException {
        changeBoth();
        done(desk.run(ALL));
        TreeText.write(theirs, "d0/f0", "changed since", 200);
        GpuSync.Answer answer = desk.rollback(desk.snapshots().lastSync().orElseThrow());
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .singleElement()
                .satisfies(it -> assertThat(it.where()).contains("d0/f0"));
        assertThat(TreeText.read(theirs, "d0/f0")).isEqualTo("changed since");
        assertThat(TreeText.read(ours, "d1/f1")).isEqualTo("content 1");
    }

    /** Its files go and come back as files, or, where only git was synced, with the repository. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_repository_that_a_sync_made_goes_and_comes_back_with_its_files_and_refs(boolean alone) {
        SyncOptions what = alone
                ? new SyncOptions("ws", SyncOptions.What.ALL.of("git"), SyncOptions.How.USUAL, false, "", false)
                : ALL;
        TestRepository mine = TestRepository.make(ours.resolve("sub/app"));
        mine.commit("a/b", "one");
        mine.git("branch", "next");
        TestRepository made = new TestRepository(theirs.resolve("sub/app"));
        done(desk.run(what));
        String refs = made.git("for-each-ref", "refs/heads");
        assertThat(made.status()).isEmpty();
        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
        assertThat(theirs.resolve("sub")).doesNotExist();
        done(desk.rollback(desk.snapshots().ids().get(0)));
        assertThat(made.git("for-each-ref", "refs/heads")).isEqualTo(refs);
        assertThat(made.read("a/b")).isEqualTo("one");
        assertThat(made.status()).isEmpty();
        mine.git("checkout", "-q", "next");
        String next = mine.commit("a/b", "two");
        mine.git("checkout", "-q", "main");
        done(desk.run(what));
        assertThat(made.value("next")).isEqualTo(next);
    }

    /** Four repositories of which one is spotless; the others have what git has not. */
    static void makeUntidy(Path code) {
        for (String name : List.of("clean", "mod", "untr", "sub/ign")) {
            TestRepository made = TestRepository.make(code.resolve(name));
            made.write(".gitignore", "dist/\n");
            made.commit("f.txt", "a");
        }
        TreeText.write(code, "mod/f.txt", "changed", 1);
        TreeText.write(code, "untr/u.txt", "unknown", 1);
        TreeText.write(code, "sub/ign/dist/d.js", "built", 1);
    }

    @Test
    void repositories_that_were_not_spotless_go_and_come_back_too() {
        makeUntidy(ours);
        SortedMap<String, String> before = TreeText.contents(theirs);
        done(desk.run(ALL));
        TestRepository mod = new TestRepository(theirs.resolve("mod"));
        String status = mod.status();
        SortedMap<String, String> after = TreeText.told(theirs, it -> !it.matches(".*\\.git(/.*)?"), true);

        done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));

        assertThat(TreeText.contents(theirs)).isEqualTo(before);
        done(desk.rollback(desk.snapshots().ids().get(0)));
        assertThat(TreeText.told(theirs, it -> !it.matches(".*\\.git(/.*)?"), true))
                .isEqualTo(after);
        assertThat(mod.status()).isEqualTo(status).contains(" M f.txt");
        done(desk.run(ALL));
    }

    @Test
    void a_repository_in_which_somebody_committed_stays_with_its_files_and_that_is_all_that_is_told() {
        makeUntidy(ours);
        SortedMap<String, String> before = TreeText.contents(theirs);
        done(desk.run(ALL));
        TestRepository made = new TestRepository(theirs.resolve("sub/ign"));
        made.git("config", "user.name", "Kim");
        made.git("config", "user.email", "kim@example.org");
        String mine = made.commit("mine", "1");

        GpuSync.Answer answer = desk.rollback(desk.snapshots().lastSync().orElseThrow());

        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems()).singleElement().satisfies(it -> {
            assertThat(it.where()).endsWith("sub/ign");
            assertThat(it.what()).contains("stays");
        });
        assertThat(made.value("main")).isEqualTo(mine);
        assertThat(made.status()).isEmpty();
        assertThat(made.read("f.txt") + made.read("dist/d.js")).isEqualTo("abuilt");
        SortedMap<String, String> left = TreeText.contents(theirs);
        left.keySet().removeIf(it -> it.startsWith("sub"));
        assertThat(left).isEqualTo(before);
        done(desk.run(ALL));
        assertThat(new TestRepository(ours.resolve("sub/ign")).value("main")).isEqualTo(mine);
    }

    @Test
    void old_snapshots_are_pruned_on_both_sides() {
        desk.close();
        Map<String, Object> settings = JobDesk.peer(directory.resolve("station"));
        settings.put("snapshots.count", 10);
        desk = new JobDesk(directory, directory.resolve("laptop"), settings);
        for (int i = 0; i < 12; i++) {
            TreeText.write(ours, "d0/f0", "version " + i, 100 + i);
            done(desk.run(ALL));
        }
        assertThat(desk.snapshots().ids()).hasSize(10);
        Path backups = directory.resolve("station/.claude/backups");
        assertThat(backups)
                .isDirectoryContaining(it -> it.getFileName()
                        .toString()
                        .equals(desk.snapshots().ids().get(9)));
        assertThat(TreeText.told(backups, it -> it.matches("sync-[^/]*"), false))
                .hasSize(10);
        assertThat(directory.resolve("station/.chittysync-staging")).doesNotExist();
        assertThat(directory.resolve("laptop/.chittysync-staging")).doesNotExist();
    }
}
