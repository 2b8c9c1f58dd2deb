package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an installation consists of: which target gets which edit, and which commands make the system notice. */
final class Blueprint {

    private static final JsonEdit.Entry TODO_TOOLS =
            new JsonEdit.Entry("env", "CLAUDE_CODE_ENABLE_TODO_TOOLS", "\"1\"");

    static final List<String> CLAUDE_FORGETS = List.of("claude", "mcp", "remove", "--scope", "user", "chittysync");

    private final Place place;
    private final Wish wish;
    private final Ours ours;
    private final Map<Target, Edit> edits = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Blueprint(Place place, Wish wish) {
        this.place = place;
        this.wish = wish;
        this.ours = new Ours(place);
    }

    static Blueprint of(Place place, Wish wish) {
        Blueprint blueprint = new Blueprint(place, wish);
        blueprint.programs();
        blueprint.agents();
        new Schedules(place, wish, blueprint.ours, blueprint.edits, blueprint.steps).add();
        if (wish.migrate()) {
            blueprint.retireLaunchAgents();
        }
        return blueprint;
    }

    Map<Target, Edit> edits() {
        return edits;
    }

    List<Step> steps() {
        return steps;
    }

    /** What was left out, and what a person can do about it: sentences. */
    List<String> remarks() {
        return remarks;
    }

    private void programs() {
        Ours.SCRIPTS.forEach(name -> whole(name, resource("/scripts/" + name), true));
        whole("filing", resource("/scripts/filing"), false);
        whole("gpu-ws", resource("/scripts/chittysync"), true);
        try {
            Path jar = place.program("jobs.jar");
            edits.put(new FileTarget(jar, false), ours.whole(jar, Files.readAllBytes(place.jar())));
        } catch (IOException e) {
            throw StorageFailure.of("read", place.jar(), e);
        }
        Variables variables = new Variables(place.settings());
        whole("environment", variables.script(), false);
        if (!variables.secrets().isEmpty()) {
            remarks.add(
                    "not written to " + place.program("environment") + ", since secret: "
                            + String.join(", ", variables.secrets())
                            + "; scheduled runs do not have them. A token of git-push can be in"
                            + " a file that chittysync.git-push.access.token-file names; put others where the scheduler has its"
                            + " variables: at the top of the crontab, in ~/.config/environment.d (systemd), or by 'launchctl setenv'.");
        }
    }

    private void agents() {
        json(place.claude(), "settings.json", claudeHooks(), wish.todoTools() ? List.of(TODO_TOOLS) : List.of());
        json(place.codex(), "hooks.json", codexHooks(), List.of());
        json(place.gemini(), "settings.json", geminiHooks(), wish.mcp() ? List.of(server(place.state())) : List.of());
        if (wish.mcp() && Files.isDirectory(place.codex())) {
            codexServer(new FileTarget(place.codex().resolve("config.toml"), false));
        }
        if (wish.mcp() && place.isOwn() && Programs.has("claude")) {
            String command = place.program("chittysync").toString();
            List<String> adding = new ArrayList<>(List.of("claude", "mcp", "add", "--scope", "user"));
            adding.addAll(List.of("--transport", "stdio", "chittysync", "--", command, "mcp"));
            steps.add(new Step(adding, CLAUDE_FORGETS, List.of(), true));
        }
    }

    /** A table of that name that is not ours stays, and is not defined a second time: that would be no TOML. */
    private void codexServer(FileTarget config) {
        byte[] now = config.read();
        String others = now == null ? "" : MarkedBlock.withoutBlocks(MarkedBlock.text(now));
        if (TomlKeys.preventTable(others, "mcp_servers", "chittysync")) {
            remarks.add(config.path()
                    + " has its own mcp_servers.chittysync, or no place for one; Codex is left as it is.");
            return;
        }
        String command = Quoting.toml(place.program("chittysync").toString());
        String lines = "[mcp_servers.chittysync]\ncommand = " + command + "\nargs = [\"mcp\"]\n";
        edits.put(config, ours.block(lines, false));
    }

    /** Every setting that any installation makes. */
    static List<JsonEdit.Entry> entries(StateDirectory state) {
        return List.of(TODO_TOOLS, server(state));
    }

    private static JsonEdit.Entry server(StateDirectory state) {
        String command = JsonText.quoted(state.programs().resolve("chittysync").toString());
        return new JsonEdit.Entry("mcpServers", "chittysync", "{\"command\": " + command + ", \"args\": [\"mcp\"]}");
    }

    private void json(Path directory, String name, List<JsonEdit.Hook> hooks, List<JsonEdit.Entry> entries) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Path file = directory.resolve(name);
        List<JsonEdit.Hook> wanted = wish.hooks() ? hooks : List.of();
        if (!wanted.isEmpty() || !entries.isEmpty()) {
            edits.put(
                    new FileTarget(file, false), new JsonEdit(file.toString(), ours, wanted, entries, wish.migrate()));
        }
    }

    private List<JsonEdit.Hook> claudeHooks() {
        return List.of(
                hook("SessionStart", "startup|resume|clear|compact|fork", "session-start", "claude-code", 10),
                hook("PostToolUse", "TodoWrite|TaskCreate|TaskUpdate", "post-todo-write", "claude-code", 10),
                hook("SessionEnd", null, "session-end", "claude-code", 10));
    }

    /** Codex calls no hook for its plan, and none at the end of a session: the end of a turn has to do. */
    private List<JsonEdit.Hook> codexHooks() {
        return List.of(
                hook("SessionStart", null, "session-start", "codex", 10),
                hook("Stop", null, "session-end", "codex", 10));
    }

    /** Gemini counts in milliseconds. */
    private List<JsonEdit.Hook> geminiHooks() {
        return List.of(
                hook("SessionStart", null, "session-start", "gemini", 10_000),
                hook("AfterTool", "write_todos", "post-todo-write", "gemini", 10_000),
                hook("SessionEnd", null, "session-end", "gemini", 10_000));
    }

    private JsonEdit.Hook hook(String event, @Nullable String matcher, String script, String agent, int timeout) {
        String command = Quoting.shell(place.program(script).toString()) + " " + agent;
        return new JsonEdit.Hook(event, matcher, command, timeout);
    }

    /** Their files stay, so that taking us out brings them back. */
    private void retireLaunchAgents() {
        try {
            for (Path plist : ours.first().launchAgents()) {
                String name = String.valueOf(plist.getFileName());
                String domain = Schedules.domain();
                String label = domain + "/" + name.substring(0, name.length() - ".plist".length());
                steps.add(launchctl(List.of("disable", label), List.of("enable", label)));
                steps.add(launchctl(List.of("bootout", label), List.of("bootstrap", domain, plist.toString())));
            }
        } catch (IOException e) {
            throw StorageFailure.of("look for", place.launchAgents(), e);
        }
    }

    private static Step launchctl(List<String> words, List<String> undoing) {
        Function<List<String>, List<String>> command =
                it -> Stream.concat(Stream.of("launchctl"), it.stream()).toList();
        return new Step(command.apply(words), command.apply(undoing), List.of(), false);
    }

    private void whole(String name, String content, boolean executable) {
        Path path = place.program(name);
        edits.put(new FileTarget(path, executable), ours.whole(path, content.getBytes(StandardCharsets.UTF_8)));
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Blueprint.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StorageFailure.of("read", Path.of(name), e);
        }
    }
}
