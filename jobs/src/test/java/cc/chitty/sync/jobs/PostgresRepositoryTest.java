package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.StateDirectory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Three variables put the job repository on a PostgreSQL; nothing else changes. */
class PostgresRepositoryTest {

    private static final Consolidate.Asked USUAL =
            new Consolidate.Asked(ConsolidateOptions.USUAL, false, Trigger.CRON, new Interruption(), Progress.NONE);

    @TempDir
    private Path directory;

    @Test
    void consolidate_runs_on_postgresql_as_on_h2() throws IOException {
        Path list = Files.createDirectories(directory.resolve("home/.claude/todos"))
                .resolve("6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a01.json");
        Files.writeString(list, "[{\"content\":\"Write the test\",\"status\":\"pending\",\"activeForm\":\"Writing\"}]");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> environment = new HashMap<>(variables(postgres));
            environment.put(StateDirectory.VARIABLE, directory.resolve("state").toString());
            environment.put(Surrounding.VARIABLE, directory.resolve("home").toString());
            StateDirectory state = StateDirectory.open(environment, directory);
            Identity identity = Identity.ofThisProcess("test", Settings.digest(state, environment));
            try (OwnerApplication application = OwnerApplication.open(state, identity, environment)) {
                Ended first = application.get(Consolidate.class).run(USUAL);
                assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
                assertThat(Files.readString(state.todosView())).contains("Write the test");
                Ended idle = application.get(Consolidate.class).run(USUAL);
                assertThat(idle.report().counts()).doesNotContainKey("files_read");
                JdbcTemplate jdbc = application.get(JdbcTemplate.class);
                assertThat(jdbc.queryForList("select trigger from job_owner", String.class))
                        .containsExactly("cron", "cron");
                assertThat(jdbc.queryForObject("select count(*) from source_file", Long.class))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void the_jobs_that_sync_run_on_postgresql_too() throws IOException {
        assumeTrue(Programs.works("rclone", "version"), "rclone is not installed");
        Path remote = Files.createDirectories(directory.resolve("remote"));
        Path station = Files.createDirectories(directory.resolve("station"));
        Files.writeString(remote.resolve("a.md"), "one");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Desk desk = new Desk(directory.resolve("desk"), variables(postgres))) {
            Files.writeString(desk.state().root().resolve("settings.properties"), """
                chittysync.drive-sync.remotes[0].name=notes
                chittysync.drive-sync.remotes[0].remote=%s
                chittysync.gpu-sync.peers[0].name=ws
                chittysync.gpu-sync.peers[0].home=%s
                chittysync.gpu-sync.workspaces[0].path=~/code
                """.formatted(remote, station));
            Path mirror = desk.state().root().resolve("mirrors/notes");
            desk.done("drive-sync");
            Files.writeString(remote.resolve("a.md"), "two");
            String run =
                    desk.done("drive-sync", "--json").json().at("/runs/0/run").asString();
            assertThat(mirror.resolve("a.md")).hasContent("two");
            desk.done("rollback", "drive-sync", run);
            assertThat(mirror.resolve("a.md")).hasContent("one");
            assertThat(desk.done("drive-sync").out()).contains("nothing to do");

            Path note = Files.createDirectories(desk.home().resolve("code")).resolve("note.md");
            Files.writeString(note, "mine");
            String sync = desk.done("gpu-sync", "sync-all", "--json")
                    .json()
                    .get("run")
                    .asString();
            assertThat(station.resolve("code/note.md")).hasContent("mine");
            assertThat(desk.done("show", sync).out()).contains("note.md");
            assertThat(desk.done("gpu-sync", "sync-all").out()).contains("0 brought");
            desk.done("rollback", "gpu-sync", sync);
            assertThat(station.resolve("code/note.md")).doesNotExist();
            assertThat(desk.done("history").out()).contains("drive-sync", "gpu-sync");
        }
    }

    private static Map<String, String> variables(EmbeddedPostgres postgres) {
        return Map.of(
                "SPRING_DATASOURCE_URL",
                postgres.getJdbcUrl("postgres", "postgres"),
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_PASSWORD",
                "postgres");
    }
}
