package cc.chitty.sync.consolidate.source.qwen;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Needles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.SessionReading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.StrictJson;
import cc.chitty.sync.consolidate.source.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Qwen Code's transcripts, {@code projects/<directory>/chats/<session>.jsonl}: only where and when a session ran. Its
 * list is read by {@link QwenTodos}.
 */
public final class QwenTranscripts implements SessionSource {

    private static final String ENDING = ".jsonl";
    /** Of the first message; the lines at the end are seen without a needle. */
    private static final Needles NEEDLES = Needles.of("\"parentUuid\":null");

    /** What the next reading needs. */
    private record Kept(@Nullable String mark, @Nullable SessionFacts facts) {
        SessionFacts known() {
            return facts == null ? SessionFacts.NONE : facts;
        }
    }

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
    public List<Path> roots(Surroundings where) {
        return List.of(QwenHome.of(where).resolve("projects"));
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
        Kept before = StrictJson.reread(request.resume(), Kept.class);
        try (LineScan scan = LineScan.open(request.path(), request.stamp(), before == null ? null : before.mark())) {
            FactLines facts = new FactLines(before != null && scan.resumed() ? before.known() : SessionFacts.NONE);
            scan.run(NEEDLES, facts);
            SessionReading session = new SessionReading(session(request), facts.facts(), List.of(), List.of());
            String kept = StrictJson.write(new Kept(scan.mark(), facts.facts()));
            return new Reading(List.of(session), scan.problems(), true, kept, scan.bytes());
        }
    }

    private static String session(ReadRequest request) {
        String name = request.path().getFileName().toString();
        return name.substring(0, name.length() - ENDING.length());
    }
}
