package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DriveSyncCommandTest {

    @TempDir
    Path directory;

    @Test
    void a_folder_is_set_up_mirrored_shown_taken_back_and_found_again() throws IOException {
        assumeTrue(Programs.works("rclone", "version"), "rclone is not installed");
        Path remote = Files.createDirectories(directory.resolve("remote"));
        Files.writeString(remote.resolve("a.md"), "one");
        Files.writeString(remote.resolve("b.md"), "b");
        try (Desk desk = new Desk(directory.resolve("desk"))) {
            Result none = desk.run("drive-sync");
            assertThat(none.code()).isEqualTo(10);
            assertThat(none.err()).contains("drive-sync init NAME");
            assertThat(desk.run("drive-sync", "init", "No", remote.toString()).code())
                    .isEqualTo(2);
            assertThat(desk.done("drive-sync", "init", "notes", remote.toString())
                            .out())
                    .contains("has 2 files");
        }
        try (Desk desk = new Desk(directory.resolve("desk"))) {
            Path mirror = desk.state().root().resolve("mirrors/notes");
            assertThat(desk.done("drive-sync", "--dry-run").out()).contains("pull", "a.md", "this was a dry run");
            assertThat(mirror).doesNotExist();
            assertThat(desk.done("drive-sync").out()).contains("notes: 2 files fetched", "committed");
            assertThat(desk.done("drive-sync", "--due").out()).contains("Nothing is due.");
            desk.list(1, 0, "pending Write the test");
            desk.done("consolidate");
            Files.writeString(remote.resolve("a.md"), "two");
            JsonNode run = desk.done("drive-sync", "notes", "--json")
                    .json()
                    .get("runs")
                    .get(0);
            assertThat(run.get("counts").get("files_fetched").asInt()).isEqualTo(1);
            assertThat(desk.done("history", "drive-sync").out()).contains("1 files fetched", "completed (dry)");
            String id = run.get("run").asString();
            String snapshot =
                    desk.done("show", id, "--json").json().get("snapshot").asString();
            assertThat(snapshot).endsWith("-drive-sync-" + id);
            assertThat(desk.done("snapshots").out()).contains(snapshot, "drive-sync run " + id);
            assertThat(desk.run("rollback", snapshot).err()).contains("rollback drive-sync " + id);
            assertThat(desk.run("doctor", "--json").json().get("findings").values())
                    .anySatisfy(it -> assertThat(it.get("check").asString()).isEqualTo("drive-sync"));
            JsonNode versions = desk.done("drive-sync", "history", "notes", "a.md", "--json")
                    .json()
                    .get("versions");
            assertThat(versions).hasSize(2);
            desk.done(
                    "drive-sync",
                    "history",
                    "notes",
                    "a.md",
                    "--at",
                    versions.get(1).get("commit").asString(),
                    "--into",
                    "old.md");
            assertThat(desk.home().resolve("old.md")).hasContent("one");
            assertThat(desk.done("rollback", "drive-sync", run.get("run").asString())
                            .out())
                    .contains("put back", "committed");
            assertThat(mirror.resolve("a.md")).hasContent("one");
            assertThat(desk.done("drive-sync").out()).contains("nothing to do");
            assertThat(mirror.resolve("a.md")).hasContent("one");
            assertThat(desk.done("drive-sync", "conflicts").out()).contains("No conflicts");
            assertThat(desk.done("drive-sync", "doctor").out()).contains("rclone v");
            assertThat(desk.run("rollback", "drive-sync", "9999").code()).isEqualTo(2);
            assertThat(desk.run("drive-sync", "nobody").code()).isEqualTo(2);
            guardAndRestart(desk, remote);
        }
    }

    private static void guardAndRestart(Desk desk, Path remote) throws IOException {
        Files.delete(remote.resolve("a.md"));
        Files.delete(remote.resolve("b.md"));
        Result planned = desk.run("drive-sync", "--dry-run");
        assertThat(planned.code()).isEqualTo(12);
        assertThat(planned.out()).contains("delete mirror", "a.md", "b.md");
        Result refused = desk.run("drive-sync");
        assertThat(refused.code()).isEqualTo(12);
        String agreed = refused.err().replaceAll("(?s).*--agree-deletions ([0-9a-f]{8}).*", "$1");
        assertThat(desk.run("restart").code()).isEqualTo(12);
        assertThat(desk.done("drive-sync", "notes", "--agree-deletions", agreed).out())
                .contains("2 files deleted here");
        assertThat(desk.run("restart").err()).contains("there is no run to resume");
    }

    @Test
    void a_remote_with_a_password_in_it_is_refused_and_the_password_is_said_nowhere() throws IOException {
        String remote = ":webdav,url='http://127.0.0.1:1',user=u,pass=S3cretWord:x";
        Path settings;
        try (Desk desk = new Desk(directory.resolve("desk"))) {
            Result init = desk.run("drive-sync", "init", "notes", remote);
            assertThat(init.code()).isEqualTo(2);
            assertThat(init.out() + init.err()).contains("rclone config").doesNotContain("S3cretWord");
            settings = desk.state().root().resolve("settings.properties");
            assertThat(Programs.text(settings)).doesNotContain("S3cretWord");
        }
        Files.writeString(
                settings,
                "chittysync.drive-sync.remotes[0].name=notes\nchittysync.drive-sync.remotes[0].remote=" + remote
                        + "\n");
        try (Desk desk = new Desk(directory.resolve("desk"))) {
            for (String command : new String[] {"drive-sync", "drive-sync --json", "drive-sync doctor"}) {
                Result result = desk.run(command.split(" ", -1));
                assertThat(result.out() + result.err())
                        .as(command)
                        .contains("rclone config")
                        .doesNotContain("S3cretWord");
            }
            assertThat(desk.run("drive-sync").code()).isEqualTo(2);
        }
        Files.delete(settings);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("S3cretWord"));
        }
    }
}
