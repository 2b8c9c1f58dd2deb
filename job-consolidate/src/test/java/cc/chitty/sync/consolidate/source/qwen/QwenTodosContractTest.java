package cc.chitty.sync.consolidate.source.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.AgentHome;
import cc.chitty.sync.consolidate.source.Finds;
import cc.chitty.sync.consolidate.source.JsonDocumentContract;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QwenTodosContractTest extends JsonDocumentContract {

    private static final String SESSION = "c0ffee00-1111-4222-8333-444455556666";

    @Override
    protected SessionSource source() {
        return new QwenTodos();
    }

    @Override
    protected String session() {
        return SESSION;
    }

    @Override
    protected String variable() {
        return "QWEN_RUNTIME_DIR";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".qwen");
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, SESSION, list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path todos = Files.createDirectories(agentDirectory.resolve("todos"));
        List<Map<String, String>> lines = list.stream()
                .map(said -> Map.of(
                        "id",
                        "1",
                        "content",
                        said.text(),
                        "status",
                        said.status().word()))
                .toList();
        return Files.writeString(
                todos.resolve(name + ".json"), StrictJson.write(Map.of("todos", lines, "sessionId", name)));
    }

    @Test
    void the_sample_is_read_with_its_files_time() throws IOException {
        AgentHome agent = new AgentHome(home);
        agent.put("qwen/c0ffee.json", ".qwen/todos/c0ffee.json");
        SessionReading session = AgentHome.session(agent.only(source()));
        assertThat(session.id()).isEqualTo("c0ffee");
        assertThat(AgentHome.claims(session))
                .containsExactly(
                        "LISTED in_progress " + AgentHome.WRITTEN + " Add retry",
                        "LISTED completed " + AgentHome.WRITTEN + " Read code");
    }

    @Test
    void the_home_variable_counts_where_no_runtime_one_is_set_and_a_tilde_is_the_home_directory() throws IOException {
        Path found = write(home.resolve("mine/qwen"), LIST);
        assertThat(Finds.of(source(), home, Map.of("QWEN_HOME", "~/mine/qwen")).files())
                .containsOnlyKeys(found);
        assertThat(Finds.of(source(), home, Map.of("QWEN_HOME", "~", "QWEN_RUNTIME_DIR", "mine/qwen"))
                        .files())
                .containsOnlyKeys(found);
    }
}
