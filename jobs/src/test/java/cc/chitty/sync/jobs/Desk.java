package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A home directory with agents' lists, a state directory, and all commands on them, in this process. */
final class Desk implements AutoCloseable {

    /** When the first lists were written. */
    static final Instant BEGAN = Instant.parse("2025-10-01T10:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final StateDirectory state;
    private final Commands commands;

    Desk(Path directory) throws IOException {
        this(directory, Map.of());
    }

    /** @param more variables of its commands */
    Desk(Path directory, Map<String, String> more) throws IOException {
        environment.putAll(more);
        home = Files.createDirectories(directory.resolve("home"));
        environment.put(StateDirectory.VARIABLE, directory.resolve("state").toString());
        environment.put(Surrounding.VARIABLE, home.toString());
        state = StateDirectory.open(environment, home);
        commands = new Commands(state, Identity.ofThisProcess("test", Settings.digest(state, environment)));
    }

    /** What a command left. */
    record Result(int code, String out, String err) {

        JsonNode json() {
            assertThat(out.lines()).as(out + err).hasSize(1);
            return JSON.readTree(out);
        }
    }

    Result run(String... arguments) {
        return run(Terminal.NONE, Map.of(), arguments);
    }

    Result run(Terminal terminal, Map<String, String> more, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = run(terminal, more, out, err, arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    int run(Terminal terminal, Map<String, String> more, OutputStream out, OutputStream err, String... arguments) {
        return commands.run(request(terminal, more, arguments), out, err, new Interruption());
    }

    /** A command that the test ends. */
    int run(
            Interruption interruption,
            Map<String, String> more,
            OutputStream out,
            OutputStream err,
            String... arguments) {
        return commands.run(request(Terminal.NONE, more, arguments), out, err, interruption);
    }

    private Request request(Terminal terminal, Map<String, String> more, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Request(List.of(arguments), home, all, terminal);
    }

    Path home() {
        return home;
    }

    /** A command that has to go well. */
    Result done(String... arguments) {
        Result result = run(arguments);
        assertThat(result.code()).as(Arrays.toString(arguments) + result).isZero();
        return result;
    }

    /**
     * Writes the list of one session of Claude Code.
     *
     * @param minutes after {@link #BEGAN}
     * @param todos as {@code pending Write the test}
     */
    Path list(int session, int minutes, String... todos) throws IOException {
        String id = "6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a%02d".formatted(session);
        Path file = Files.createDirectories(home.resolve(".claude/todos")).resolve(id + ".json");
        String list = Arrays.stream(todos).map(Desk::todo).collect(Collectors.joining(",", "[", "]"));
        Files.writeString(file, list);
        return Files.setLastModifiedTime(file, FileTime.from(BEGAN.plusSeconds(60L * minutes)));
    }

    private static String todo(String line) {
        int blank = line.indexOf(' ');
        return JSON.writeValueAsString(Map.of(
                "content", line.substring(blank + 1), "status", line.substring(0, blank), "activeForm", "Doing it"));
    }

    /** The id of a todo of no known project. */
    static String id(String content) {
        return TodoId.of(new TodoKey("general", content));
    }

    StateDirectory state() {
        return state;
    }

    /** Two sessions disagree about {@code Write the test}: one completed it, the other goes on with it. */
    void disagree() throws IOException {
        list(1, 0, "pending Write the test");
        list(2, 30, "in_progress Write the test");
        done("consolidate");
        list(1, 60, "completed Write the test");
        list(2, 120, "pending Write the test");
        done("consolidate");
    }

    @Override
    public void close() {
        commands.close();
    }
}
