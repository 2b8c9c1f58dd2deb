package cc.chitty.sync.consolidate.source.gemini;

import cc.chitty.sync.consolidate.source.Instants;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.source.TodoWords.TodoList;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One conversation of Gemini CLI, kept as the ids of its messages with the lists they wrote. A message of a known id
 * replaces it in its place; {@code $rewindTo} removes a message and all after it, or everything if it is unknown, as
 * Gemini CLI does; {@code $set.messages} replaces all messages.
 */
final class Chat {

    private static final Set<String> UNDONE = Set.of("error", "cancelled");

    private final ReadRequest request;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Written>> messages = new LinkedHashMap<>();
    private @Nullable String sessionId;
    private @Nullable Instant began;
    private @Nullable Instant active;

    Chat(ReadRequest request) {
        this.request = request;
    }

    private record Written(Instant at, TodoList list) {}

    /** A document of the time before lines. */
    void whole(JsonNode document) {
        facts(document);
        document.path("messages").forEach(this::message);
    }

    void line(JsonNode line) {
        JsonNode set = line.path("$set");
        if (line.path("$rewindTo").isString()) {
            rewind(line.path("$rewindTo").stringValue());
        } else if (line.path("id").isString()) {
            message(line);
        } else if (set.isObject()) {
            facts(set);
            replace(set.path("messages"));
        } else {
            facts(line);
        }
    }

    private void facts(JsonNode facts) {
        String id = StrictJson.text(facts, "sessionId");
        sessionId = id == null ? sessionId : id;
        Instant start = Instants.of(StrictJson.text(facts, "startTime"));
        began = start == null ? began : start;
        active = Instants.later(active, Instants.of(StrictJson.text(facts, "lastUpdated")));
    }

    private void message(JsonNode message) {
        active = Instants.later(active, Instants.of(StrictJson.text(message, "timestamp")));
        List<Written> lists = new ArrayList<>();
        for (JsonNode call : message.path("toolCalls")) {
            String name = call.path("name").asString("");
            String status = call.path("status").asString("");
            if (TodoWords.writesList(name) && !UNDONE.contains(status)) {
                write(message, call, lists);
            }
        }
        messages.put(message.path("id").asString(""), lists);
    }

    private void write(JsonNode message, JsonNode call, List<Written> lists) {
        Instant at = Instants.of(StrictJson.text(call, "timestamp"));
        Instant said = at == null ? Instants.of(StrictJson.text(message, "timestamp")) : at;
        try {
            TodoList list = TodoWords.list(call.path("args"));
            list.wrong().forEach(this::problem);
            lists.add(new Written(said == null ? request.stamp().at() : said, list));
        } catch (Malformed e) {
            problem("the list of a call: " + e.reason());
        }
    }

    private void rewind(String id) {
        boolean known = messages.containsKey(id);
        boolean removing = !known;
        for (String message : List.copyOf(messages.keySet())) {
            removing |= message.equals(id);
            if (removing) {
                messages.remove(message);
            }
        }
    }

    /**
     * A compressed history forgets its calls, but nobody emptied the list: without any list among the new messages, the
     * former ones stay, before them.
     */
    private void replace(JsonNode replaced) {
        if (!replaced.isArray() || replaced.isEmpty()) {
            return;
        }
        List<Written> former = messages.values().stream().flatMap(List::stream).toList();
        messages.clear();
        replaced.forEach(this::message);
        if (messages.values().stream().allMatch(List::isEmpty) && !former.isEmpty()) {
            JsonNode first = replaced.get(0);
            messages.put(first.path("id").asString(""), former);
        }
    }

    String sessionId() throws Malformed {
        if (sessionId == null) {
            throw new Malformed("no sessionId");
        }
        return sessionId;
    }

    SessionFacts facts(@Nullable String directory) {
        return new SessionFacts(directory, null, null, began, active);
    }

    /** All that the conversation says of its list, as one that is read anew. */
    ListTracker list(Collection<String> before) {
        ListTracker tracker = new ListTracker(List.of());
        messages.values().forEach(lists -> lists.forEach(written -> tracker.take(written.at(), written.list())));
        tracker.vanishUnmentioned(request.stamp().at(), before);
        return tracker;
    }

    void problem(String what) {
        problems.add(new Problem(request.path().toString(), what));
    }

    void problems(List<Problem> more) {
        problems.addAll(more);
    }

    /** Each once: a repeated message repeats its problem. */
    List<Problem> problems() {
        return problems.stream().distinct().toList();
    }
}
