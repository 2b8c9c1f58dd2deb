package cc.chitty.sync.consolidate.todo;

import java.util.Comparator;

/**
 * One agent session on one device: the single writer of its registers.
 *
 * @param device the stable id of the device
 * @param agent as {@code claude-code}
 * @param id the agent's own id of the session; a sub-agent's list is {@code <session>#<agent id>}
 */
public record SessionId(String device, String agent, String id) implements Comparable<SessionId> {

    private static final Comparator<SessionId> ORDER = Comparator.comparing(SessionId::agent, CodePoints.ORDER)
            .thenComparing(SessionId::id, CodePoints.ORDER)
            .thenComparing(SessionId::device, CodePoints.ORDER);

    @Override
    public int compareTo(SessionId other) {
        return ORDER.compare(this, other);
    }
}
