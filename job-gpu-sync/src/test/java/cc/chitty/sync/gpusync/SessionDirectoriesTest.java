package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.plan.ConflictTable.Stored;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of places beside a workspace that is elsewhere on the peer: their directories are those in which each agent looks. */
class SessionDirectoriesTest {

    private static final String ONE = "11111111-2222-3333-4444-555555555555";
    private static final String TWO = "66666666-7777-8888-9999-aaaaaaaaaaaa";
    private static final SyncOptions SESSIONS =
            new SyncOptions("ws", SyncOptions.What.ALL.of("sessions"), SyncOptions.How.USUAL, false, "", false);

    @TempDir
    Path directory;

    /** A laptop and its peer, whose workspace {@code ~/code} lies in {@code data} there. */
    private record Machines(JobDesk desk, Path laptop, Path station, Path data) implements AutoCloseable {

        List<Problem> sync() {
            GpuSync.Answer answer = desk.run(SESSIONS);
            List<Problem> problems = answer.ended().report().problems();
            assertThat(answer.ended().exitCode())
                    .as("%s", answer.ended().failure())
                    .isEqualTo(problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT);
            return problems;
        }

        void isIdle() {
            assertThat(desk.run(SESSIONS).ended().report().counts()).containsEntry("planned", 0L);
        }

        @Override
        public void close() {
            desk.close();
        }
    }

    private Machines local() throws IOException {
        return local("laptop", "station");
    }

    private Machines local(String here, String there) throws IOException {
        Path laptop = Files.createDirectories(directory.resolve(here));
        Path station = Files.createDirectories(directory.resolve(there));
        Path data = Files.createDirectories(directory.resolve("data/code"));
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("workspaces[0].there", data.toString());
        return new Machines(new JobDesk(directory, laptop, settings), laptop, station, data);
    }

    private static Path session(Path home, Path workingDirectory, String id) {
        return home.resolve(".claude/projects")
                .resolve(workingDirectory.toString().replaceAll("[^A-Za-z0-9]", "-"))
                .resolve(id + ".jsonl");
    }

    private static void begin(Path home, Path workingDirectory, String id) throws IOException {
        Path file = session(home, workingDirectory, id);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"type\":\"summary\"}\n" + line(workingDirectory, id));
    }

    private static String line(Path workingDirectory, String id) {
        return "{\"type\":\"user\",\"cwd\":\"" + workingDirectory + "\",\"sessionId\":\"" + id + "\"}\n";
    }

    private static void go(Machines machines) throws IOException {
        Path laptop = machines.laptop();
        Path station = machines.station();
        begin(laptop, laptop.resolve("code-old"), ONE);
        begin(laptop, laptop.resolve("code/app"), TWO);
        begin(station, station.resolve("code.bak/x"), "22222222-2222-3333-4444-555555555555");
        Path sibling = laptop.resolveSibling(laptop.getFileName() + ".old");
        begin(laptop, sibling, "33333333-2222-3333-4444-555555555555");

        assertThat(machines.sync()).isEmpty();

        assertThat(session(station, station.resolve("code-old"), ONE))
                .content()
                .contains("\"cwd\":\"" + station.resolve("code-old") + "\"");
        assertThat(session(station, machines.data().resolve("app"), TWO))
                .content()
                .contains("\"cwd\":\"" + machines.data().resolve("app") + "\"");
        assertThat(session(laptop, laptop.resolve("code.bak/x"), "22222222-2222-3333-4444-555555555555"))
                .exists();
        assertThat(session(station, sibling, "33333333-2222-3333-4444-555555555555"))
                .content()
                .contains("\"cwd\":\"" + sibling + "\"");
        machines.isIdle();
        Path there = session(station, station.resolve("code-old"), ONE);
        Files.writeString(there, Files.readString(there) + line(station.resolve("code-old"), ONE));
        assertThat(machines.sync()).isEmpty();
        assertThat(session(laptop, laptop.resolve("code-old"), ONE))
                .hasContent("{\"type\":\"summary\"}\n"
                        + line(laptop.resolve("code-old"), ONE).repeat(2));
        Files.delete(session(laptop, laptop.resolve("code-old"), ONE));
        assertThat(machines.sync()).isEmpty();
        assertThat(there).doesNotExist();
        machines.isIdle();
    }

    @ParameterizedTest
    @CsvSource({"laptop, station", "josé, station", "laptop, zoë", "иван, .zoë", "a--b, 文書"})
    void sessions_beside_a_workspace_are_found_on_both_machines(String here, String there) throws IOException {
        try (Machines machines = local(here, there)) {
            go(machines);
        }
    }

    /** Both are six letters that a directory's name has as hyphens. */
    @Test
    void sessions_of_places_that_share_a_directory_are_named_in_every_run() throws IOException {
        Path laptop = Files.createDirectories(directory.resolve("laptop"));
        Path station = Files.createDirectories(directory.resolve("station"));
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("workspaces[0].path", "~/музыка");
        settings.put("workspaces[0].there", directory.resolve("data/music").toString());
        settings.put("workspaces[1].path", "~/работа");
        settings.put("workspaces[1].name", "work");
        settings.put("workspaces[1].there", directory.resolve("data/work").toString());
        try (Machines machines = new Machines(new JobDesk(directory, laptop, settings), laptop, station, directory)) {
            begin(station, directory.resolve("data/music/a"), ONE);
            assertThat(machines.sync()).isEmpty();
            assertThat(session(laptop, laptop.resolve("музыка/a"), ONE)).exists();
            begin(station, directory.resolve("data/work/b"), TWO);
            for (int run = 0; run < 3; run++) {
                assertThat(machines.sync())
                        .extracting(Problem::what)
                        .anySatisfy(it ->
                                assertThat(it).contains("data/work/b on the peer", "where the agent does not look"));
            }
        }
    }

    @Test
    void so_they_are_over_ssh() throws IOException {
        try (SshStation peer = new SshStation(directory)) {
            Path data = Files.createDirectories(directory.resolve("data/code"));
            Map<String, Object> settings =
                    new HashMap<>(peer.settings(peer.server().port()));
            settings.put("workspaces[0].there", data.toString());
            try (Machines machines = new Machines(
                    new JobDesk(directory, peer.home(), settings),
                    peer.home(),
                    peer.server().remoteHome(),
                    data)) {
                go(machines);
            }
        }
    }

    @Test
    void a_directory_of_which_nothing_tells_whose_it_is_is_named() throws IOException {
        try (Machines machines = local()) {
            Path memory = session(machines.laptop(), machines.laptop().resolve("code-old"), ONE)
                    .resolveSibling("memory/notes.md");
            Files.createDirectories(memory.getParent());
            Files.writeString(memory, "x");
            assertThat(machines.sync())
                    .singleElement()
                    .extracting(Problem::what)
                    .asString()
                    .contains("code-old", "no session in it tells");
            begin(machines.laptop(), machines.laptop().resolve("code/old"), TWO);
            assertThat(machines.sync()).isEmpty();
            assertThat(session(machines.station(), machines.data().resolve("old"), TWO))
                    .exists();
        }
    }

    @Test
    void sessions_stay_where_agents_look_when_a_workspace_moves_on_the_peer() throws IOException {
        Path laptop;
        Path station;
        Path app;
        try (Machines machines = local()) {
            laptop = machines.laptop();
            station = machines.station();
            app = laptop.resolve("code/app");
            begin(laptop, app, ONE);
            begin(laptop, laptop.resolve("x"), TWO);
            assertThat(machines.sync()).isEmpty();
            assertThat(session(station, machines.data().resolve("app"), ONE)).exists();
        }
        Path data = directory.resolve("disk/code");
        Files.createDirectories(data.getParent());
        Files.move(directory.resolve("data/code"), data);
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("workspaces[0].there", data.toString());
        try (Machines machines = new Machines(new JobDesk(directory, laptop, settings), laptop, station, data)) {
            assertThat(machines.sync())
                    .extracting(Problem::what)
                    .anySatisfy(it -> assertThat(it).contains("not where it was", "nothing is deleted"));
            assertThat(session(laptop, app, ONE)).content().contains("\"" + app + "\"");
            assertThat(session(station, data.resolve("app"), ONE))
                    .content()
                    .contains("\"" + data.resolve("app") + "\"");
            assertThat(session(laptop, laptop.resolve("x"), TWO)).exists();
            assertThat(session(station, station.resolve("x"), TWO)).exists();
            assertThat(session(station, directory.resolve("data/code/app"), ONE))
                    .exists();
            machines.isIdle();
            Files.delete(session(laptop, laptop.resolve("x"), TWO));
            machines.sync();
            assertThat(session(station, station.resolve("x"), TWO)).doesNotExist();
        }
    }

    @Test
    void what_lies_under_the_name_that_a_sync_gave_it_stays_when_a_session_comes() throws IOException {
        try (Machines machines = local()) {
            Path laptop = machines.laptop();
            Path place = machines.station().resolve("memo");
            Path memory = session(laptop, place, ONE).resolveSibling("memory/MEMORY.md");
            Files.createDirectories(memory.getParent());
            Files.writeString(memory, "x");
            assertThat(machines.sync()).isEmpty();
            machines.isIdle();
            begin(laptop, place, ONE);
            for (int run = 0; run < 3; run++) {
                assertThat(machines.sync())
                        .extracting(Problem::what)
                        .anySatisfy(it -> assertThat(it)
                                .contains("rename it to " + place.toString().replaceAll("[^A-Za-z0-9]", "-")));
                assertThat(memory).hasContent("x");
                assertThat(session(laptop, place, ONE)).exists();
                assertThat(session(laptop, laptop.resolve("memo"), ONE).getParent())
                        .doesNotExist();
            }
            machines.isIdle();
        }
    }

    @Test
    void a_workspace_more_that_lies_where_homes_say_changes_nothing() throws IOException {
        Path laptop;
        Path station;
        try (Machines machines = local()) {
            laptop = machines.laptop();
            station = machines.station();
            begin(laptop, laptop.resolve("notes/a"), ONE);
            assertThat(machines.sync()).isEmpty();
        }
        Map<String, Object> settings = JobDesk.peer(station);
        settings.put("workspaces[0].there", directory.resolve("data/code").toString());
        settings.put("workspaces[1].path", "~/notes");
        Files.createDirectories(laptop.resolve("notes"));
        try (Machines machines = new Machines(new JobDesk(directory, laptop, settings), laptop, station, directory)) {
            assertThat(machines.sync()).isEmpty();
            assertThat(session(laptop, laptop.resolve("notes/a"), ONE)).exists();
            assertThat(session(station, station.resolve("notes/a"), ONE)).exists();
        }
    }

    @Test
    void a_session_in_conflict_is_called_as_it_is_here_and_no_copy_is_made_beside_it() throws IOException {
        try (Machines machines = local()) {
            Path here = session(machines.laptop(), machines.laptop().resolve("code/app"), ONE);
            Path there = session(machines.station(), machines.data().resolve("app"), ONE);
            begin(machines.laptop(), machines.laptop().resolve("code/app"), ONE);
            assertThat(machines.sync()).isEmpty();
            Files.writeString(here, Files.readString(here) + "{\"here\":1}\n");
            Files.writeString(there, Files.readString(there) + "{\"there\":1}\n");
            String shown = machines.laptop().relativize(here).toString();

            assertThat(machines.sync())
                    .singleElement()
                    .extracting(Problem::where)
                    .isEqualTo("sessions:" + shown);

            Stored stored =
                    machines.desk().get(GpuSyncRecords.class).conflicts().get(0);
            assertThat(stored.shown()).hasToString(shown);
            SyncOptions.How both = SyncOptions.How.USUAL.choosing(
                    "sessions", stored.conflict().place().path(), SyncOptions.Choice.BOTH);
            GpuSync.Answer answer = machines.desk()
                    .run(new SyncOptions("ws", SyncOptions.What.ALL.of("sessions"), both, false, "", true));
            assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.ended().failure()).hasMessageContaining("an agent would not find a copy");
            assertThat(here.resolveSibling("").toFile().list()).containsExactly(ONE + ".jsonl");
            assertThat(there).content().contains("there");
        }
    }
}
