package cc.chitty.sync.jobs.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Understands an agent's messages, and says what is wrong with a request before the SDK sees it, which would name Java's
 * classes instead.
 */
final class Incoming {

    private static final TypeRef<Map<String, Object>> OBJECT = new TypeRef<>() {};

    private final McpJsonMapper mapper;
    private final Set<String> tools;

    /** Why a line is no message; no word of the line itself. */
    static final class NoMessage extends Exception {
        private static final long serialVersionUID = 1L;

        NoMessage(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    Incoming(McpJsonMapper mapper, Set<String> tools) {
        this.mapper = mapper;
        this.tools = Set.copyOf(tools);
    }

    /** A request or a notification: nothing is ever asked of the agent, so it has nothing to answer. */
    JSONRPCMessage read(String line) throws NoMessage {
        Map<String, Object> object = object(line);
        Object method = object.get("method");
        Object id = object.get("id");
        if (method instanceof String name && !object.containsKey("id")) {
            return new JSONRPCNotification(name, object.get("params"));
        }
        if (object.containsKey("result") || object.containsKey("error") || id == null) {
            throw new NoMessage("it is neither a request nor a notification");
        }
        if (!(id instanceof String || id instanceof Integer || id instanceof Long)) {
            throw new NoMessage("its id is neither a text nor a whole number");
        }
        return new JSONRPCRequest(method instanceof String name ? name : "", id, object.get("params"));
    }

    private Map<String, Object> object(String line) throws NoMessage {
        try {
            Map<String, Object> object = mapper.readValue(line, OBJECT);
            if (object != null) {
                return object;
            }
        } catch (IOException | RuntimeException e) {
            throw noObject(e);
        }
        throw noObject(null);
    }

    private static NoMessage noObject(@Nullable Exception cause) {
        NoMessage told = new NoMessage("it is no JSON object");
        told.initCause(cause);
        return told;
    }

    /** What is wrong with a request; null if nothing is. */
    @Nullable JSONRPCError objection(JSONRPCRequest request) {
        if (request.method().isEmpty()) {
            return new JSONRPCError(ErrorCodes.INVALID_REQUEST, "'method' is missing");
        }
        Object params = request.params();
        if (params != null && !(params instanceof Map)) {
            return invalid("'params' is not an object");
        }
        return switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE -> fitting(params, InitializeRequest.class);
            case McpSchema.METHOD_TOOLS_CALL -> call((Map<?, ?>) params);
            default -> null;
        };
    }

    private @Nullable JSONRPCError call(@Nullable Map<?, ?> params) {
        if (params == null) {
            return invalid("'params' is missing");
        }
        if (!(params.get("name") instanceof String name)) {
            return invalid("'name' is missing or is not a text");
        }
        if (!tools.contains(name)) {
            return invalid("there is no tool of this name; tools/list names all");
        }
        Object arguments = params.get("arguments");
        return arguments != null && !(arguments instanceof Map)
                ? invalid("'arguments' is not an object")
                : fitting(params, CallToolRequest.class);
    }

    private @Nullable JSONRPCError fitting(@Nullable Object params, Class<?> type) {
        if (params == null) {
            return invalid("'params' is missing");
        }
        try {
            mapper.convertValue(params, type);
            return null;
        } catch (RuntimeException e) {
            return invalid("'params' is not as the protocol has it");
        }
    }

    private static JSONRPCError invalid(String why) {
        return new JSONRPCError(ErrorCodes.INVALID_PARAMS, why);
    }
}
