package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.install.ShellCommand;
import cc.chitty.sync.kernel.run.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Which agents are here, whether our hooks are in place, and whether what they run writes lists at all. */
final class AgentChecks {

    private static final String TODO_TOOLS = "CLAUDE_CODE_ENABLE_TODO_TOOLS";

    /** Claude Code 2.1.233 and later give these no todo tools of their own. */
    private static final Pattern WITHOUT_TOOLS = Pattern.compile(
            "claude-(opus-4-([89]|\\d\\d)(?!\\d)|(opus|sonnet|haiku)-([5-9]|\\d\\d)(?!\\d)|fable|mythos).*");

    /** Agents of which lists are read, beside those that have hooks, by their directories. */
    private static final Map<String, String> OTHERS = Map.of(
            "qwen", ".qwen",
            "opencode", ".local/share/opencode",
            "copilot", ".copilot");

    private static final List<String> HOOKS = List.of("session-start", "post-todo-write", "session-end");

    private final Patient patient;

    AgentChecks(Patient patient) {
        this.patient = patient;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Path claude = patient.agents().directory("CLAUDE_CONFIG_DIR", ".claude");
        Path codex = patient.agents().directory("CODEX_HOME", ".codex");
        Path gemini = patient.agents().directory("GEMINI_CLI_HOME", "").resolve(".gemini");
        if (Files.isDirectory(claude)) {
            findings.add(claude(claude));
            findings.add(hooks("hooks of claude-code", claude.resolve("settings.json")));
        }
        if (Files.isDirectory(codex)) {
            findings.add(Finding.ok("codex", "keeps its plans in " + codex.resolve("sessions")));
            findings.add(hooks("hooks of codex", codex.resolve("hooks.json")));
        }
        if (Files.isDirectory(gemini)) {
            findings.add(Finding.note(
                    "gemini",
                    "writes lists only with Gemini 2 models that are no previews",
                    "For others: `chittysync install --mcp`."));
            findings.add(hooks("hooks of gemini", gemini.resolve("settings.json")));
        }
        findings.addAll(others());
        if (findings.isEmpty()) {
            findings.add(Finding.note("agents", "none of those we read lists of is here", ""));
        }
        return findings;
    }

    private List<Finding> others() {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(OTHERS).forEach((agent, place) -> {
            Path directory = patient.agents().home().resolve(place);
            if (Files.isDirectory(directory)) {
                findings.add(
                        agent.equals("opencode")
                                ? Finding.note(
                                        agent,
                                        "keeps its lists in " + directory
                                                + "; versions since July 2026 have no todo tool",
                                        "An MCP server in its settings, `chittysync mcp`, lets it use the lists.")
                                : Finding.ok(agent, "keeps its lists in " + directory));
            }
        });
        return findings;
    }

    private static Finding claude(Path home) {
        String model = NewestModel.in(home.resolve("projects"));
        boolean enabled = AgentFile.read(home.resolve("settings.json"))
                .json()
                .path("env")
                .path(TODO_TOOLS)
                .asString("")
                .equals("1");
        if (enabled) {
            return Finding.ok("claude-code", "writes lists with every model (" + TODO_TOOLS + "=1)");
        }
        String remedy = "`chittysync install --todo-tools` sets " + TODO_TOOLS
                + "=1; `chittysync install --mcp` lets any model use the lists.";
        if (WITHOUT_TOOLS.matcher(model).matches()) {
            return Finding.wrong("claude-code", "model " + model + " writes no lists by itself", remedy);
        }
        return model.isEmpty()
                ? Finding.note(
                        "claude-code", "which model was used last is not known; newer ones write no lists", remedy)
                : Finding.ok("claude-code", "writes lists with model " + model);
    }

    private Finding hooks(String check, Path file) {
        AgentFile read = AgentFile.read(file);
        if (!read.problem().isEmpty()) {
            return Finding.wrong(check, file + " " + read.problem() + ", so the agent does not read it", "Correct it.");
        }
        JsonNode settings = read.json();
        List<String> commands = settings.path("hooks").findValuesAsString("command");
        String home = patient.agents().home().toString();
        Set<String> started = commands.stream()
                .flatMap(command -> ShellCommand.programs(command, home).stream())
                .collect(Collectors.toSet());
        List<Path> ours = HOOKS.stream()
                .map(name -> patient.state().programs().resolve(name))
                .filter(program -> started.contains(program.toString()))
                .toList();
        if (ours.isEmpty()) {
            return none(check);
        }
        if (settings.path("disableAllHooks").asBoolean(false)) {
            return Finding.wrong(check, "all hooks are turned off in " + file, "Take disableAllHooks out of it.");
        }
        for (Path program : ours) {
            if (!Files.isExecutable(program)) {
                return Finding.wrong(check, program + " cannot be run", "`chittysync install --hooks` repairs it.");
            }
        }
        return Finding.ok(check, Words.count(ours.size(), "hook") + " in " + file);
    }

    private static Finding none(String check) {
        return Finding.note(check, "not registered", "`chittysync install --hooks` registers them.");
    }
}
