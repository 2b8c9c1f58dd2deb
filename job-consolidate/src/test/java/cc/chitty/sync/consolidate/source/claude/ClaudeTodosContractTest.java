package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.JsonDocumentContract;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class ClaudeTodosContractTest extends JsonDocumentContract {

    private static final String SESSION = "9b1c0000-1111-4222-8333-444455556666";

    @Override
    protected SessionSource source() {
        return new ClaudeTodos();
    }

    @Override
    protected String session() {
        return SESSION;
    }

    @Override
    protected String variable() {
        return "CLAUDE_CONFIG_DIR";
    }

    @Override
    protected Path agentDirectory(Path home) {
        return home.resolve(".claude");
    }

    @Override
    protected Path write(Path agentDirectory, List<Said> list) throws IOException {
        return writeNamed(agentDirectory, SESSION + "-agent-" + SESSION, list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path todos = Files.createDirectories(agentDirectory.resolve("todos"));
        List<Map<String, String>> lines = list.stream()
                .map(said ->
                        Map.of("content", said.text(), "status", said.status().word(), "activeForm", "Doing"))
                .toList();
        return Files.writeString(todos.resolve(name + ".json"), StrictJson.write(lines));
    }
}
