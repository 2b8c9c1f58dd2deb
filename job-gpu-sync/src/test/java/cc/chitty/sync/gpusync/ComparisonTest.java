package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.Comparison;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All contents of both sides are read and compared in canonical form, whatever stamps say. */
class ComparisonTest {

    @TempDir
    Path directory;

    private static List<String> differences(JobDesk desk) {
        Comparison.Result result = desk.get(PeerLook.class).compare("ws", Progress.NONE, new Interruption());
        assertThat(result.files()).isPositive();
        return result.differences().stream()
                .map(it -> it.root() + ":" + it.path() + ": " + it.what())
                .toList();
    }

    private static GpuSync.Answer done(GpuSync.Answer answer) {
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        return answer;
    }

    /** A peer of files alone tells neither inodes nor when they changed. */
    @Test
    void content_that_differs_under_the_same_size_and_time_is_named_although_no_sync_sees_it() throws IOException {
        Path home = Files.createDirectories(directory.resolve("ssh/files"));
        try (SshStation station = new SshStation(directory, "ForceCommand internal-sftp -d " + home)) {
            Map<String, Object> settings = station.settings(station.server().port());
            settings.put("categories.git.enabled", false);
            settings.put("categories.env.enabled", false);
            try (JobDesk desk = new JobDesk(directory, station.home(), settings)) {
                TreeText.write(station.ours(), "d/f", "good", 1);
                TreeText.write(station.ours(), "d/g", "same", 1);
                done(desk.run(SyncOptions.all("ws")));
                assertThat(differences(desk)).isEmpty();
                Path there = home.resolve("code/d/f");
                FileTime time = Files.getLastModifiedTime(there);
                Files.writeString(there, "rott");
                Files.setLastModifiedTime(there, time);

                assertThat(done(desk.run(SyncOptions.all("ws").dry())).planned().changes())
                        .isEmpty();
                assertThat(differences(desk)).containsExactly("workspace_code:d/f: its content is another one");
            }
        }
    }

    @Test
    void what_is_only_written_otherwise_there_is_the_same_and_all_else_is_named() throws IOException {
        Path laptop = Files.createDirectories(directory.resolve("laptop"));
        Path station = Files.createDirectories(directory.resolve("station"));
        TreeText.write(laptop, ".claude/settings.json", "{\"at\": \"" + laptop + "/code\"}", 1);
        TreeText.write(laptop, "code/mode", "x", 1);
        TreeText.write(laptop, "code/kind", "x", 1);
        TreeText.write(laptop, "code/gone", "x", 1);
        Files.createSymbolicLink(laptop.resolve("code/link"), Path.of("mode"));
        Map<String, Object> settings = JobDesk.peer(station);
        try (JobDesk desk = new JobDesk(directory, laptop, settings)) {
            done(desk.run(SyncOptions.all("ws")));
            assertThat(station.resolve(".claude/settings.json")).content().contains(station + "/code");
            assertThat(differences(desk)).isEmpty();
            Files.setPosixFilePermissions(station.resolve("code/mode"), PosixFilePermissions.fromString("rwx------"));
            Files.delete(station.resolve("code/kind"));
            Files.createDirectory(station.resolve("code/kind"));
            Files.delete(station.resolve("code/gone"));
            Files.delete(station.resolve("code/link"));
            Files.createSymbolicLink(station.resolve("code/link"), Path.of("kind"));
            TreeText.write(station, "code/new", "x", 1);

            assertThat(differences(desk))
                    .containsExactlyInAnyOrder(
                            "workspace_code:mode: permissions are 644 here and 700 there",
                            "workspace_code:kind: a file here, a directory there",
                            "workspace_code:gone: only on this machine",
                            "workspace_code:new: only on ws",
                            "workspace_code:link: the link leads elsewhere");
        }
    }

    @Test
    void a_conflict_is_shown_as_this_machine_would_have_both_versions() throws IOException {
        Path laptop = Files.createDirectories(directory.resolve("laptop"));
        Path station = Files.createDirectories(directory.resolve("station"));
        Map<String, Object> settings = JobDesk.peer(station);
        TreeText.write(laptop, ".bashrc", "See " + laptop + "/code.\nours\n", 1);
        TreeText.write(station, ".bashrc", "See " + station + "/code.\ntheirs\n", 1);
        try (JobDesk desk = new JobDesk(directory, laptop, settings)) {
            assertThat(desk.run(SyncOptions.all("ws")).ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);

            PeerLook.Versions versions = desk.get(PeerLook.class)
                    .versions(desk.get(GpuSyncRecords.class).conflicts().get(0));

            assertThat(versions.ourLines()).containsExactly("See " + laptop + "/code.", "ours");
            assertThat(versions.theirLines()).containsExactly("See " + laptop + "/code.", "theirs");
        }
    }
}
