package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Needles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Claude Code's transcripts, {@code ~/.claude/projects/<slug>/<session>.jsonl} and those of sub-agents beside and below
 * them. They tell where a session ran, and they alone tell deletions. The slug is lossy and is never decoded.
 */
public final class ClaudeTranscripts implements SessionSource {

    static final Needles NEEDLES = Needles.of("TodoWrite", "TaskCreate", "TaskUpdate", "newTodos");

    @Override
    public String name() {
        return "claude-code-transcripts";
    }

    @Override
    public String agent() {
        return ClaudeCode.AGENT;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(ClaudeCode.directory(where, "projects"));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Listing listing = new Listing(found);
        for (Listing.Entry project : listing.of(ClaudeCode.directory(where, "projects"))) {
            if (project.isDirectory()) {
                findIn(project.path(), listing, found);
            }
        }
    }

    private static void findIn(Path project, Listing listing, FoundFiles found) {
        for (Listing.Entry entry : listing.of(project)) {
            if (entry.isDirectory()) {
                listing.tree(entry.path().resolve("subagents"), below -> {
                    if (below.name().startsWith("agent-")) {
                        offer(below, found);
                    }
                });
            } else {
                offer(entry, found);
            }
        }
    }

    private static void offer(Listing.Entry entry, FoundFiles found) {
        if (entry.isFile() && entry.name().endsWith(".jsonl")) {
            found.file(entry.path(), entry.stamp());
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        TranscriptState before = StrictJson.reread(request.resume(), TranscriptState.class);
        try (LineScan scan = LineScan.open(request.path(), request.stamp(), before == null ? null : before.mark())) {
            boolean resumed = before != null && scan.resumed();
            TranscriptReading reading = new TranscriptReading(request, resumed ? before : null);
            scan.run(NEEDLES, reading);
            return reading.reading(scan);
        }
    }
}
