package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.plan.ConflictTable.Stored;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.SyncOptions.Choice;
import cc.chitty.sync.gpusync.run.SyncSteps;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conflict of which a person wants both versions: nothing of theirs is replaced before it lies beside ours. */
class KeepBothTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n";

    /** Fails where a step, or the end of a parcel, asks for the steps; or does something else there. */
    private static final class Interfering extends CurrentGpuSync {
        private int at;
        private int calls;
        private Runnable what = () -> {};

        void at(int call, Runnable then) {
            calls = 0;
            at = call;
            what = then;
        }

        @Override
        SyncSteps steps() {
            if (++calls == at) {
                what.run();
            }
            return super.steps();
        }
    }

    @TempDir
    Path directory;

    private final Interfering current = new Interfering();
    private final FailingEndpoint.Plan plan = new FailingEndpoint.Plan();
    private Path ours;
    private Path theirs;
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        ours = Files.createDirectories(directory.resolve("laptop/code"));
        theirs = Files.createDirectories(directory.resolve("station/code"));
        Map<String, Object> settings = JobDesk.peer(directory.resolve("station"));
        settings.put("transfer.files", 2);
        settings.put("snapshots.count", 200);
        desk = new JobDesk(
                directory,
                directory.resolve("laptop"),
                settings,
                real -> peer -> new PlannedPeering(real.with(peer), plan, PlannedPeering.counts()),
                current);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private Stored conflict(String path) {
        return desk.get(GpuSyncRecords.class).conflicts().stream()
                .filter(it -> it.conflict().place().path().text().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private boolean isInConflict(String path) {
        return desk.get(GpuSyncRecords.class).conflicts().stream()
                .anyMatch(it -> it.conflict().place().path().text().equals(path));
    }

    private SyncOptions both(String path) {
        Stored stored = conflict(path);
        SyncOptions.How how = SyncOptions.How.USUAL.choosing(
                stored.conflict().place().root(), stored.conflict().place().path(), Choice.BOTH);
        return new SyncOptions(
                "ws", SyncOptions.What.ALL.of(stored.conflict().place().category()), how, false, "", true);
    }

    private void conflicting() {
        assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
    }

    private static void done(GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
    }

    private void equalAfterASync() {
        done(desk.run(ALL));
        assertThat(TreeText.contents(ours)).isEqualTo(TreeText.contents(theirs));
        assertThat(desk.get(GpuSyncRecords.class).conflicts()).isEmpty();
    }

    @Test
    void each_time_theirs_gets_a_name_that_neither_side_has() {
        TreeText.write(ours, "notes.md", "a", 0);
        TreeText.write(ours, ".gitignore", "notes.ws.4.md\n", 0);
        TreeText.write(ours, "notes.ws.4.md", "only here, and not synced", 0);
        done(desk.run(ALL));
        for (int i = 1; i <= 5; i++) {
            TreeText.write(ours, "notes.md", "ours " + i, i);
            TreeText.write(theirs, "notes.md", "theirs " + i, 10 + i);
            conflicting();
            done(desk.run(both("notes.md")));
            equalAfterASyncBut("notes.ws.4.md");
        }
        assertThat(TreeText.read(theirs, "notes.md")).isEqualTo("ours 5");
        assertThat(TreeText.read(theirs, "notes.ws.md")).isEqualTo("theirs 1");
        assertThat(TreeText.read(theirs, "notes.ws.2.md")).isEqualTo("theirs 2");
        assertThat(TreeText.read(theirs, "notes.ws.3.md")).isEqualTo("theirs 3");
        assertThat(TreeText.read(ours, "notes.ws.4.md")).isEqualTo("only here, and not synced");
        assertThat(TreeText.read(theirs, "notes.ws.5.md")).isEqualTo("theirs 4");
        assertThat(TreeText.read(theirs, "notes.ws.6.md")).isEqualTo("theirs 5");
    }

    private void equalAfterASyncBut(String name) {
        done(desk.run(ALL));
        SortedMap<String, String> here = TreeText.contents(ours);
        assertThat(here.remove(name)).isNotNull();
        assertThat(here).isEqualTo(TreeText.contents(theirs));
        assertThat(desk.get(GpuSyncRecords.class).conflicts()).isEmpty();
    }

    @Test
    void a_name_that_only_the_peer_has_is_not_free() {
        TreeText.write(ours, "notes.md", "ours", 1);
        TreeText.write(theirs, "notes.md", "theirs", 2);
        conflicting();
        TreeText.write(theirs, "notes.ws.md", "new there", 3);
        done(desk.run(both("notes.md")));
        assertThat(TreeText.read(ours, "notes.ws.2.md")).isEqualTo("theirs");
        assertThat(ours.resolve("notes.ws.md")).doesNotExist();
        equalAfterASync();
        assertThat(TreeText.read(ours, "notes.ws.md")).isEqualTo("new there");
    }

    @Test
    void directories_and_links_of_theirs_are_kept_beside_as_a_whole() throws IOException {
        TreeText.write(ours, "A", "a file here", 1);
        for (int i = 0; i < 5; i++) {
            TreeText.write(theirs, "A/sub/f" + i, "theirs " + i, i);
        }
        TreeText.write(theirs, "A/run", "#!/bin/sh", 3);
        Files.setPosixFilePermissions(theirs.resolve("A/run"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(theirs.resolve("A/link"), Path.of("sub/f1"));
        Files.setPosixFilePermissions(theirs.resolve("A/sub"), PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.createSymbolicLink(ours.resolve("C"), Path.of("x"));
        Files.createSymbolicLink(theirs.resolve("C"), Path.of("y"));
        TreeText.write(ours, "D", "a file here", 1);
        Files.createSymbolicLink(theirs.resolve("D"), Path.of("z"));
        TreeText.write(ours, "E/in", "a directory here", 1);
        TreeText.write(theirs, "E", "a file there", 1);
        conflicting();
        SortedMap<String, String> before = TreeText.contents(theirs);
        for (String path : new String[] {"A", "C", "D", "E"}) {
            done(desk.run(both(path)));
        }
        assertThat(ours.resolve("A.ws/sub/f4")).hasContent("theirs 4");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ours.resolve("A.ws/run"))))
                .isEqualTo("rwxr-x---");
        assertThat(Files.readSymbolicLink(ours.resolve("A.ws/link"))).isEqualTo(Path.of("sub/f1"));
        assertThat(Files.readSymbolicLink(ours.resolve("C.ws"))).isEqualTo(Path.of("y"));
        assertThat(Files.readSymbolicLink(ours.resolve("D.ws"))).isEqualTo(Path.of("z"));
        assertThat(ours.resolve("E.ws")).hasContent("a file there");
        equalAfterASync();
        assertThat(theirs.resolve("A")).hasContent("a file here");
        assertThat(Files.readSymbolicLink(theirs.resolve("C"))).isEqualTo(Path.of("x"));
        assertThat(Files.exists(theirs.resolve("C.ws"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        for (int i = 0; i < 5; i++) {
            done(desk.rollback(desk.snapshots().lastSync().orElseThrow()));
            desk.snapshots().forget(desk.snapshots().lastSync().orElseThrow());
        }
        assertThat(TreeText.contents(theirs)).isEqualTo(before);
        assertThat(ours.resolve("A.ws")).doesNotExist();
    }

    @Test
    void what_cannot_be_kept_beside_is_not_replaced_and_stays_a_conflict() {
        TreeText.write(ours, "notes", "ours", 1);
        TreeText.write(theirs, "notes", KEY, 2);
        TreeText.write(ours, "other", "ours", 1);
        TreeText.write(theirs, "other", "theirs", 2);
        conflicting();
        SortedMap<String, String> ourBefore = TreeText.contents(ours);
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        GpuSync.Answer answer = desk.run(both("notes"));
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .extracting(Problem::where)
                .containsExactly("workspace_code:notes.ws", "workspace_code:notes");
        assertThat(answer.ended().report().problems())
                .extracting(Problem::what)
                .satisfiesExactly(
                        it -> assertThat(it).contains("private key"),
                        it -> assertThat(it).contains("could not be kept beside it"));
        assertThat(TreeText.contents(ours)).isEqualTo(ourBefore);
        assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
        assertThat(isInConflict("notes")).isTrue();
        assertThat(isInConflict("other")).isTrue();
        conflicting();
        assertThat(isInConflict("notes")).isTrue();
    }

    @Test
    void a_directory_that_cannot_be_kept_as_a_whole_is_refused_before_anything_is_changed() throws IOException {
        TreeText.write(ours, "A", "a file here", 1);
        TreeText.write(theirs, "A/in", "theirs", 2);
        Files.createDirectories(ours.resolve("B"));
        Files.createDirectories(theirs.resolve("B"));
        Files.setPosixFilePermissions(ours.resolve("B"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.setPosixFilePermissions(theirs.resolve("B"), PosixFilePermissions.fromString("rwx---r-x"));
        conflicting();
        TreeText.write(theirs, "A/sub/node_modules/x", "never synced", 3);
        SortedMap<String, String> ourBefore = TreeText.exact(ours);
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        Map<String, String> reasons = new TreeMap<>(Map.of(
                "A", "holds something that is not synced: A/sub/node_modules", "B", "only their permissions differ"));
        reasons.forEach((path, reason) -> {
            GpuSync.Answer answer = desk.run(both(path));
            assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.ended().failure()).hasMessageContaining(reason);
            assertThat(TreeText.exact(ours)).isEqualTo(ourBefore);
            assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
            assertThat(isInConflict(path)).isTrue();
        });
    }

    @Test
    void what_has_become_a_conflict_further_below_is_kept_beside_there() throws IOException {
        TreeText.write(ours, "A", "a file here", 1);
        TreeText.write(theirs, "A/in", "theirs", 2);
        conflicting();
        SyncOptions both = both("A");
        Files.delete(ours.resolve("A"));
        TreeText.write(ours, "A/in", "ours", 3);
        done(desk.run(both));
        assertThat(ours.resolve("A/in.ws")).hasContent("theirs");
        assertThat(theirs.resolve("A/in")).hasContent("ours");
        equalAfterASync();
    }

    @Test
    void a_copy_follows_the_rules_of_what_it_is_a_copy_of() {
        Path laptop = directory.resolve("laptop");
        Path station = directory.resolve("station");
        TreeText.write(laptop, ".bashrc", "ours " + laptop + "/code", 1);
        TreeText.write(station, ".bashrc", "theirs " + station + "/code", 2);
        conflicting();
        done(desk.run(both(".bashrc")));
        assertThat(laptop.resolve(".bashrc.ws")).hasContent("theirs " + laptop + "/code");
        assertThat(station.resolve(".bashrc")).hasContent("ours " + station + "/code");
        equalAfterASync();
    }

    private void change(int version) throws IOException {
        TreeText.write(ours, "A" + version, "a file here " + version, version);
        TreeText.write(theirs, "A" + version + "/in", "theirs " + version, version);
        TreeText.write(theirs, "A" + version + "/sub/deep", "deep " + version, version);
        Files.createSymbolicLink(theirs.resolve("A" + version + "/link"), Path.of("in"));
        conflicting();
    }

    private void nothingIsLost(int version, Object at) {
        for (String[] file : new String[][] {{"in", "theirs "}, {"sub/deep", "deep "}}) {
            assertThat(Set.of(theirs.resolve("A" + version), ours.resolve("A" + version + ".ws")))
                    .as("%s of %d at %s", file[0], version, at)
                    .anySatisfy(it -> assertThat(it.resolve(file[0])).hasContent(file[1] + version));
        }
    }

    private void isResumed(SyncOptions both, int version) {
        GpuSync.Answer second = desk.run(both);
        assertThat(second.ended().resumed()).as("%d", version).isTrue();
        done(second);
        assertThat(ours.resolve("A" + version + ".ws/in")).hasContent("theirs " + version);
        assertThat(ours.resolve("A" + version + ".ws/sub/deep")).hasContent("deep " + version);
        assertThat(theirs.resolve("A" + version)).hasContent("a file here " + version);
        assertThat(ours.resolve("A" + version + ".ws.2")).doesNotExist();
        equalAfterASync();
    }

    @Test
    void killed_at_any_border_nothing_is_lost_and_the_restart_comes_to_the_same_end() throws IOException {
        for (int call = 1; ; call++) {
            change(call);
            SyncOptions both = both("A" + call);
            current.at(call, () -> {
                throw new IllegalStateException("planned");
            });
            GpuSync.Answer first = desk.run(both);
            current.at(0, () -> {});
            nothingIsLost(call, call);
            if (first.ended().exitCode() == ExitCode.DONE) {
                assertThat(call).as("borders").isGreaterThan(10);
                break;
            }
            assertThat(isInConflict("A" + call)
                            || ours.resolve("A" + call + ".ws/in").toFile().exists())
                    .isTrue();
            isResumed(both, call);
        }
    }

    @Test
    void after_a_publication_that_nobody_heard_of_the_copy_is_known_again() throws IOException {
        for (int publication = 1; ; publication++) {
            change(publication);
            SyncOptions both = both("A" + publication);
            plan.at(publication);
            GpuSync.Answer first = desk.run(both);
            plan.at(0);
            nothingIsLost(publication, publication);
            if (first.ended().exitCode() == ExitCode.DONE) {
                assertThat(publication).as("publications").isGreaterThan(4);
                break;
            }
            isResumed(both, publication);
        }
    }

    @Test
    void a_name_that_is_taken_between_plan_and_copy_leaves_theirs_where_it_is() throws IOException {
        for (int call = 4; call < 8; call++) {
            String name = "n" + call;
            TreeText.write(ours, name, "ours", 1);
            TreeText.write(theirs, name, "theirs", 2);
            conflicting();
            SyncOptions both = both(name);
            current.at(call, () -> TreeText.write(ours, name + ".ws", "somebody's", 3));
            GpuSync.Answer answer = desk.run(both);
            current.at(0, () -> {});
            assertThat(answer.ended().exitCode()).as("%d", call).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertThat(ours.resolve(name + ".ws")).hasContent("somebody's");
            assertThat(theirs.resolve(name)).hasContent("theirs");
            assertThat(isInConflict(name)).isTrue();
            conflicting();
            done(desk.run(both));
            assertThat(ours.resolve(name + ".ws.2")).hasContent("theirs");
            equalAfterASync();
        }
    }
}
