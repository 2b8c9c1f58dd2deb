package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.StrictJson;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * What a transcript's path tells.
 *
 * @param session the session, unless its lines name another one
 * @param agentId the sub-agent whose transcript it is; empty for the session's own
 */
record TranscriptName(String session, String agentId) {

    private static final String AGENT = "agent-";
    private static final String SUFFIX = ".jsonl";
    /** Old lines of sub-agents do not say which one's they are. */
    private static final String UNNAMED = "sidechain";

    static TranscriptName of(Path path) {
        String name = path.getFileName().toString();
        String base = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        if (!base.startsWith(AGENT)) {
            return new TranscriptName(base, "");
        }
        return new TranscriptName(parent(path, base), base.substring(AGENT.length()));
    }

    /** The directory above {@code subagents}; in old versions there is none. */
    private static String parent(Path path, String otherwise) {
        for (int i = path.getNameCount() - 2; i > 0; i--) {
            if (path.getName(i).toString().equals("subagents")) {
                return path.getName(i - 1).toString();
            }
        }
        return otherwise;
    }

    /** The sub-agent that wrote a line; empty for the main chain. */
    String agentId(JsonNode line) {
        if (!agentId.isEmpty() || !line.path("isSidechain").asBoolean(false)) {
            return agentId;
        }
        String named = StrictJson.text(line, "agentId");
        return named == null ? UNNAMED : named;
    }
}
