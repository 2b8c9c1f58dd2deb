package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.jobs.command.Times;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which todos a person wants to see. What is not set does not matter; what is set must all be so. */
final class TodoFilter {

    private static final List<String> STATUSES = List.of("open", "pending", "in_progress", "completed", "all");

    @Option(
            names = {"-p", "--project"},
            paramLabel = "NAME",
            description = "Only of projects whose name contains this.")
    private @Nullable String project;

    @Option(
            names = {"-s", "--status"},
            paramLabel = "STATUS",
            defaultValue = "open",
            description = "open, pending, in_progress, completed or all (${DEFAULT-VALUE}).")
    private String status = "open";

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only listed by this agent, as claude-code.")
    private @Nullable String agent;

    @Option(names = "--session", paramLabel = "ID", description = "Only of sessions whose id begins so.")
    private @Nullable String session;

    @Option(names = "--device", paramLabel = "ID", description = "Only of devices whose id begins so.")
    private @Nullable String device;

    @Option(
            names = {"-t", "--text"},
            paramLabel = "TEXT",
            description = "Only with this in them, in capitals or not.")
    private @Nullable String text;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only of which something was said since then: " + Times.FORMS + ".")
    private @Nullable String since;

    /**
     * As asked for.
     *
     * @throws IllegalArgumentException if a value makes no sense
     */
    Predicate<ListedTodo> at(Instant now) {
        String wanted = status.replace('-', '_').toLowerCase(Locale.ROOT);
        if (!STATUSES.contains(wanted)) {
            throw new IllegalArgumentException(
                    "--status is one of " + String.join(", ", STATUSES) + ", not '" + status + "'");
        }
        Instant from = since == null ? Instant.MIN : Times.instant(since, now);
        return todo -> hasStatus(todo.status(), wanted)
                && contains(todo.project(), project)
                && contains(todo.content(), text)
                && !todo.updatedAt().isBefore(from)
                && todo.sessions().stream().anyMatch(this::isOf);
    }

    private static boolean hasStatus(Status status, String wanted) {
        return switch (wanted) {
            case "all" -> true;
            case "open" -> status.open();
            default -> status.word().equals(wanted);
        };
    }

    private boolean isOf(ListedTodo.Mention mention) {
        return (agent == null || mention.session().agent().equalsIgnoreCase(agent))
                && (session == null || mention.session().id().startsWith(session))
                && (device == null || mention.session().device().startsWith(device));
    }

    private static boolean contains(String whole, @Nullable String part) {
        return part == null || whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    /** As {@code open todos} or {@code completed todos}. */
    String noun(long amount) {
        String kind = status.equals("all") ? "" : status.replace('_', ' ') + " ";
        return kind + (amount == 1 ? "todo" : "todos");
    }
}
