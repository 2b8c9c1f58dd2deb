package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.SessionOverview;
import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.view.TodosFile;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Table;
import cc.chitty.sync.jobs.command.Times;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.device.DeviceIdentity;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sessions}. */
@Command(
        name = "sessions",
        description = {
            "Lists the agent sessions of this device, the last active one first.",
            "Those that said nothing for a while are marked as stale: their open todos may be forgotten ones."
        },
        footer = {
            "  chittysync sessions --open",
            "  chittysync sessions --project site --stale 2d",
            "  chittysync sessions --agent codex --json"
        })
public final class SessionsCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this agent, as claude-code.")
    private @Nullable String agent;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Only of projects whose name contains this.")
    private @Nullable String project;

    @Option(names = "--open", description = "Only those with open todos.")
    private boolean open;

    @Option(
            names = "--stale",
            paramLabel = "AGE",
            defaultValue = "7d",
            description = "Stale is what was last active longer ago than this (${DEFAULT-VALUE}).")
    private String stale = "7d";

    public SessionsCommand(Invocation invocation) {
        super(invocation);
    }

    private record Line(SessionOverview.Row session, long open, boolean stale) {}

    private record Name(String agent, String session) {}

    @Override
    protected ExitCode run() {
        Instant limit;
        try {
            limit = now().minus(Times.duration(stale));
        } catch (IllegalArgumentException e) {
            throw wrong("--stale: " + e.getMessage());
        }
        Map<Name, Long> counts = openTodos();
        List<Line> lines = invocation().owner().get().get(SessionOverview.class).all().stream()
                .filter(this::isWanted)
                .map(row -> new Line(
                        row,
                        counts.getOrDefault(new Name(row.agent(), row.session()), 0L),
                        row.active() == null || row.active().isBefore(limit)))
                .filter(line -> !open || line.open > 0)
                .toList();
        printing().print(() -> lines(lines), json -> write(json, lines));
        return ExitCode.DONE;
    }

    private boolean isWanted(SessionOverview.Row row) {
        return (agent == null || row.agent().equalsIgnoreCase(agent))
                && (project == null || (row.project() != null && row.project().contains(project)));
    }

    /** What each session of this device still has on its list, or had when the list vanished. */
    private Map<Name, Long> openTodos() {
        String device = DeviceIdentity.of(state()).device().id();
        Map<Name, Long> counts = new HashMap<>();
        TodosFile.forEach(new PublishedViews(state()).todos(), todo -> {
            if (todo.status().open()) {
                todo.sessions().stream()
                        .filter(mention -> mention.session().device().equals(device))
                        .filter(mention ->
                                mention.presence() == Presence.LISTED || mention.presence() == Presence.VANISHED)
                        .forEach(mention -> counts.merge(
                                new Name(
                                        mention.session().agent(),
                                        mention.session().id()),
                                1L,
                                Long::sum));
            }
        });
        return counts;
    }

    private List<String> lines(List<Line> sessions) {
        if (sessions.isEmpty()) {
            return List.of("No sessions found.");
        }
        Style style = printing().style();
        Table table = new Table(style);
        table.left("AGENT")
                .flexible("SESSION")
                .left("PROJECT")
                .right("OPEN")
                .right("ACTIVE")
                .left("");
        Instant now = now();
        for (Line line : sessions) {
            SessionOverview.Row session = line.session;
            table.row(
                    session.agent(),
                    Plain.of(session.session()),
                    session.project() == null ? "-" : Plain.fit(Plain.of(session.project()), 40),
                    Words.number(line.open),
                    Words.ago(session.active(), now),
                    line.stale ? "stale" : "");
        }
        List<String> lines = table.lines();
        for (int i = 0; i < sessions.size(); i++) {
            lines.set(i + 1, sessions.get(i).stale ? style.dim(lines.get(i + 1)) : lines.get(i + 1));
        }
        lines.add("");
        long staleOnes = sessions.stream().filter(Line::stale).count();
        lines.add(Words.count(sessions.size(), "session") + ", " + Words.number(staleOnes) + " stale (" + stale + ").");
        return lines;
    }

    private void write(Json json, List<Line> sessions) {
        json.text("stale_after", stale).list("sessions", sessions, line -> {
            SessionOverview.Row session = line.session;
            json.text("agent", session.agent())
                    .text("session", session.session())
                    .text("project", session.project())
                    .text("directory", session.directory())
                    .text("remote", session.remote())
                    .text("branch", session.branch())
                    .time("began", session.began())
                    .time("active", session.active())
                    .number("open", line.open)
                    .flag("stale", line.stale);
        });
    }
}
