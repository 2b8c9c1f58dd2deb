package cc.chitty.sync.consolidate.source.copilot;

import cc.chitty.sync.consolidate.source.Instants;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the first line of {@code events.jsonl}, {@code session.start}, tells of a session, and the bytes read for it. */
record EventsStart(SessionFacts facts, long bytes) {

    /** Far more than the line has; a longer one is a problem. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final EventsStart UNKNOWN = new EventsStart(SessionFacts.NONE, 0);

    /** What cannot be understood is a problem and unknown: the list counts without it. */
    static EventsStart of(Path events, List<Problem> problems) throws IOException {
        try (InputStream in = Files.newInputStream(events)) {
            byte[] start = in.readNBytes(LONGEST_LINE);
            int end = newline(start);
            return end < 0 ? UNKNOWN : new EventsStart(facts(StrictJson.parse(start, 0, end)), end);
        } catch (NoSuchFileException absent) {
            return UNKNOWN;
        } catch (Malformed e) {
            problems.add(e.problem(events));
            return UNKNOWN;
        }
    }

    private static int newline(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static SessionFacts facts(JsonNode line) {
        JsonNode session = line.path("data");
        JsonNode context = session.path("context");
        return new SessionFacts(
                StrictJson.text(context, "cwd"),
                null,
                StrictJson.text(context, "branch"),
                Instants.of(StrictJson.text(session, "startTime")),
                Instants.of(StrictJson.text(line, "timestamp")));
    }
}
