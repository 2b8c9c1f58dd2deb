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

    private final Instant otherwise;
    private @Nullable String session;
    private @Nullable String directory;
    private @Nullable String branch;
    private @Nullable Instant began;
    private @Nullable Instant active;
    private @Nullable Instant latest;

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

    /** One of the last lines, from the end backwards; true once a line has told its time. */
    boolean last(JsonNode line) {
        Instant time = timestamp(line);
        if (time == null) {
            return false;
        }
        String named = StrictJson.text(line, "gitBranch");
        branch = named == null ? branch : named;
        active = active == null || time.isAfter(active) ? time : active;
        return true;
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
            return null;
        }
    }
}
