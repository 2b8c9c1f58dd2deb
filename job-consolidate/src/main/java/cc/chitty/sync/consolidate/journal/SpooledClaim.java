package cc.chitty.sync.consolidate.journal;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.CodePoints;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * A claim of one agent session of this device, with its project, on its way into the journal.
 *
 * @param began when the session is known to have begun
 */
public record SpooledClaim(
        TodoKey todo,
        String agent,
        String session,
        Claim claim,
        @Nullable Instant began) {

    /** The order within a spool file and of the merge: by todo, then session, then time. */
    public static final Comparator<SpooledClaim> ORDER = SpooledClaim::compare;

    private static int compare(SpooledClaim a, SpooledClaim b) {
        int byTodo = a.todo.compareTo(b.todo);
        if (byTodo != 0) {
            return byTodo;
        }
        int byAgent = CodePoints.compare(a.agent, b.agent);
        int bySession = byAgent != 0 ? byAgent : CodePoints.compare(a.session, b.session);
        return bySession != 0 ? bySession : a.claim.at().compareTo(b.claim.at());
    }

    byte[] line() {
        return JsonLine.begin()
                .text("project", todo.project())
                .text("content", todo.content())
                .text("agent", agent)
                .text("session", session)
                .text("kind", claim.kind().name())
                .text("text", claim.text().equals(todo.content()) ? null : claim.text())
                .time("at", claim.at())
                .text("status", claim.status().word())
                .text("activeForm", claim.details().activeForm())
                .text("priority", claim.details().priority())
                .text("note", claim.details().note())
                .time("began", began)
                .endLine();
    }

    static SpooledClaim read(byte[] array, int offset, int length) {
        Fields fields = new Fields();
        try (JsonParser parser = JsonLine.parser(array, offset, length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                fields.take(name, parser.getString());
            }
        }
        return fields.spooled();
    }

    private static final class Fields {
        private String project = "";
        private String content = "";
        private String agent = "";
        private String session = "";
        private Claim.Kind kind = Claim.Kind.LISTED;
        private @Nullable String text;
        private Instant at = Instant.EPOCH;
        private Status status = Status.PENDING;
        private @Nullable String activeForm;
        private @Nullable String priority;
        private @Nullable String note;
        private @Nullable Instant began;

        void take(String name, String value) {
            switch (name) {
                case "project" -> project = value;
                case "content" -> content = value;
                case "agent" -> agent = value;
                case "session" -> session = value;
                case "kind" -> kind = Claim.Kind.valueOf(value);
                case "text" -> text = value;
                case "at" -> at = Times.parse(value);
                case "status" -> status = Status.of(value);
                case "activeForm" -> activeForm = value;
                case "priority" -> priority = value;
                case "note" -> note = value;
                case "began" -> began = Times.parse(value);
                default -> throw new IllegalArgumentException("not a property of a spooled claim: " + name);
            }
        }

        SpooledClaim spooled() {
            Claim.Details details = activeForm == null && priority == null && note == null
                    ? Claim.Details.NONE
                    : new Claim.Details(activeForm, priority, note);
            Claim claim = new Claim(kind, text == null ? content : text, at, status, details);
            return new SpooledClaim(new TodoKey(project, content), agent, session, claim, began);
        }
    }
}
