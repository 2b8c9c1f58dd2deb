package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Said;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what Claude Code writes below a home directory. Every file gets the clock's time. */
public final class ClaudeHome {

    private final Path home;
    private final InstantSource clock;

    public ClaudeHome(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /** An id of the form that Claude Code gives to sessions. */
    public static String session(int number) {
        return String.format("%08x-1111-4222-8333-444455556666", number);
    }

    public Path todosFile(String session) {
        return home.resolve(".claude/todos/" + session + "-agent-" + session + ".json");
    }

    /** The list that a session kept until version 2.1.15. */
    public Path todos(String session, Said... list) {
        return write(todosFile(session), json(List.of(list)));
    }

    public Path todosOfSubAgent(String session, String agentId, Said... list) {
        return write(home.resolve(".claude/todos/" + session + "-agent-" + agentId + ".json"), json(List.of(list)));
    }

    /** The list that a session keeps since then, its lines numbered from 1. */
    public Path tasks(String session, Said... list) {
        Path directory = home.resolve(".claude/tasks/" + session);
        for (int i = 0; i < list.length; i++) {
            task(session, i + 1, list[i]);
        }
        return directory;
    }

    public Path task(String session, int number, Said said) {
        return write(
                taskFile(session, number),
                StrictJson.write(Map.of(
                        "id",
                        String.valueOf(number),
                        "subject",
                        said.text(),
                        "description",
                        "More words",
                        "status",
                        said.status().word())));
    }

    public Path taskFile(String session, int number) {
        return home.resolve(".claude/tasks/" + session + "/" + number + ".json");
    }

    public Path transcriptFile(String session) {
        return home.resolve(".claude/projects/-work/" + session + ".jsonl");
    }

    /** A line in which a person says something; the first one tells when and where the session began. */
    public Path said(String session, String directory) {
        return line(session, directory, "user", Map.of("role", "user", "content", "Go on"), Map.of());
    }

    /** A list that a session wrote, as its transcript tells. */
    public Path wrote(String session, String directory, Said... list) {
        String call = "toolu_" + clock.instant().toEpochMilli();
        Map<String, Object> use = new LinkedHashMap<>();
        use.put("type", "tool_use");
        use.put("id", call);
        use.put("name", "TodoWrite");
        use.put("input", Map.of("todos", todos(List.of(list))));
        line(session, directory, "assistant", Map.of("role", "assistant", "content", List.of(use)), Map.of());
        Map<String, Object> result = Map.of("tool_use_id", call, "type", "tool_result", "content", "Todos updated");
        return line(
                session,
                directory,
                "user",
                Map.of("role", "user", "content", List.of(result)),
                Map.of("toolUseResult", Map.of("oldTodos", List.of(), "newTodos", todos(List.of(list)))));
    }

    private Path line(String session, String directory, String type, Map<String, ?> message, Map<String, ?> more) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", type);
        line.put("isSidechain", false);
        line.put("cwd", directory);
        line.put("sessionId", session);
        line.put("gitBranch", "main");
        line.put("timestamp", clock.instant().toString());
        line.put("message", message);
        line.putAll(more);
        return append(transcriptFile(session), StrictJson.write(line) + "\n");
    }

    private static String json(List<Said> list) {
        return StrictJson.write(todos(list));
    }

    private static List<Map<String, String>> todos(List<Said> list) {
        return list.stream()
                .map(said -> {
                    Map<String, String> todo = new LinkedHashMap<>();
                    todo.put("content", said.text());
                    todo.put("status", said.status().word());
                    return todo;
                })
                .toList();
    }

    public Path append(Path file, String text) {
        return put(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public Path write(Path file, String text) {
        return put(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    private Path put(Path file, String text, StandardOpenOption... how) {
        try {
            Files.createDirectories(file.getParent());
            StandardOpenOption[] options = new StandardOpenOption[how.length + 1];
            System.arraycopy(how, 0, options, 0, how.length);
            options[how.length] = StandardOpenOption.WRITE;
            Files.writeString(file, text, options);
            return touched(file, clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path touched(Path file, Instant at) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(at));
    }

    public void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
