package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workspace that the settings name and that is nowhere, such as one that was mistyped. */
class AbsentWorkspacesTest {

    @TempDir
    Path directory;

    private static List<Problem> problems(JobDesk desk, SyncOptions options) {
        GpuSync.Answer answer = desk.run(options);
        List<Problem> problems = answer.ended().report().problems();
        assertThat(answer.ended().exitCode())
                .as("%s", answer.ended().failure())
                .isEqualTo(problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT);
        return problems;
    }

    private static SyncOptions only(String category, boolean dry) {
        return new SyncOptions("ws", SyncOptions.What.ALL.of(category), SyncOptions.How.USUAL, dry, "", false);
    }

    private static void isNamed(List<Problem> problems, Path workspace) {
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo(workspace.toString());
            assertThat(problem.what()).contains("on neither side", "nothing of it is synced");
        });
    }

    /** Of three workspaces one is nowhere, one is here, one is there; both are empty. */
    private void go(Path laptop, Path station, Map<String, Object> settings, boolean git) throws IOException {
        settings.put("workspaces[0].path", "~/code");
        settings.put("workspaces[1].path", "~/cod");
        settings.put("workspaces[2].path", "~/papers");
        Files.createDirectories(laptop.resolve("code"));
        Files.createDirectories(station.resolve("papers"));
        try (JobDesk desk = new JobDesk(directory, laptop, settings)) {
            Path absent = laptop.resolve("cod");
            isNamed(problems(desk, only("workspace", true)), absent);
            isNamed(problems(desk, only("workspace", false)), absent);
            isNamed(problems(desk, only("workspace", false)), absent);
            if (git) {
                isNamed(problems(desk, only("git", false)), absent);
                isNamed(problems(desk, SyncOptions.all("ws")), absent);
            }
            assertThat(problems(desk, only("sessions", false))).isEmpty();
            assertThat(desk.get(PeerDoctor.class).findings("ws"))
                    .filteredOn(finding -> finding.level() == Finding.Level.WRONG)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what()).contains(absent.toString(), "on neither side"));
            Files.createDirectories(station.resolve("cod"));
            assertThat(problems(desk, only("workspace", false))).isEmpty();
            Files.writeString(station.resolve("cod/a"), "a");
            assertThat(problems(desk, only("workspace", false))).isEmpty();
            assertThat(absent.resolve("a")).hasContent("a");
            assertThat(problems(desk, only("workspace", false))).isEmpty();
        }
    }

    @Test
    void it_is_named_in_every_run_that_would_sync_it() throws IOException {
        Path station = Files.createDirectories(directory.resolve("station"));
        go(Files.createDirectories(directory.resolve("laptop")), station, JobDesk.peer(station), true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void so_it_is_over_ssh(boolean filesOnly) throws IOException {
        String[] options = filesOnly
                ? new String[] {"ForceCommand internal-sftp -d " + directory.resolve("ssh/remote")}
                : new String[0];
        try (SshStation peer = new SshStation(directory, options)) {
            Map<String, Object> settings = peer.settings(peer.server().port());
            go(peer.home(), peer.server().remoteHome(), settings, !filesOnly);
        }
    }
}
