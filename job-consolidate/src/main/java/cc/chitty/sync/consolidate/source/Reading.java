package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;

/**
 * What one reading of one file gave.
 *
 * @param sessions those of which the file says something
 * @param problems what in it could not be understood
 * @param good whether the file as a whole could be understood: if not (malformed, half written), its last good state
 *     stays, {@code resume} is not taken over, and it is read again next time
 * @param resume opaque to everybody but the source: what the next reading needs (offset, digest of the tail, ids of
 *     tasks); stored with the file, so it should be small
 * @param bytes how many bytes were read from disk
 */
public record Reading(List<SessionReading> sessions, List<Problem> problems, boolean good, String resume, long bytes) {

    public Reading {
        sessions = List.copyOf(sessions);
        problems = List.copyOf(problems);
    }
}
