package cc.chitty.sync.consolidate.todo;

import static cc.chitty.sync.consolidate.todo.ASighting.KEY;
import static cc.chitty.sync.consolidate.todo.ASighting.at;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import cc.chitty.sync.consolidate.todo.TodoView.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every claim said of every register of one session, beside every register of another one. */
class MonotoneTest {

    private static final Set<Kind> TAKING_AWAY = EnumSet.of(Kind.DELETED, Kind.DROPPED, Kind.MOVED);
    private static final List<Claim> CLAIMS = claims();
    private static final List<Sighting> MINE = SmallDomain.reachable("a", CLAIMS);
    private static final List<Sighting> OTHERS = SmallDomain.reachable("b", CLAIMS);

    @ParameterizedTest
    @EnumSource(Reopen.class)
    void a_claim_never_loses_a_todo_and_never_takes_a_completion_back(Reopen reopen) {
        LawSettings settings = new LawSettings(reopen);
        assertThat(MINE).hasSizeGreaterThan(50);
        for (Sighting other : OTHERS) {
            assertSafe(null, other, settings);
            for (Sighting mine : MINE) {
                assertSafe(mine, other, settings);
            }
        }
    }

    private static void assertSafe(@Nullable Sighting mine, Sighting other, LawSettings settings) {
        List<Sighting> registers = mine == null ? List.of(other) : List.of(mine, other);
        TodoView before = Fold.of(registers, settings);
        for (Claim claim : CLAIMS) {
            Sighting after =
                    new Registers(settings).apply(mine, KEY, MINE.get(0).session(), claim, Epochs.of(registers), null);
            if (after != null) {
                assertGrew(mine, claim, after);
                assertKept(mine, before, claim, Fold.of(List.of(after, other), settings));
            }
        }
    }

    private static void assertGrew(@Nullable Sighting mine, Claim claim, Sighting after) {
        if (mine != null && (!Registers.join(mine, after).equals(after) || mine.equals(after))) {
            throw new AssertionError(claim + " made of " + mine + " something that is not greater: " + after);
        }
    }

    private static void assertKept(@Nullable Sighting mine, TodoView before, Claim claim, TodoView after) {
        boolean sameEpoch = before.winner().epoch() == after.winner().epoch();
        boolean regressed = sameEpoch
                && completed(before)
                && claim.kind() != Kind.MOVED
                && !completed(after)
                && after.state() != State.DELETED;
        // A late read completion forgets when its session had dropped the todo, which may let a tombstone through.
        boolean deletedAfterAll = after.state() == State.DELETED && mine != null && !mine.stands();
        boolean lost = before.visible() && !after.visible() && !TAKING_AWAY.contains(claim.kind()) && !deletedAfterAll;
        boolean listedInVain = after.state() == State.DROPPED && claim.kind() == Kind.REOPENED;
        boolean later = after.firstSeen().isAfter(before.firstSeen());
        if (regressed || lost || listedInVain || later) {
            throw new AssertionError(claim + " made of " + before + " " + after);
        }
    }

    private static boolean completed(TodoView view) {
        return view.visible() && view.status() == Status.COMPLETED;
    }

    private static List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int at = 1; at <= 2; at++) {
                for (Status status : Status.values()) {
                    claims.add(new Claim(kind, KEY.content(), at(at), status, Details.NONE));
                }
            }
        }
        return claims;
    }
}
