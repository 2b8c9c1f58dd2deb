package cc.chitty.sync.consolidate.todo;

import cc.chitty.sync.consolidate.todo.Conflict.Kind;
import cc.chitty.sync.consolidate.todo.Conflict.Value;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The merge of one todo of a view that something without a journal changed: a person, another tool, the hub.
 *
 * <p>Symmetric: ours and theirs can change places. Null is a side that does not have the todo.
 */
public final class ThreeWay {

    /** The pseudo device in whose name a foreign edit is said, and its agent. */
    public static final String EDITED = "edited";

    /** Completed beats, then in progress, then the later one, then the smallest by code point. */
    private static final Comparator<TodoSide> KEPT = Comparator.comparing(TodoSide::status)
            .reversed()
            .thenComparing(Comparator.comparing(TodoSide::updated).reversed())
            .thenComparing(TodoSide::compareDetails)
            .thenComparing(TodoSide::text, CodePoints.ORDER);

    private final TodoKey key;
    private final @Nullable TodoSide before;
    private final Instant committed;

    private ThreeWay(TodoKey key, @Nullable TodoSide before, Instant committed) {
        this.key = key;
        this.before = before;
        this.committed = committed;
    }

    /**
     * What the merge concludes.
     *
     * @param todo how the todo is after it, null if it is gone
     * @param claim what {@link #EDITED} has to say for that, null where both sides agree or nothing changed; a side that
     *     {@link #holds} already and has a journal behind it needs no claim
     * @param conflict null where nobody's change was put aside
     */
    public record Merged(
            @Nullable TodoSide todo,
            @Nullable Claim claim,
            @Nullable Conflict conflict) {

        /** Whether that side is already as the merge concludes. */
        public boolean holds(@Nullable TodoSide side) {
            return same(todo, side);
        }
    }

    /**
     * What becomes of one todo of which there are three versions.
     *
     * @param committed the time of the edit, at which {@link #EDITED} speaks
     */
    public static Merged merge(
            TodoKey key,
            @Nullable TodoSide base,
            @Nullable TodoSide ours,
            @Nullable TodoSide theirs,
            Instant committed) {
        return new ThreeWay(key, base, committed).merged(ours, theirs);
    }

    private Merged merged(@Nullable TodoSide ours, @Nullable TodoSide theirs) {
        if (ours != null && theirs != null) {
            return bothHave(ours, theirs);
        }
        TodoSide left = ours == null ? theirs : ours;
        if (left == null) {
            return new Merged(null, null, null);
        }
        return before == null ? follow(left) : oneRemoved(before, left);
    }

    private Merged bothHave(TodoSide ours, TodoSide theirs) {
        if (ours.agrees(theirs)) {
            return new Merged(KEPT.compare(ours, theirs) <= 0 ? ours : theirs, null, null);
        }
        if (same(before, ours)) {
            return follow(theirs);
        }
        return same(before, theirs) ? follow(ours) : bothChanged(ours, theirs);
    }

    private Merged follow(TodoSide changed) {
        return new Merged(changed, said(changed), null);
    }

    private Merged oneRemoved(TodoSide base, TodoSide left) {
        if (base.agrees(left)) {
            return new Merged(null, Claim.gone(Claim.Kind.DELETED, base.text(), committed), null);
        }
        Value removed = new Value(null, Value.DELETED, Claim.Details.NONE, committed);
        return new Merged(
                left,
                said(left),
                conflict(Kind.DELETED_VERSUS_CHANGED, value(left), removed, Rule.CHANGE_BEATS_DELETION));
    }

    private Merged bothChanged(TodoSide ours, TodoSide theirs) {
        boolean keepOurs = KEPT.compare(ours, theirs) <= 0;
        TodoSide kept = keepOurs ? ours : theirs;
        TodoSide other = keepOurs ? theirs : ours;
        boolean statusDiffers = kept.status() != other.status();
        Kind kind = statusDiffers ? Kind.DIFFERENT_STATUS : Kind.DIFFERENT_DETAILS;
        Rule rule = statusDiffers ? ruleFor(kept.status()) : Rule.LATEST;
        return new Merged(kept, said(kept), conflict(kind, value(kept), value(other), rule));
    }

    /** Of different statuses the kept one is never pending. */
    private static Rule ruleFor(Status kept) {
        return kept == Status.COMPLETED ? Rule.COMPLETED : Rule.IN_PROGRESS;
    }

    /** A mere listing cannot take a status back, so an edit that does is a reopening. */
    private Claim said(TodoSide side) {
        boolean back = before != null && side.status().compareTo(before.status()) < 0;
        Claim.Kind kind = back ? Claim.Kind.REOPENED : Claim.Kind.LISTED;
        return new Claim(kind, side.text(), committed, side.status(), side.details());
    }

    private Conflict conflict(Kind kind, Value kept, Value other, Rule rule) {
        return Conflict.of(kind, key, before == null ? null : value(before), kept, other, rule);
    }

    private static Value value(TodoSide side) {
        return new Value(null, side.status().word(), side.details(), side.updated());
    }

    private static boolean same(@Nullable TodoSide a, @Nullable TodoSide b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.agrees(b);
    }
}
