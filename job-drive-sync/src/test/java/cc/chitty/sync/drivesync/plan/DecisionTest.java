package cc.chitty.sync.drivesync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law: by a table, and by what must hold for every row that can be. */
class DecisionTest {

    private record Row(Direction direction, Presence mirror, Presence remote, boolean equal) {

        Decision decision() {
            return Decision.of(direction, mirror, remote, equal);
        }
    }

    /** Every pair that can be: something is agreed on for both sides, or for none. */
    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<Presence> never = List.of(Presence.NONE, Presence.NEW);
        List<Presence> agreed = List.of(Presence.GONE, Presence.SAME, Presence.CHANGED);
        for (Direction direction : Direction.values()) {
            for (List<Presence> sides : List.of(never, agreed)) {
                for (Presence mirror : sides) {
                    for (Presence remote : sides) {
                        rows.add(new Row(direction, mirror, remote, false));
                        rows.add(new Row(direction, mirror, remote, true));
                    }
                }
            }
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({
        "BOTH, SAME, SAME, false, NONE",
        "BOTH, SAME, CHANGED, false, PULL",
        "BOTH, SAME, GONE, false, DELETE_MIRROR",
        "BOTH, CHANGED, SAME, false, PUSH",
        "BOTH, CHANGED, CHANGED, false, CONFLICT",
        "BOTH, CHANGED, CHANGED, true, ADOPT",
        "BOTH, CHANGED, GONE, false, PUSH",
        "BOTH, GONE, SAME, false, DELETE_REMOTE",
        "BOTH, GONE, CHANGED, false, PULL",
        "BOTH, GONE, GONE, false, FORGET",
        "BOTH, NEW, NONE, false, PUSH",
        "BOTH, NONE, NEW, false, PULL",
        "BOTH, NEW, NEW, false, CONFLICT",
        "BOTH, NEW, NEW, true, ADOPT",
        "PULL, SAME, SAME, false, NONE",
        "PULL, SAME, CHANGED, false, PULL",
        "PULL, SAME, GONE, false, DELETE_MIRROR",
        "PULL, CHANGED, SAME, false, CONFLICT",
        "PULL, CHANGED, CHANGED, false, CONFLICT",
        "PULL, CHANGED, GONE, false, FORGET",
        "PULL, GONE, SAME, false, PULL",
        "PULL, GONE, CHANGED, false, PULL",
        "PULL, NEW, NONE, false, NONE",
        "PULL, NONE, NEW, false, PULL",
        "PULL, NEW, NEW, false, CONFLICT",
        "PULL, NEW, NEW, true, ADOPT",
        "PUSH, SAME, SAME, false, NONE",
        "PUSH, CHANGED, SAME, false, PUSH",
        "PUSH, GONE, SAME, false, DELETE_REMOTE",
        "PUSH, SAME, CHANGED, false, PUSH",
        "PUSH, SAME, GONE, false, PUSH",
        "PUSH, GONE, CHANGED, false, FORGET",
        "PUSH, NEW, NONE, false, PUSH",
        "PUSH, NONE, NEW, false, NONE",
        "PUSH, NEW, NEW, false, PUSH",
    })
    void is_by_the_table(Direction direction, Presence mirror, Presence remote, boolean equal, Action action) {
        assertThat(Decision.of(direction, mirror, remote, equal).action()).isEqualTo(action);
    }

    @Test
    void nothing_is_deleted_that_was_never_agreed_on_or_has_changed() {
        assertThat(rows()).hasSize(3 * (4 + 9) * 2).allSatisfy(row -> {
            Action action = row.decision().action();
            if (action == Action.DELETE_MIRROR) {
                assertThat(row.mirror).isEqualTo(Presence.SAME);
                assertThat(row.remote).isEqualTo(Presence.GONE);
            }
            if (action == Action.DELETE_REMOTE) {
                assertThat(row.remote).isEqualTo(Presence.SAME);
                assertThat(row.mirror).isEqualTo(Presence.GONE);
            }
        });
    }

    @Test
    void a_change_of_the_mirror_is_never_overwritten_without_a_copy() {
        assertThat(rows()).allSatisfy(row -> {
            boolean changed = row.mirror == Presence.NEW || row.mirror == Presence.CHANGED;
            if (changed) {
                assertThat(row.decision().action()).isNotIn(Action.PULL, Action.DELETE_MIRROR);
            }
        });
    }

    @Test
    void a_pull_never_writes_to_the_remote_and_a_push_never_to_the_mirror() {
        assertThat(rows()).allSatisfy(row -> {
            Action action = row.decision().action();
            if (row.direction == Direction.PULL) {
                assertThat(action).isNotIn(Action.PUSH, Action.DELETE_REMOTE);
            }
            if (row.direction == Direction.PUSH) {
                assertThat(action.writesMirror()).isFalse();
            }
        });
    }

    @Test
    void both_sides_are_treated_alike_where_both_follow_each_other() {
        assertThat(rows().stream().filter(row -> row.direction == Direction.BOTH))
                .allSatisfy(row -> {
                    Row swapped = new Row(row.direction, /* mirror= */ row.remote, /* remote= */ row.mirror, row.equal);
                    assertThat(swapped.decision().action())
                            .isEqualTo(swapped(row.decision().action()));
                });
    }

    private static Action swapped(Action action) {
        return switch (action) {
            case PULL -> Action.PUSH;
            case PUSH -> Action.PULL;
            case DELETE_MIRROR -> Action.DELETE_REMOTE;
            case DELETE_REMOTE -> Action.DELETE_MIRROR;
            case NONE, ADOPT, FORGET, CONFLICT -> action;
        };
    }
}
