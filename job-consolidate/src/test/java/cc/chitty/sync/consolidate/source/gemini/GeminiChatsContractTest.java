package cc.chitty.sync.consolidate.source.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.SessionSourceContract;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GeminiChatsContractTest extends SessionSourceContract {

    private static final String SESSION = "1a2b3c4d-0000-4000-8000-000000000001";

    @Override
    protected SessionSource source() {
        return new GeminiChats();
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
        return writeNamed(agentDirectory, "app", list);
    }

    @Override
    protected void remove(Path found) throws IOException {
        Files.delete(found);
    }

    @Override
    protected Path writeNamed(Path agentDirectory, String name, List<Said> list) throws IOException {
        Path chats = Files.createDirectories(agentDirectory.resolve(".gemini/tmp/" + name + "/chats"));
        Path chat = chats.resolve("session-2026-08-20T10-15-1a2b3c4d.jsonl");
        if (!Files.exists(chat)) {
            append(chat, Map.of("sessionId", SESSION, "projectHash", "x"));
        }
        List<Map<String, String>> todos = list.stream()
                .map(said -> Map.of(
                        "description", said.text(), "status", said.status().word()))
                .toList();
        Map<String, Object> call =
                Map.of("id", "t1", "name", "write_todos", "args", Map.of("todos", todos), "status", "success");
        append(chat, Map.of("id", "m" + Files.size(chat), "type", "gemini", "toolCalls", List.of(call)));
        return chat;
    }

    private static void append(Path chat, Map<String, Object> line) throws IOException {
        Files.writeString(chat, StrictJson.write(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void a_damaged_line_is_a_problem_and_the_others_are_read() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Files.writeString(
                found, "{\"id\":\"m9\",\"toolCalls\":[{\"name\":\"write_todos\"\n", StandardOpenOption.APPEND);
        Reading reading = read(found);
        assertThat(reading.good()).isTrue();
        assertThat(reading.problems()).hasSize(1);
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }

    @Test
    void a_last_line_that_is_half_written_is_no_problem() throws IOException {
        Path found = write(agentDirectory(home), LIST);
        Files.writeString(found, "{\"id\":\"m9\",\"toolCalls\":[{\"name\":\"write_todos\"", StandardOpenOption.APPEND);
        Reading reading = read(found);
        assertThat(reading.problems()).isEmpty();
        assertThat(statuses(reading)).isEqualTo(statuses(LIST));
    }
}
