package cc.chitty.sync.consolidate.source.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.JsonDocumentContract;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.Status;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeminiTrackerContractTest extends JsonDocumentContract {

    private static final String SESSION = "1a2b3c4d-0000-4000-8000-000000000001";

    @Override
    protected SessionSource source() {
        return new GeminiTracker();
    }

    @Override
    protected String session() {
        return SESSION;
    }

    @Override
    protected String variable() {
        return "GEMINI_CLI_HOME";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home;
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, SESSION, list);
    }

    @Override
    protected Path document(Path found) {
        return found.resolve("00000b.json");
    }

    @Override
    protected Kind missing() {
        return Kind.VANISHED;
    }

    @Override
    protected void remove(Path found) throws IOException {
        clear(found);
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path directory = Files.createDirectories(agentDirectory.resolve(".gemini/tmp/app/" + name + "/tracker"));
        clear(directory);
        char id = 'a';
        for (Said said : list) {
            String status = said.status() == Status.COMPLETED
                    ? "closed"
                    : said.status() == Status.PENDING ? "open" : said.status().word();
            Files.writeString(
                    directory.resolve("00000" + id + ".json"),
                    StrictJson.write(
                            Map.of("id", "00000" + id, "title", said.text(), "type", "task", "status", status)));
            id++;
        }
        return directory;
    }

    private static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Test
    void the_samples_are_read_with_their_files_times_and_descriptions() throws IOException {
        AgentHome agent = new AgentHome(home);
        agent.put("gemini/a1b2c3.json", ".gemini/tmp/app/" + SESSION + "/tracker/a1b2c3.json");
        agent.put("gemini/0f0e0d.json", ".gemini/tmp/app/" + SESSION + "/tracker/0f0e0d.json");
        Files.writeString(home.resolve(".gemini/projects.json"), "{\"projects\":{\"/home/kim/app\":\"app\"}}");
        SessionReading session = AgentHome.session(agent.only(source()));
        assertThat(session.facts().directory()).isEqualTo("/home/kim/app");
        assertThat(AgentHome.claims(session))
                .containsExactlyInAnyOrder(
                        "LISTED pending " + AgentHome.WRITTEN + " Add retry (Three times, with back-off.)",
                        "LISTED in_progress " + AgentHome.WRITTEN + " Uploader");
    }

    @Test
    void the_other_places_are_found_too_and_a_shared_list_is_named_after_its_project() throws IOException {
        AgentHome agent = new AgentHome(home);
        agent.put("gemini/a1b2c3.json", ".gemini/tmp/app/tracker/a1b2c3.json");
        Path documented = agent.put("gemini/a1b2c3.json", ".gemini/tmp/tracker/" + SESSION + "/a1b2c3.json");
        Finds finds = Finds.of(source(), home, Map.of());
        Path shared = home.resolve(".gemini/tmp/app/tracker");
        assertThat(finds.files())
                .containsOnlyKeys(shared, documented.resolveSibling(".").normalize());
        assertThat(read(shared).sessions()).extracting(SessionReading::id).containsExactly("tracker-app");
        assertThat(said(read(home.resolve(".gemini/tmp/tracker/" + SESSION))).listed())
                .containsExactly("Add retry");
    }

    @Test
    void a_changed_title_replaces_the_former_one() throws IOException {
        Path found = write(home, List.of(Said.pending("Add retry"), Said.pending("Test it")));
        Reading first = read(found);
        write(home, List.of(Said.pending("Add three retries"), Said.pending("Test it")));
        assertThat(kinds(readAgain(found, first)))
                .isEqualTo(Map.of("Add retry", Kind.DROPPED, "Add three retries", Kind.LISTED, "Test it", Kind.LISTED));
    }
}
