package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.JsonDocumentContract;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class ClaudeTasksContractTest extends JsonDocumentContract {

    private static final String SESSION = "9b1c0000-1111-4222-8333-444455556666";

    @Override
    protected SessionSource source() {
        return new ClaudeTasks();
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
        return writeNamed(agentDirectory, SESSION, list);
    }

    @Override
    protected Path document(Path found) {
        return found.resolve("2.json");
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
        Path directory = Files.createDirectories(agentDirectory.resolve("tasks").resolve(name));
        clear(directory);
        Files.createFile(directory.resolve(".lock"));
        int id = 0;
        for (Said said : list) {
            id++;
            String number = Integer.toString(id);
            Files.writeString(
                    directory.resolve(number + ".json"),
                    StrictJson.write(Map.of(
                            "id",
                            number,
                            "subject",
                            said.text(),
                            "description",
                            "Longer words on it",
                            "status",
                            said.status().word(),
                            "blocks",
                            List.of(),
                            "blockedBy",
                            List.of())));
        }
        return directory;
    }

    private static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        }
    }
}
