package cc.chitty.sync.consolidate.source.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.JsonDocumentContract;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OpenCodeFilesContractTest extends JsonDocumentContract {

    private static final String STORAGE = ".local/share/opencode/storage/";
    private static final String PROJECT = "4b0ea68d7af9a6031a7ffda7ad66e0cb83315750";

    @Override
    protected SessionSource source() {
        return new OpenCodeFiles();
    }

    @Override
    protected String session() {
        return "ses_1";
    }

    @Override
    protected String variable() {
        return "XDG_DATA_HOME";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".local/share");
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, session(), list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path todos = Files.createDirectories(agentDirectory.resolve("opencode/storage/todo"));
        List<Map<String, String>> lines = list.stream()
                .map(said ->
                        Map.of("content", said.text(), "status", said.status().word(), "priority", "high"))
                .toList();
        return Files.writeString(todos.resolve(name + ".json"), StrictJson.write(lines));
    }

    @Test
    void the_sample_is_read_with_where_its_session_ran() throws IOException {
        AgentHome agent = new AgentHome(home);
        agent.put("opencode/ses_1.json", STORAGE + "todo/ses_1.json");
        agent.put("opencode/session.json", STORAGE + "session/" + PROJECT + "/ses_1.json");
        SessionReading session = AgentHome.session(agent.only(source()));
        assertThat(AgentHome.claims(session))
                .containsExactly(
                        "LISTED pending " + AgentHome.WRITTEN + " Add retry (high)",
                        "LISTED completed " + AgentHome.WRITTEN + " Drop the cache (low) (cancelled)");
        assertThat(session.facts())
                .isEqualTo(new SessionFacts(
                        "/home/kim/app",
                        null,
                        null,
                        Instant.ofEpochMilli(1766000000000L),
                        Instant.ofEpochMilli(1766000300000L)));
    }

    @Test
    void a_session_without_a_directory_ran_in_its_projects_worktree() throws IOException {
        AgentHome agent = new AgentHome(home);
        agent.put("opencode/ses_1.json", STORAGE + "todo/ses_1.json");
        Path session = agent.put("opencode/session.json", STORAGE + "session/" + PROJECT + "/ses_1.json");
        Files.writeString(session, Files.readString(session).replace("\"directory\"", "\"elsewhere\""));
        agent.put("opencode/project.json", STORAGE + "project/" + PROJECT + ".json");
        assertThat(AgentHome.session(agent.only(source())).facts().directory()).isEqualTo("/home/kim/worktree");
    }

    @Test
    void a_damaged_session_file_is_a_problem_and_the_list_is_read() throws IOException {
        AgentHome agent = new AgentHome(home);
        agent.put("opencode/ses_1.json", STORAGE + "todo/ses_1.json");
        Path session = agent.put("opencode/session.json", STORAGE + "session/" + PROJECT + "/ses_1.json");
        Files.writeString(session, "{\"id\"");
        Reading reading = agent.only(source());
        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.problems().get(0).where()).isEqualTo(session.toString());
        assertThat(said(reading).listed()).hasSize(2);
    }
}
