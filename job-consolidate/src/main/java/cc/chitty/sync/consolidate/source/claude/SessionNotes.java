package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.source.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a transcript's lines tell of their session: the first directory and time, the last branch and time. */
final class SessionNotes {

    /** Where none of so many lines names a branch, there is none. */
    private static final int LAST_LINES = 8;

    private final Instant otherwise;
    private @Nullable String session;
    private @Nullable String directory;
    private @Nullable String branch;
    private @Nullable Instant began;
    private @Nullable Instant active;
    private @Nullable Instant latest;
    private long lastOffset = -1;
    private boolean lastBranch;
    private boolean lastTime;
    private int lastLines;

    /** @param otherwise the time of a line before which none has one */
    SessionNotes(TranscriptState before, Instant otherwise) {
        this.otherwise = otherwise;
        session = before.session();
        directory = before.facts().directory();
        branch = before.facts().branch();
        began = before.facts().began();
        active = before.facts().active();
        latest = before.latest();
    }

    /** Whether there is nothing more to learn from the first lines. */
    boolean complete() {
        return session != null && directory != null && began != null;
    }

    /** One of the first lines. */
    void first(JsonNode line) {
        session = session == null ? StrictJson.text(line, "sessionId") : session;
        directory = directory == null ? StrictJson.text(line, "cwd") : directory;
        began = began == null ? timestamp(line) : began;
    }

    /**
     * One of the last lines, from the end backwards, at {@code offset}; true once they have told the time and the
     * branch, or are not going to. Lines near the end of an earlier part of the file may have come before.
     */
    boolean last(JsonNode line, long offset) {
        if (offset > lastOffset) {
            lastBranch = false;
            lastTime = false;
            lastLines = 0;
        }
        lastOffset = offset;
        lastLines++;
        if (!lastBranch) {
            String named = StrictJson.text(line, "gitBranch");
            lastBranch = named != null;
            branch = named == null ? branch : named;
        }
        if (!lastTime) {
            Instant time = timestamp(line);
            lastTime = time != null;
            active = time == null ? active : time;
        }
        return lastTime && (lastBranch || lastLines >= LAST_LINES);
    }

    /** When a line was written; where it does not say, when the one before it was. */
    Instant time(JsonNode line) {
        Instant time = timestamp(line);
        latest = time == null ? latest : time;
        return latest == null ? otherwise : latest;
    }

    @Nullable String session() {
        return session;
    }

    @Nullable Instant latest() {
        return latest;
    }

    SessionFacts facts() {
        return new SessionFacts(directory, null, branch, began, active);
    }

    private static @Nullable Instant timestamp(JsonNode line) {
        String written = StrictJson.text(line, "timestamp");
        try {
            return written == null ? null : Instant.parse(written).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return null; // as a line without a time: the one before it counts
        }
    }
}
