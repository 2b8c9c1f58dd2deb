package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.TodoWords;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A call that hands over a plan, before it is known whether Codex took it.
 *
 * @param id which its output will name; empty where the call has none
 * @param arguments as JSON
 */
record PlanCall(String id, Instant at, String arguments) {

    private static final List<String> FAILURES =
            List.of("failed to parse", "script failed", "unsupported call", "error", "aborted");
    private static final String REFUSAL = "not allowed in plan mode";

    /** The plan that a {@code response_item} hands over, if it does: directly, or in a script of code mode. */
    static Optional<PlanCall> of(JsonNode payload, Instant at) {
        String id = payload.path("call_id").asString("");
        return switch (payload.path("type").asString("")) {
            case "function_call" -> direct(payload).map(arguments -> new PlanCall(id, at, arguments));
            case "custom_tool_call" -> scripted(payload).map(arguments -> new PlanCall(id, at, arguments));
            default -> Optional.empty();
        };
    }

    private static Optional<String> direct(JsonNode payload) {
        boolean plan = TodoWords.writesList(payload.path("name").asString(""));
        return plan ? Optional.ofNullable(StrictJson.text(payload, "arguments")) : Optional.empty();
    }

    private static Optional<String> scripted(JsonNode payload) {
        boolean script = payload.path("name").asString("").equals("exec");
        return script
                ? PlanScript.argument(payload.path("input").asString("")).map(StrictJson::write)
                : Optional.empty();
    }

    TodoWords.TodoList plan() throws Malformed {
        return TodoWords.list(StrictJson.parse(arguments));
    }

    /** Whether a {@code response_item} is this call's output. */
    boolean isAnsweredBy(JsonNode payload) {
        String type = payload.path("type").asString("");
        return type.endsWith("_call_output")
                && payload.path("call_id").asString("").equals(id);
    }

    /** Whether an output says in a way that is known that the call had no effect. */
    static boolean isFailure(JsonNode output) {
        if (output.path("success").isBoolean() && !output.path("success").booleanValue()) {
            return true;
        }
        String text = text(output).strip().toLowerCase(Locale.ROOT);
        return text.contains(REFUSAL) || FAILURES.stream().anyMatch(text::startsWith);
    }

    /** An output is a text, a list of parts with texts, or an object with either as its content. */
    private static String text(JsonNode output) {
        if (output.isObject()) {
            return text(output.path("content"));
        }
        JsonNode first = output.isArray() && !output.isEmpty() ? output.get(0).path("text") : output;
        return first.asString("");
    }
}
