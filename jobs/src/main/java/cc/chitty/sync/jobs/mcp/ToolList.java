package cc.chitty.sync.jobs.mcp;

import cc.chitty.sync.kernel.run.Failure;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The tools as the protocol describes them. */
final class ToolList {

    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private ToolList() {}

    static List<SyncToolSpecification> of(TodoTools tools) {
        Map<String, Object> status =
                Map.of("type", "string", "enum", List.of("open", "all", "pending", "in_progress", "completed"));
        Map<String, Object> todo = Map.of("todo", described("Its id, the beginning of its id, or its whole content."));
        return List.of(
                tool(
                        "list_todos",
                        "Lists the todos of this project, of all agents and devices; the open ones by default.",
                        schema(
                                Map.of("status", status, "text", described("Only those which contain this.")),
                                List.of()),
                        tools::list),
                tool(
                        "add_todo",
                        "Adds a todo to this project.",
                        schema(
                                Map.of(
                                        "content", described("What is to be done."),
                                        "activeForm", described("The same as going on: 'Writing the test'."),
                                        "priority", TEXT),
                                List.of("content")),
                        tools::add),
                tool("start_todo", "Says that a todo is being worked on.", schema(todo, List.of("todo")), tools::start),
                tool("complete_todo", "Says that a todo is done.", schema(todo, List.of("todo")), tools::complete),
                tool("reopen_todo", "Opens a completed todo again.", schema(todo, List.of("todo")), tools::reopen));
    }

    private static Map<String, Object> described(String description) {
        return Map.of("type", "string", "description", description);
    }

    private static Map<String, Object> schema(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static SyncToolSpecification tool(
            String name, String description, Map<String, Object> schema, Function<Map<String, Object>, String> action) {
        return SyncToolSpecification.builder()
                .tool(Tool.builder(name, schema).description(description).build())
                .callHandler((exchange, request) ->
                        answer(action, Objects.requireNonNullElse(request.arguments(), Map.of())))
                .build();
    }

    private static CallToolResult answer(Function<Map<String, Object>, String> action, Map<String, Object> arguments) {
        try {
            return result(action.apply(arguments), false);
        } catch (IllegalArgumentException e) {
            return result(String.valueOf(e.getMessage()), true);
        } catch (Failure e) {
            return result(e.getMessage() + "\n" + e.remedy(), true);
        }
    }

    private static CallToolResult result(String text, boolean error) {
        return CallToolResult.builder().addTextContent(text).isError(error).build();
    }
}
