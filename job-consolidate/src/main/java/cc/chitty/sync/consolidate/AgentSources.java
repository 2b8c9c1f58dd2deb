package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.Surroundings;
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
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.List;

/** Every source there is. A new agent is a class and a line here. */
public final class AgentSources {

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

    /** Whether any agent has left a session file there. */
    public static boolean findAnything(Surroundings where) {
        boolean[] found = new boolean[1];
        FoundFiles first = new FoundFiles() {
            @Override
            public void file(Path path, Stamp stamp) {
                found[0] = true;
            }

            @Override
            public void problem(Path root, Problem problem) {
                found[0] = true; // something is there, and the person is to be told what is wrong with it
            }
        };
        for (SessionSource source : all()) {
            if (!found[0]) {
                source.find(where, first);
            }
        }
        return found[0];
    }
}
