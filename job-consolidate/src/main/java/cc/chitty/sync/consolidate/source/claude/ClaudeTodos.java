package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists that Claude Code kept until 2.1.15 in {@code ~/.claude/todos/<session>-agent-<agent>.json}: one array a
 * file, without times, so that the file's own time counts for all of it.
 */
public final class ClaudeTodos implements SessionSource {

    private static final Pattern NAME =
            Pattern.compile("([0-9a-f-]{36})(?:-agent-([0-9a-f-]+))?", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "claude-code-todos";
    }

    @Override
    public String agent() {
        return ClaudeCode.AGENT;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return List.of(ClaudeCode.directory(where, "todos"));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        for (Listing.Entry entry : new Listing(found).of(ClaudeCode.directory(where, "todos"))) {
            if (entry.isFile() && entry.name().endsWith(".json")) {
                found.file(entry.path(), entry.stamp());
            }
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        try {
            StrictJson.Document document = StrictJson.read(request.path());
            return reading(request, TodoWords.list(document.array()), document.bytes());
        } catch (Malformed e) {
            return e.reading(request.path(), request.stamp().size());
        }
    }

    private static Reading reading(ReadRequest request, TodoWords.TodoList list, long bytes) {
        Instant at = request.stamp().at();
        String session = session(request.path());
        ListTracker tracker = new ListTracker(request.listed().getOrDefault(session, List.of()));
        tracker.take(at, list);
        SessionFacts facts = new SessionFacts(null, null, null, null, at);
        List<Problem> problems = list.wrong().stream()
                .map(reason -> new Problem(request.path().toString(), reason))
                .toList();
        SessionReading said = new SessionReading(session, facts, tracker.claims(), tracker.listed());
        return new Reading(List.of(said), problems, true, "", bytes);
    }

    /** The same id twice is the session's own list; a name of another form is an id of its own. */
    private static String session(Path path) {
        String name = path.getFileName().toString();
        String base = name.substring(0, name.length() - ".json".length());
        Matcher parts = NAME.matcher(base);
        if (!parts.matches()) {
            return base;
        }
        String agentId = parts.group(2);
        boolean own = agentId == null || agentId.equals(parts.group(1));
        return ClaudeCode.agentSession(parts.group(1), own ? "" : agentId);
    }
}
