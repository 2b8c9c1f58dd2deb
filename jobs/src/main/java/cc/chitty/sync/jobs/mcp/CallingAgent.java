package cc.chitty.sync.jobs.mcp;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The agent session that started this server, and in whose name it writes.
 *
 * @param began null where only the agent's own files tell
 * @param directory where it works
 */
record CallingAgent(String agent, String session, @Nullable Instant began, Path directory) {

    /** Variables that agents set for the servers they start. */
    static final String CLAUDE_SESSION = "CLAUDE_CODE_SESSION_ID";

    static final String CLAUDE_PROJECT = "CLAUDE_PROJECT_DIR";
    static final String GEMINI_SESSION = "GEMINI_SESSION_ID";
    static final String GEMINI_PROJECT = "GEMINI_PROJECT_DIR";

    static CallingAgent of(Map<String, String> environment, Path workingDirectory, Instant now) {
        Path directory = workingDirectory.resolve(
                set(environment, CLAUDE_PROJECT, set(environment, GEMINI_PROJECT, workingDirectory.toString())));
        String claude = environment.getOrDefault(CLAUDE_SESSION, "");
        if (!claude.isBlank()) {
            return new CallingAgent("claude-code", claude, null, directory);
        }
        String gemini = environment.getOrDefault(GEMINI_SESSION, "");
        if (!gemini.isBlank()) {
            return new CallingAgent("gemini", gemini, null, directory);
        }
        return new CallingAgent("mcp", "mcp-" + UUID.randomUUID(), now, directory);
    }

    private static String set(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
