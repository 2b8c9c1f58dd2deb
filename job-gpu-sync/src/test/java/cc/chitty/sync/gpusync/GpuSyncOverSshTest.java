package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with a peer behind a real OpenSSH server on the loopback. */
class GpuSyncOverSshTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");

    @TempDir
    Path directory;

    private SshStation station;
    private Path ours;
    private Path theirs;
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        station = new SshStation(directory);
        ours = station.ours();
        theirs = station.theirs();
        Map<String, Object> settings = station.settings(station.server().port());
        settings.put("transfer.files", 40);
        desk = new JobDesk(directory, station.home(), settings);
    }

    @AfterEach
    void end() {
        desk.close();
        station.close();
    }

    private GpuSync.Answer sync() {
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        return answer;
    }

    @Test
    void both_sides_follow_each_other_and_a_rollback_brings_back_what_was() throws IOException {
        for (int i = 0; i < 150; i++) {
            TreeText.write(ours, "a/" + i % 7 + "/f" + i, "content " + i, i);
            TreeText.write(theirs, "b/" + i % 5 + "/ g'" + i, "theirs " + i, i);
        }
        TreeText.write(ours, "large", "x".repeat(3_000_000), 1);
        sync();
        assertThat(TreeText.contents(ours)).hasSizeGreaterThan(300).isEqualTo(TreeText.contents(theirs));
        assertThat(sync().ended().report().counts())
                .containsEntry("planned", 0L)
                .containsEntry("digests_read", 0L);
        TreeText.write(ours, "a/0/f0", "changed", 500);
        TreeText.write(theirs, "b/0/ g'0", "changed there", 501);
        Files.delete(ours.resolve("a/1/f1"));
        Files.delete(theirs.resolve("b/1/ g'1"));
        SortedMap<String, String> ourBefore = TreeText.exact(ours);
        SortedMap<String, String> theirBefore = TreeText.exact(theirs);
        sync();
        assertThat(TreeText.contents(ours)).isEqualTo(TreeText.contents(theirs));
        assertThat(TreeText.read(theirs, "a/0/f0")).isEqualTo("changed");
        assertThat(theirs.resolve("a/1/f1")).doesNotExist();
        GpuSync.Answer back = desk.rollback(desk.snapshots().lastSync().orElseThrow());
        assertThat(back.ended().exitCode())
                .as("%s %s", back.ended().failure(), back.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(TreeText.exact(ours)).isEqualTo(ourBefore);
        assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
    }

    @Test
    void a_first_sync_of_repositories_that_are_not_spotless_is_taken_back() {
        RollbackTest.makeUntidy(ours);
        SortedMap<String, String> before = TreeText.contents(theirs);
        SyncOptions all = SyncOptions.all("ws");
        assertThat(desk.run(all).ended().exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(theirs.resolve("mod/.git")).isDirectory();

        GpuSync.Answer back = desk.rollback(desk.snapshots().lastSync().orElseThrow());

        assertThat(back.ended().report().problems()).isEmpty();
        assertThat(TreeText.contents(theirs)).isEqualTo(before);
    }

    @Test
    void of_a_file_here_and_a_directory_there_both_are_kept() throws IOException {
        TreeText.write(ours, "A", "a file here", 1);
        TreeText.write(theirs, "A/in", "theirs", 2);
        TreeText.write(theirs, "A/sub/deep", "deep", 3);
        Files.createSymbolicLink(theirs.resolve("A/link"), Path.of("in"));
        assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        PlannedChange.Place place =
                desk.get(GpuSyncRecords.class).conflicts().get(0).conflict().place();
        SyncOptions.How both = SyncOptions.How.USUAL.choosing(place.root(), place.path(), SyncOptions.Choice.BOTH);
        GpuSync.Answer answer =
                desk.run(new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), both, false, "", true));
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(ours.resolve("A.ws/sub/deep")).hasContent("deep");
        assertThat(Files.readSymbolicLink(ours.resolve("A.ws/link"))).isEqualTo(Path.of("in"));
        assertThat(theirs.resolve("A")).hasContent("a file here");
        sync();
        assertThat(TreeText.contents(ours)).isEqualTo(TreeText.contents(theirs));
    }

    @Test
    void a_peer_whose_key_has_changed_is_refused_and_nothing_is_touched() throws IOException {
        TreeText.write(ours, "f", "ours", 1);
        sync();
        String known = Files.readString(station.server().knownHosts());
        TreeText.write(ours, "f", "changed here", 2);
        TreeText.write(theirs, "g", "new there", 3);
        SortedMap<String, String> ourBefore = TreeText.exact(ours);
        SortedMap<String, String> theirBefore = TreeText.exact(station.server().remoteHome());
        SshServer.makeKey(directory.resolve("other"), "");
        station.server().know(directory.resolve("other.pub"));
        GpuSync.Answer refused = desk.run(ALL);
        assertThat(refused.ended().exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.ended().failure()).hasMessageContaining("has CHANGED");
        assertThat(TreeText.exact(ours)).isEqualTo(ourBefore);
        assertThat(TreeText.exact(station.server().remoteHome())).isEqualTo(theirBefore);
        assertThat(Files.readString(station.server().knownHosts())).isNotEqualTo(known);
        Files.writeString(station.server().knownHosts(), known);
        sync();
        assertThat(TreeText.contents(ours)).isEqualTo(TreeText.contents(theirs)).hasSize(3);
    }
}
