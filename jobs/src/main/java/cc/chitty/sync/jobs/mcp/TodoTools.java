package cc.chitty.sync.jobs.mcp;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.view.ListedTodo;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the tools do. Every answer is a text for an agent; what cannot be done is an {@link IllegalArgumentException}. */
final class TodoTools {

    /** Agents cut off what is longer than 10,000 tokens, which are two characters at the least. */
    private static final int LONGEST = 20_000;

    private final Function<String, String> projects;
    private final Function<String, ProjectTodos> todos;
    private final Voice voice;
    private final Supplier<SecretFilter> secrets;
    private final InstantSource clock;

    /** Says something in the agent's name and returns when it is published. */
    @FunctionalInterface
    interface Voice {
        void say(TodoKey todo, Claim claim);
    }

    /**
     * The tools of one project.
     *
     * @param projects the project of a todo with this content
     * @param todos of a project, as published
     * @param secrets the rules as they are now: the person may change them meanwhile
     */
    TodoTools(
            Function<String, String> projects,
            Function<String, ProjectTodos> todos,
            Voice voice,
            Supplier<SecretFilter> secrets,
            InstantSource clock) {
        this.projects = projects;
        this.todos = todos;
        this.voice = voice;
        this.secrets = secrets;
        this.clock = clock;
    }

    String list(Map<String, Object> arguments) {
        String status = text(arguments, "status", "open");
        String words = text(arguments, "text", "").toLowerCase(Locale.ROOT);
        ProjectTodos project = project("");
        List<ListedTodo> found = project.all(wanted(status)
                .and(todo -> todo.key().content().toLowerCase(Locale.ROOT).contains(words)));
        found.sort(Comparator.comparing((ListedTodo todo) -> rank(todo.status()))
                .thenComparing(ListedTodo::updatedAt, Comparator.reverseOrder()));
        StringBuilder text = new StringBuilder();
        text.append(found.size()).append(" todos (").append(status).append(") of project ");
        text.append(project.project()).append(":\n");
        for (int i = 0; i < found.size(); i++) {
            String line = line(found.get(i));
            if (text.length() + line.length() > LONGEST) {
                return text.append("and ")
                        .append(found.size() - i)
                        .append(" more; `text` narrows the list\n")
                        .toString();
            }
            text.append(line);
        }
        return text.toString();
    }

    private static Predicate<ListedTodo> wanted(String status) {
        return switch (status) {
            case "open" -> todo -> todo.status().open();
            case "all" -> todo -> true;
            case "pending", "in_progress", "completed" ->
                todo -> todo.status().word().equals(status);
            default -> throw new IllegalArgumentException("status is open, all, pending, in_progress or completed");
        };
    }

    private static int rank(Status status) {
        return switch (status) {
            case IN_PROGRESS -> 0;
            case PENDING -> 1;
            case COMPLETED -> 2;
        };
    }

    private static String line(ListedTodo todo) {
        return "- [" + todo.status().word() + "] " + ProjectTodos.id(todo) + " " + Wording.shown(todo.content()) + "\n";
    }

    /** What is written down, published and looked for is the text as the journal takes it, not as it was typed. */
    String add(Map<String, Object> arguments) {
        Wording wording = Wording.of(
                required(arguments, "content"),
                new Claim.Details(optional(arguments, "activeForm"), optional(arguments, "priority"), null),
                projects,
                secrets.get());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        voice.say(wording.key(), Claim.listed(wording.text(), Status.PENDING, now, wording.details()));
        ListedTodo left = published(wording.key());
        String hint = left.status().open() ? "" : "It was completed before; reopen_todo opens it again.\n";
        return line(left) + wording.changes() + hint;
    }

    private ListedTodo published(TodoKey key) {
        ListedTodo left = todos.apply(key.project()).published(key);
        if (left == null) {
            throw new IllegalArgumentException(
                    "it was written down, but the list does not show it, as somebody deleted it"
                            + " at a later time than it is here; do not try again");
        }
        return left;
    }

    String start(Map<String, Object> arguments) {
        return say(arguments, Claim.Kind.LISTED, Status.IN_PROGRESS);
    }

    String complete(Map<String, Object> arguments) {
        return say(arguments, Claim.Kind.LISTED, Status.COMPLETED);
    }

    String reopen(Map<String, Object> arguments) {
        return say(arguments, Claim.Kind.REOPENED, Status.PENDING);
    }

    /** Later than what was said before, since clocks of devices differ; then reads back what has come of it. */
    private String say(Map<String, Object> arguments, Claim.Kind kind, Status status) {
        SecretFilter filter = secrets.get();
        String typed = Wording.compared(required(arguments, "todo"), filter);
        ListedTodo before = project(typed).find(typed);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant after = before.updatedAt().plusMillis(1);
        Claim.Details details = new Claim.Details(before.activeForm(), before.priority(), null);
        Wording wording = Wording.of(before.content(), details, content -> before.project(), filter);
        Instant at = now.isAfter(after) ? now : after;
        voice.say(wording.key(), new Claim(kind, wording.text(), at, status, wording.details()));
        ListedTodo left = published(wording.key());
        if (left.status() != status) {
            throw new IllegalArgumentException("it stays " + left.status().word() + ": "
                    + line(left).strip() + "; reopen_todo opens what is done");
        }
        return line(left);
    }

    private ProjectTodos project(String content) {
        return todos.apply(secrets.get().redact(projects.apply(content)).text());
    }

    private static String required(Map<String, Object> arguments, String name) {
        String text = text(arguments, name, "");
        if (Content.compared(text).isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' is missing or empty");
        }
        return text;
    }

    private static String text(Map<String, Object> arguments, String name, String otherwise) {
        Object value = arguments.get(name);
        return value == null ? otherwise : value.toString();
    }

    private static @Nullable String optional(Map<String, Object> arguments, String name) {
        String text = text(arguments, name, "");
        return text.isBlank() ? null : text;
    }
}
