package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.trigger.CommandTimes;
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
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an installation consists of: which target gets which edit, and which commands make the system notice. */
final class Blueprint {

    private static final List<String> SCRIPTS =
            List.of("chittysync", "scheduled", "session-start", "post-todo-write", "session-end", "hook-run");

    private static final JsonEdit.Entry TODO_TOOLS =
            new JsonEdit.Entry("env", "CLAUDE_CODE_ENABLE_TODO_TOOLS", "\"1\"");

    private final Place place;
    private final Wish wish;
    private final FirstSystem first;
    private final Map<Target, Edit> edits = new LinkedHashMap<>();
    private final List<List<String>> doing = new ArrayList<>();
    private final List<List<String>> undoing = new ArrayList<>();

    private Blueprint(Place place, Wish wish) {
        this.place = place;
        this.wish = wish;
        this.first = new FirstSystem(place);
    }

    static Blueprint of(Place place, Wish wish) {
        Blueprint blueprint = new Blueprint(place, wish);
        blueprint.programs();
        blueprint.agents();
        switch (wish.scheduler()) {
            case CRON -> blueprint.cron();
            case SYSTEMD -> blueprint.systemd();
            case LAUNCHD -> blueprint.launchd();
            case NONE -> {}
        }
        if (wish.migrate()) {
            blueprint.retireLaunchAgents();
        }
        return blueprint;
    }

    Map<Target, Edit> edits() {
        return edits;
    }

    List<List<String>> doing() {
        return doing;
    }

    List<List<String>> undoing() {
        return undoing;
    }

    private void programs() {
        SCRIPTS.forEach(name -> whole(place.program(name), resource("/scripts/" + name), true));
        whole(place.program("filing"), resource("/scripts/filing"), false);
        whole(place.program("gpu-ws"), resource("/scripts/chittysync"), true);
        try {
            edits.put(new FileTarget(place.program("jobs.jar"), false), new WholeFile(Files.readAllBytes(place.jar())));
        } catch (IOException e) {
            throw StorageFailure.of("read", place.jar(), e);
        }
        String settings = new TreeMap<>(place.settings())
                .entrySet().stream()
                        .filter(variable -> !variable.getKey().matches(".*(TOKEN|SECRET|PASSWORD|KEY).*"))
                        .map(variable ->
                                "export " + variable.getKey() + "=" + Quoting.shell(variable.getValue()) + "\n")
                        .collect(Collectors.joining());
        whole(place.program("environment"), settings, false);
    }

    private void agents() {
        Path claude = place.claude();
        Path codex = place.codex();
        Path gemini = place.gemini();
        json(claude, "settings.json", claudeHooks(), wish.todoTools() ? List.of(TODO_TOOLS) : List.of());
        json(codex, "hooks.json", codexHooks(), List.of());
        json(gemini, "settings.json", geminiHooks(), wish.mcp() ? List.of(server(place.state())) : List.of());
        if (wish.mcp() && Files.isDirectory(codex)) {
            String command = Quoting.toml(place.program("chittysync").toString());
            String lines = "[mcp_servers.chittysync]\ncommand = " + command + "\nargs = [\"mcp\"]\n";
            edits.put(new FileTarget(codex.resolve("config.toml"), false), MarkedBlock.of(lines));
        }
        // the program changes the account it runs in, whatever home we were given
        boolean own = place.home().equals(Path.of(System.getProperty("user.home")));
        if (wish.mcp() && own && Programs.has("claude")) {
            String command = place.program("chittysync").toString();
            doing.add(List.of(
                    "claude",
                    "mcp",
                    "add",
                    "--scope",
                    "user",
                    "--transport",
                    "stdio",
                    "chittysync",
                    "--",
                    command,
                    "mcp"));
            undoing.add(List.of("claude", "mcp", "remove", "--scope", "user", "chittysync"));
        }
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
        Predicate<String> foreign = command -> wish.migrate() && first.runs(command);
        if (!wanted.isEmpty() || !entries.isEmpty()) {
            String programs = place.state().programs().toString();
            edits.put(new FileTarget(file, false), new JsonEdit(file.toString(), programs, wanted, entries, foreign));
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

    private void cron() {
        String scheduled = Quoting.cron(place.program("scheduled").toString());
        StringBuilder lines = new StringBuilder();
        for (CommandTimes one : CommandTimes.of(wish.commands())) {
            lines.append(one.cron()).append(' ').append(scheduled);
            lines.append(' ')
                    .append(one.jitter())
                    .append(' ')
                    .append(one.line())
                    .append('\n');
        }
        wish.watchers()
                .forEach(it -> lines.append("@reboot ")
                        .append(scheduled)
                        .append(" 0 ")
                        .append(it.line())
                        .append('\n'));
        edits.put(
                new CrontabTarget(),
                wish.migrate()
                        ? new MarkedBlock(lines.toString(), first::mutedLine, first::restoredLine)
                        : MarkedBlock.of(lines.toString()));
    }

    private void systemd() {
        Path units = place.config().resolve("systemd/user");
        List<String> starting = new ArrayList<>();
        for (CommandTimes one : CommandTimes.of(wish.commands())) {
            String name = "chittysync-" + one.command();
            whole(units.resolve(name + ".service"), unit("job.service", one), false);
            whole(units.resolve(name + ".timer"), unit("job.timer", one), false);
            starting.add(name + ".timer");
        }
        for (Watcher watcher : wish.watchers()) {
            String name = "chittysync-" + watcher.unit() + ".service";
            whole(units.resolve(name), unit("watcher.service", watcher.line()), false);
            starting.add(name);
        }
        doing.add(List.of("systemctl", "--user", "daemon-reload"));
        starting.forEach(unit -> doing.add(List.of("systemctl", "--user", "enable", "--now", unit)));
        starting.forEach(unit -> undoing.add(List.of("systemctl", "--user", "disable", "--now", unit)));
    }

    private void launchd() {
        Path agents = place.home().resolve("Library/LaunchAgents");
        for (CommandTimes one : CommandTimes.of(wish.commands())) {
            agent(agents, "cc.chitty.sync." + one.command(), unit("job.plist", one));
        }
        for (Watcher watcher : wish.watchers()) {
            agent(agents, "cc.chitty.sync." + watcher.unit(), unit("watcher.plist", watcher.line()));
        }
    }

    private void agent(Path directory, String label, String text) {
        Path plist = directory.resolve(label + ".plist");
        whole(plist, text.replace("@LABEL@", label), false);
        String domain = "gui/" + userNumber();
        doing.add(List.of("launchctl", "bootstrap", domain, plist.toString()));
        undoing.add(List.of("launchctl", "bootout", domain + "/" + label));
    }

    /** Their files stay, so that taking us out brings them back. */
    private void retireLaunchAgents() {
        try {
            for (Path plist : first.launchAgents()) {
                String name = String.valueOf(plist.getFileName());
                String domain = "gui/" + userNumber();
                String label = domain + "/" + name.substring(0, name.length() - ".plist".length());
                doing.add(List.of("launchctl", "disable", label));
                doing.add(List.of("launchctl", "bootout", label));
                undoing.add(List.of("launchctl", "enable", label));
                undoing.add(List.of("launchctl", "bootstrap", domain, plist.toString()));
            }
        } catch (IOException e) {
            throw StorageFailure.of("look for", place.home().resolve("Library/LaunchAgents"), e);
        }
    }

    private static String userNumber() {
        return Programs.run(List.of("id", "-u"), new byte[0]).out().strip();
    }

    private String unit(String name, CommandTimes schedule) {
        return unit(name, schedule.line())
                .replace("@CALENDAR@", schedule.calendar())
                .replace("@JITTER@", String.valueOf(schedule.jitter()))
                .replace("@TIMES@", schedule.times());
    }

    private String unit(String name, String line) {
        String scheduled = place.program("scheduled").toString();
        boolean list = name.endsWith(".plist");
        return resource("/units/" + name)
                .replace("@SCHEDULED@", list ? Quoting.xml(scheduled) : Quoting.systemd(scheduled))
                .replace("@COMMAND@", line.replace(" ", list ? "</string>\n    <string>" : " "));
    }

    private void whole(Path path, String content, boolean executable) {
        edits.put(new FileTarget(path, executable), new WholeFile(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Blueprint.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StorageFailure.of("read", Path.of(name), e);
        }
    }
}
