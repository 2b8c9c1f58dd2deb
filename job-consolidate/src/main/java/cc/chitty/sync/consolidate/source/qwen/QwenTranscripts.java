package cc.chitty.sync.consolidate.source.qwen;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.Needles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SavedFacts;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Qwen Code's transcripts, {@code projects/<directory>/chats/<session>.jsonl}: only where and when a session ran. Its
 * list is read by {@link QwenTodos}.
 */
public final class QwenTranscripts implements SessionSource {

    private static final String ENDING = ".jsonl";
    /** Of the first message; the lines at the end are seen without a needle. */
    private static final Needles NEEDLES = Needles.of("\"parentUuid\":null");

    @Override
    public String name() {
        return "qwen-transcripts";
    }

    @Override
    public String agent() {
        return "qwen";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Listing listing = new Listing(found);
        for (Listing.Entry project : listing.of(QwenHome.of(where).resolve("projects"))) {
            if (project.isDirectory()) {
                chats(listing, project, found);
            }
        }
    }

    private static void chats(Listing listing, Listing.Entry project, FoundFiles found) {
        for (Listing.Entry entry : listing.of(project.path().resolve("chats"))) {
            if (entry.isFile() && entry.name().endsWith(ENDING)) {
                found.file(entry.path(), entry.stamp());
            }
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        JsonNode state = state(request.resume());
        try (LineScan scan = LineScan.open(request.path(), request.stamp(), StrictJson.text(state, "mark"))) {
            FactLines facts = new FactLines(scan.resumed() ? SavedFacts.read(state) : SessionFacts.NONE);
            scan.run(NEEDLES, facts);
            Map<String, String> kept = SavedFacts.write(facts.facts());
            kept.put("mark", scan.mark());
            SessionReading session = new SessionReading(session(request), facts.facts(), List.of(), List.of());
            return new Reading(List.of(session), scan.problems(), true, StrictJson.write(kept), scan.bytes());
        }
    }

    private static String session(ReadRequest request) {
        String name = request.path().getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }

    private static JsonNode state(@Nullable String resume) {
        try {
            return StrictJson.parse(resume == null || resume.isEmpty() ? "{}" : resume);
        } catch (Malformed otherVersion) {
            throw new IllegalStateException("a state of ours that is no JSON", otherVersion);
        }
    }
}
