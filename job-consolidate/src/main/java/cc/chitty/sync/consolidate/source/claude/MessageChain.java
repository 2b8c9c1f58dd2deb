package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.source.claude.TranscriptState.Call;
import cc.chitty.sync.consolidate.source.claude.TranscriptState.Kind;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One chain of messages, the main one or a sub-agent's: pairs calls with their results and follows the list. */
final class MessageChain {

    private static final Pattern CREATED = Pattern.compile("Task #(\\S+) created");

    private static final List<String> ID_KEYS = List.of("taskId", "id", "task_id");

    private final ListTracker tracker;
    private final NumberedList numbered;
    private final Map<String, Call> calls;
    /** What the calls of this reading handed over, until the result says what became of it. */
    private final Map<String, JsonNode> handedOver = new HashMap<>();

    private final Consumer<String> wrong;

    /** @param wrong takes what in a list could not be understood, one reason a line */
    MessageChain(Collection<String> before, TranscriptState.@Nullable Chain kept, Consumer<String> wrong) {
        this.wrong = wrong;
        tracker = new ListTracker(before);
        numbered = new NumberedList(
                tracker, kept == null ? Map.of() : kept.numbered(), kept == null ? List.of() : kept.deleted());
        calls = new LinkedHashMap<>(kept == null ? Map.of() : kept.calls());
    }

    ListTracker tracker() {
        return tracker;
    }

    TranscriptState.Chain kept() {
        return new TranscriptState.Chain(numbered.lines(), numbered.deleted(), calls);
    }

    /** The ids of the calls whose results are awaited. */
    Set<String> awaited() {
        return calls.keySet();
    }

    /** A block of kind tool_use. */
    void call(JsonNode block, Instant at) {
        String call = StrictJson.text(block, "id");
        String tool = StrictJson.text(block, "name");
        if (call == null || tool == null) {
            return;
        }
        JsonNode input = block.path("input");
        if (TodoWords.writesList(tool)) {
            calls.put(call, new Call(Kind.WRITE, at, null, null, null, null));
            handedOver.put(call, input);
        } else if (tool.equals("TaskCreate")) {
            calls.put(call, change(Kind.CREATE, at, input));
        } else if (tool.equals("TaskUpdate")) {
            calls.put(call, change(Kind.UPDATE, at, input));
        }
    }

    /** A block of kind tool_result, and what its line says of the result. */
    void result(JsonNode block, JsonNode result, Instant at) {
        String id = String.valueOf(StrictJson.text(block, "tool_use_id"));
        Call call = calls.remove(id);
        JsonNode input = handedOver.remove(id);
        boolean refused = block.path("is_error").asBoolean(false)
                || !result.path("success").asBoolean(true);
        if (refused) {
            return;
        }
        if (result.path("newTodos").isArray()) {
            take(at, result.path("newTodos"));
        } else if (call != null) {
            done(call, at, input, block, result);
        }
    }

    /** Takes the lists whose result is not there yet as they were handed over; the result may yet correct them. */
    void takeUnanswered() {
        calls.forEach((id, call) -> {
            JsonNode input = handedOver.remove(id);
            if (input != null) {
                take(call.at(), input);
            }
        });
    }

    /** Waits no longer for results: the calls were interrupted. */
    void giveUp() {
        takeUnanswered();
        calls.clear();
    }

    private void done(Call call, Instant at, @Nullable JsonNode input, JsonNode block, JsonNode result) {
        switch (call.kind()) {
            case WRITE -> {
                if (input != null) {
                    take(at, input);
                }
            }
            case CREATE -> create(call, at, block, result);
            case UPDATE -> numbered.update(at, String.valueOf(call.id()), call);
        }
    }

    private void create(Call call, Instant at, JsonNode block, JsonNode result) {
        String id = number(block, result);
        String subject = StrictJson.text(result.path("task"), "subject");
        String text = subject == null ? call.text() : TodoWords.clean(subject);
        if (id == null || text == null) {
            wrong.accept("a TaskCreate whose result names no task");
            return;
        }
        numbered.create(at, id, ListEntry.of(text, Status.PENDING, new Details(call.activeForm(), null, null)));
    }

    private void take(Instant at, JsonNode list) {
        try {
            TodoWords.TodoList todos = TodoWords.list(list);
            todos.wrong().forEach(wrong);
            tracker.take(at, todos);
        } catch (Malformed e) {
            wrong.accept(e.reason());
        }
    }

    /** The id of the line that was created: in the result, or only in what the model was told. */
    private static @Nullable String number(JsonNode block, JsonNode result) {
        String id = id(result.path("task"));
        if (id != null) {
            return id;
        }
        Matcher told = CREATED.matcher(block.path("content").toString());
        return told.find() ? told.group(1) : null;
    }

    /** What a call says, under the keys which the model may have used before Claude Code repaired them. */
    private static Call change(Kind kind, Instant at, JsonNode input) {
        String subject = StrictJson.text(input, "subject");
        return new Call(
                kind,
                at,
                id(input),
                subject == null ? null : TodoWords.clean(subject),
                StrictJson.text(input, "status"),
                TodoWords.activeForm(input));
    }

    private static @Nullable String id(JsonNode node) {
        for (String key : ID_KEYS) {
            JsonNode id = node.path(key);
            if (id.isString() || id.isIntegralNumber()) {
                return id.asString();
            }
        }
        return null;
    }
}
