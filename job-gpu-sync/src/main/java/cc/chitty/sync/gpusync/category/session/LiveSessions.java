package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sessions that an agent has open, by id: {@code ~/.claude/sessions/<pid>.json} is there while its process runs. They are not
 * synced, since two writers of one transcript spoil it.
 */
public record LiveSessions(SortedSet<String> ids) {

    public static final LiveSessions NONE = new LiveSessions(new TreeSet<>());

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> KEYS = List.of("sessionId", "session_id", "id");
    private static final int LARGEST = 1 << 16;
    private static final Duration QUIET = Duration.ofMinutes(1);
    /** Says which of the processes run. */
    private static final String RUNNING = "for p do kill -0 \"$p\" 2>/dev/null && echo \"$p\"; done; :";

    /** Those of one side. Where no programs can be run, every file counts. */
    public static LiveSessions of(Endpoint endpoint, Interruption interruption) {
        Scope scope = new Scope(endpoint.facts().home(), List.of(SessionPaths.RUNNING), Set.of());
        Map<TreePath, Entry> entries =
                endpoint.scan(List.of(scope), interruption).get(0).entries();
        List<TreePath> files = entries.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == EntryKind.FILE
                        && entry.getKey().name().matches("\\d{1,10}\\.json"))
                .map(Map.Entry::getKey)
                .toList();
        if (files.isEmpty()) {
            return NONE;
        }
        Map<String, String> sessions = new HashMap<>();
        endpoint.read(scope.root(), files, (path, entry, content) -> session(path, content, sessions));
        SortedSet<String> ids = new TreeSet<>();
        running(endpoint, List.copyOf(sessions.keySet())).forEach(pid -> ids.add(sessions.getOrDefault(pid, "")));
        return new LiveSessions(ids);
    }

    private static void session(TreePath path, InputStream content, Map<String, String> sessions) throws IOException {
        try {
            JsonNode json = MAPPER.readTree(content.readNBytes(LARGEST));
            KEYS.stream()
                    .map(key -> json.path(key).asString(""))
                    .filter(SessionPaths::isId)
                    .findFirst()
                    .ifPresent(id -> sessions.put(path.name().replace(".json", ""), id));
        } catch (JacksonException e) {
            // half written: its session begins, and has nothing yet that could be synced
            sessions.remove(path.name());
        }
    }

    private static List<String> running(Endpoint endpoint, List<String> pids) {
        RemotePrograms programs = endpoint.programs().orElse(null);
        if (programs == null || pids.isEmpty()) {
            return pids;
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", RUNNING, "sh"));
        command.addAll(pids);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            programs.run(command, InputStream.nullInputStream(), output, QUIET);
        } catch (IOException e) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "ask which sessions are open on " + endpoint.facts().name(),
                    String.valueOf(e.getMessage()),
                    "Look at the connection, and start again.",
                    e);
        }
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** These and those of the other side. */
    public LiveSessions and(LiveSessions others) {
        return new LiveSessions(
                Stream.concat(ids.stream(), others.ids.stream()).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What is left alone for their sake, counted from a home directory. */
    public Patterns patterns() {
        return Patterns.of(ids.stream()
                .flatMap(id -> Stream.of(
                        "/.claude/projects/*/" + id + ".jsonl",
                        "/.claude/projects/*/" + id + ".queue.json",
                        "/.claude/projects/*/" + id + "/",
                        "/.claude/todos/" + id + "*",
                        "/.claude/tasks/" + id + "/",
                        "/.claude/tasks/session-" + id.substring(0, 8) + "/"))
                .toList());
    }

    /** One word for each, for the report. */
    public List<String> said() {
        return ids.stream()
                .map(id -> "session " + id + " is open; it is left alone until it is closed")
                .toList();
    }
}
