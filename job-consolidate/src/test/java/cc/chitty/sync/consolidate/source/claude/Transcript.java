package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Appends to a transcript what Claude Code appends, one minute a line. */
final class Transcript {

    static final Instant BEGAN = Instant.parse("2026-05-01T02:37:03.395Z");

    private final Path file;
    private final String session;
    private String agentId = "";
    private int lines;

    Transcript(Path file, String session) throws IOException {
        this.file = file;
        this.session = session;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            lines = Files.readAllLines(file).size();
        }
    }

    /** The time of line {@code n}, the first being 0. */
    static Instant at(int n) {
        return BEGAN.plusSeconds(60L * n);
    }

    /** From now on lines are a sub-agent's; of the main chain with an empty id. */
    Transcript sidechain(String id) {
        agentId = id;
        return this;
    }

    void user(String text) throws IOException {
        line("user", Map.of("role", "user", "content", text), null);
    }

    void todoWrite(List<Said> list) throws IOException {
        String id = call("TodoWrite", Map.of("todos", todos(list)));
        result(id, Map.of("oldTodos", List.of(), "newTodos", todos(list)), "Todos updated");
    }

    void taskCreate(String number, String subject) throws IOException {
        String id = call("TaskCreate", Map.of("subject", subject, "description", "Longer words"));
        result(id, Map.of("task", Map.of("id", number, "subject", subject)), "Task #" + number + " created");
    }

    void taskUpdate(String number, String key, String value) throws IOException {
        String id = call("TaskUpdate", Map.of("taskId", number, key, value));
        result(id, Map.of("success", true, "taskId", number, "updatedFields", List.of(key)), "Updated task");
    }

    /** Returns the id of the call. */
    String call(String tool, Map<String, ?> input) throws IOException {
        String id = "toolu_" + lines;
        Map<String, Object> block = Map.of("type", "tool_use", "id", id, "name", tool, "input", input);
        line("assistant", Map.of("role", "assistant", "content", List.of(block)), null);
        return id;
    }

    void result(String call, Object result, String told) throws IOException {
        line("user", message(call, told, false), result);
    }

    void error(String call) throws IOException {
        line("user", message(call, "<tool_use_error>no</tool_use_error>", true), "Error: no");
    }

    void raw(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines++;
    }

    static List<Map<String, String>> todos(List<Said> list) {
        return list.stream()
                .map(said ->
                        Map.of("content", said.text(), "status", said.status().word(), "activeForm", "Doing"))
                .toList();
    }

    private static Map<String, Object> message(String call, String told, boolean error) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("tool_use_id", call);
        block.put("type", "tool_result");
        block.put("content", told);
        if (error) {
            block.put("is_error", true);
        }
        return Map.of("role", "user", "content", List.of(block));
    }

    private void line(String type, Object message, @Nullable Object result) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", type);
        line.put("isSidechain", !agentId.isEmpty());
        if (!agentId.isEmpty()) {
            line.put("agentId", agentId);
        }
        line.put("cwd", lines == 0 ? "/home/kim/app" : "/home/kim/app/sub");
        line.put("sessionId", session);
        line.put("gitBranch", "branch-" + lines);
        line.put("timestamp", at(lines).toString());
        line.put("message", message);
        if (result != null) {
            line.put("toolUseResult", result);
        }
        raw(StrictJson.write(line));
    }
}
