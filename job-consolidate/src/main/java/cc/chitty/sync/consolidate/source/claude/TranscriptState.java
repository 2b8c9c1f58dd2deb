package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reading of a transcript leaves for the next one.
 *
 * @param mark where it ended
 * @param session the id that the lines gave, if any
 * @param facts of the session
 * @param latest the time of the last line that was looked at
 * @param chains what is known of each chain of messages, by agent id; the main one's is empty
 */
record TranscriptState(
        String mark,
        @Nullable String session,
        SessionFacts facts,
        @Nullable Instant latest,
        Map<String, Chain> chains) {

    TranscriptState {
        chains = Map.copyOf(chains);
    }

    /**
     * One chain of messages.
     *
     * @param numbered the list whose lines have ids, by id
     * @param deleted compared contents that were deleted and not created again
     * @param calls those whose result was not there yet, by id of the call
     */
    record Chain(Map<String, Line> numbered, List<String> deleted, Map<String, Call> calls) {
        Chain {
            deleted = List.copyOf(deleted);
        }
    }

    /** A line of a list in flat form. */
    record Line(
            String text,
            Status status,
            @Nullable String activeForm,
            @Nullable String note) {

        static Line of(ListEntry entry) {
            return new Line(
                    entry.text(),
                    entry.status(),
                    entry.details().activeForm(),
                    entry.details().note());
        }

        ListEntry entry() {
            return ListEntry.of(text, status, new Details(activeForm, null, note));
        }
    }

    /** What a call does. */
    enum Kind {
        /** Hands over the whole list. */
        WRITE,
        /** Adds a line whose id only the result tells. */
        CREATE,
        /** Changes a line. */
        UPDATE
    }

    /**
     * A call.
     *
     * @param id of the line that is to change
     * @param text the new one; null where it stays
     * @param status the agent's word for the new one; null where it stays
     */
    record Call(
            Kind kind,
            Instant at,
            @Nullable String id,
            @Nullable String text,
            @Nullable String status,
            @Nullable String activeForm) {}
}
