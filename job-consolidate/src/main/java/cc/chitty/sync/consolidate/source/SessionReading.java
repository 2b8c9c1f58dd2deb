package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.consolidate.todo.Claim;
import java.util.List;

/**
 * What a reading says of one agent session.
 *
 * @param id the agent's own id; a sub-agent's list is {@code <session>#<agent id>}
 * @param facts what is known of the session
 * @param claims in the order in which they were made; may be empty
 * @param listed the compared contents that this file lists for this session now; what a better resolved project has to
 *     move, and what vanishes when the file does
 */
public record SessionReading(String id, SessionFacts facts, List<Claim> claims, List<String> listed) {

    public SessionReading {
        claims = List.copyOf(claims);
        listed = List.copyOf(listed);
    }
}
