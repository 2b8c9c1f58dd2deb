package cc.chitty.sync.jobs.conflicts;

import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How conflicts are named and told. */
final class ConflictText {

    private static final int SHORTEST = 4;

    private ConflictText() {}

    /**
     * The one open conflict whose id begins so.
     *
     * @throws IllegalArgumentException if there is none or there are several
     */
    static Conflict find(StateDirectory state, String typed) {
        String prefix = typed.toLowerCase(Locale.ROOT);
        List<Conflict> found = ConflictsView.read(new PublishedViews(state).conflicts()).stream()
                .filter(conflict -> conflict.id().startsWith(prefix))
                .toList();
        if (prefix.length() < SHORTEST || found.isEmpty()) {
            throw new IllegalArgumentException("there is no open conflict '" + typed + "' (at least 4 characters)");
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(typed + " is the beginning of several ids: "
                    + String.join(", ", found.stream().map(Conflict::id).toList()));
        }
        return found.get(0);
    }

    /** When the later of the two spoke. */
    static Instant since(Conflict conflict) {
        Instant kept = conflict.kept().at();
        Instant other = conflict.other().at();
        return kept.isAfter(other) ? kept : other;
    }

    static void write(Json json, Conflict conflict) {
        json.text("id", conflict.id())
                .text("kind", conflict.kind().word())
                .text("todo", TodoId.of(conflict.todo()))
                .text("project", conflict.todo().project())
                .text("content", conflict.todo().content())
                .text("rule", conflict.rule().word());
        Conflict.Value before = conflict.before();
        if (before != null) {
            json.object("base", object -> write(object, before));
        }
        json.object("kept", object -> write(object, conflict.kept()))
                .object("other", object -> write(object, conflict.other()));
    }

    private static void write(Json json, Conflict.Value value) {
        Claim.Details details = value.details();
        SessionId session = value.session();
        json.text("status", value.status())
                .text("activeForm", details.activeForm())
                .text("priority", details.priority())
                .text("note", details.note())
                .time("at", value.at());
        if (session != null) {
            json.text("agent", session.agent()).text("session", session.id()).text("device", session.device());
        }
    }
}
