package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.Surroundings;
import java.nio.file.Path;

/** What all files of Claude Code have in common. */
final class ClaudeCode {

    static final String AGENT = "claude-code";

    private ClaudeCode() {}

    static Path directory(Surroundings where, String name) {
        return where.directory("CLAUDE_CONFIG_DIR", ".claude").resolve(name);
    }

    static String agentSession(String session, String agentId) {
        return agentId.isEmpty() ? session : session + "#" + agentId;
    }
}
