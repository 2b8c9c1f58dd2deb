package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.claude.ClaudeTasks;
import cc.chitty.sync.consolidate.source.claude.ClaudeTodos;
import cc.chitty.sync.consolidate.source.claude.ClaudeTranscripts;
import cc.chitty.sync.consolidate.source.codex.CodexRollouts;
import cc.chitty.sync.consolidate.source.copilot.CopilotDatabase;
import cc.chitty.sync.consolidate.source.gemini.GeminiChats;
import cc.chitty.sync.consolidate.source.gemini.GeminiTracker;
import cc.chitty.sync.consolidate.source.opencode.OpenCodeDatabase;
import cc.chitty.sync.consolidate.source.opencode.OpenCodeFiles;
import cc.chitty.sync.consolidate.source.qwen.QwenTodos;
import cc.chitty.sync.consolidate.source.qwen.QwenTranscripts;
import java.util.List;

/** Every source there is. A new agent is a class and a line here. */
final class AgentSources {

    private AgentSources() {}

    static List<SessionSource> all() {
        return List.of(
                new ClaudeTranscripts(),
                new ClaudeTodos(),
                new ClaudeTasks(),
                new CodexRollouts(),
                new GeminiChats(),
                new GeminiTracker(),
                new QwenTranscripts(),
                new QwenTodos(),
                new OpenCodeFiles(),
                new OpenCodeDatabase(),
                new CopilotDatabase());
    }

    /**
     * Those that a person wants read.
     *
     * @param names empty for all
     */
    static List<SessionSource> named(List<String> names) {
        List<String> known = all().stream().map(SessionSource::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "chittysync.consolidate.sources names " + name + "; there are " + String.join(", ", known));
            }
        }
        return all().stream()
                .filter(source -> names.isEmpty() || names.contains(source.name()))
                .toList();
    }
}
