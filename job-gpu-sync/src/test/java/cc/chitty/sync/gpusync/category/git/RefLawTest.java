package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefLawTest {

    /** {@code A < B < C} is one line of commits, {@code X} lies beside it, {@code -} is no ref. */
    @ParameterizedTest(name = "{0} {1} x {2} x {3}, {4}: {5}")
    @CsvSource(textBlock = """
        heads/m, -, -, A, both, follow ours A MOVED
        heads/m, -, A, -, both, follow theirs A MOVED
        heads/m, -, A, A, both, agree A SAME
        heads/m, -, A, B, both, follow ours B CONTINUED
        heads/m, -, B, A, both, follow theirs B CONTINUED
        heads/m, -, B, X, both, conflict DIVERGED
        heads/m, A, A, A, both, agree A SAME
        heads/m, A, A, B, both, follow ours B MOVED
        heads/m, A, B, A, both, follow theirs B MOVED
        heads/m, A, B, B, both, agree B SAME
        heads/m, A, B, C, both, follow ours C CONTINUED
        heads/m, A, C, B, both, follow theirs C CONTINUED
        heads/m, A, B, X, both, conflict DIVERGED
        heads/m, B, B, A, both, follow ours A REWRITTEN
        heads/m, B, A, B, both, follow theirs A REWRITTEN
        heads/m, B, B, X, both, follow ours X REWRITTEN
        heads/m, A, A, -, both, follow ours - DELETED
        heads/m, A, -, A, both, follow theirs - DELETED
        heads/m, A, B, -, both, follow theirs B CHANGE_BEATS_DELETION
        heads/m, A, -, B, both, follow ours B CHANGE_BEATS_DELETION
        heads/m, A, -, -, both, agree - SAME
        heads/m, A, A, -, keep, leave DIRECTION
        heads/m, A, A, B, push, leave DIRECTION
        heads/m, A, A, -, push, follow theirs A MISSING_THERE
        heads/m, A, -, A, push, leave DIRECTION
        heads/m, A, -, A, pull, follow ours A MISSING_THERE
        heads/m, A, B, A, push, follow theirs B MOVED
        heads/m, A, B, A, pull, leave DIRECTION
        heads/m, A, B, X, ours, follow theirs B FORCED
        heads/m, A, B, X, theirs, follow ours X FORCED
        heads/m, A, B, X, newer, follow ours X FORCED
        heads/m, A, X, B, newer, follow theirs X FORCED
        tags/v1, -, -, A, both, follow ours A MOVED
        tags/v1, -, A, B, both, conflict TAG_MOVED
        tags/v1, A, A, B, both, conflict TAG_MOVED
        tags/v1, A, B, A, both, conflict TAG_MOVED
        tags/v1, A, -, A, both, follow theirs - DELETED
        tags/v1, A, -, B, both, follow ours B CHANGE_BEATS_DELETION
        tags/v1, A, A, B, theirs, follow ours B FORCED
        notes/n, A, A, B, both, follow ours B MOVED
        """)
    void a_ref_goes_where_the_table_says(
            String ref, String base, String ours, String theirs, String rules, String expected) {
        RefDecision decision =
                new RefLaw(rules(rules)).decide(seen("refs/" + ref, name(base), name(ours), name(theirs)));
        assertThat(said(decision)).isEqualTo(expected);
    }

    @Test
    void the_other_machine_concludes_the_same_of_every_case() {
        List<@Nullable ObjectName> all = new ArrayList<>();
        all.add(null);
        List.of("A", "B", "C", "X").forEach(it -> all.add(name(it)));
        RefLaw law = new RefLaw(RefRules.BOTH);
        int compared = 0;
        for (ObjectName base : all) {
            for (ObjectName ours : all) {
                for (ObjectName theirs : all) {
                    for (String ref : List.of("refs/heads/m", "refs/tags/v")) {
                        RefDecision here = law.decide(seen(ref, base, ours, theirs));
                        RefDecision there = law.decide(seen(ref, base, theirs, ours));
                        assertThat(there.verdict()).isEqualTo(here.verdict());
                        assertThat(there.wanted()).isEqualTo(here.wanted());
                        assertThat(there.reason()).isEqualTo(here.reason());
                        assertThat(there.target())
                                .isEqualTo(
                                        here.target() == null
                                                ? null
                                                : here.target().other());
                        if (here.wanted() == null && here.verdict() == Verdict.FOLLOW) {
                            assertThat(base)
                                    .as("nothing is deleted without a base")
                                    .isNotNull();
                        }
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(250);
    }

    private static RefRules rules(String word) {
        return switch (word) {
            case "both" -> RefRules.BOTH;
            case "keep" -> new RefRules(Direction.BOTH, false, Force.NONE);
            case "push" -> new RefRules(Direction.PUSH, false, Force.NONE);
            case "pull" -> new RefRules(Direction.PULL, false, Force.NONE);
            case "ours" -> new RefRules(Direction.BOTH, true, Force.OURS);
            case "theirs" -> new RefRules(Direction.BOTH, true, Force.THEIRS);
            case "newer" -> new RefRules(Direction.BOTH, true, Force.NEWER);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static RefSeen seen(
            String ref, @Nullable ObjectName base, @Nullable ObjectName ours, @Nullable ObjectName theirs) {
        int mine = place(ours);
        int other = place(theirs);
        Relation relation = mine < 0 || other < 0 || mine == 3 || other == 3 || mine == other
                ? Relation.APART
                : mine < other ? Relation.OURS_BEHIND : Relation.THEIRS_BEHIND;
        Side newer = mine == other ? null : mine > other ? Side.OURS : Side.THEIRS;
        return new RefSeen(ref, base, ours, theirs, relation, newer);
    }

    private static int place(@Nullable ObjectName name) {
        return name == null ? -1 : "abcf".indexOf(name.hex().charAt(0));
    }

    private static @Nullable ObjectName name(String letter) {
        return switch (letter) {
            case "-" -> null;
            case "X" -> new ObjectName("f".repeat(40));
            default -> new ObjectName(letter.toLowerCase(java.util.Locale.ROOT).repeat(40));
        };
    }

    private static String said(RefDecision decision) {
        String wanted = decision.wanted() == null
                ? "-"
                : decision.wanted().hex().startsWith("f")
                        ? "X"
                        : decision.wanted().hex().substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        return switch (decision.verdict()) {
            case AGREE -> "agree " + wanted + " " + decision.reason();
            case FOLLOW ->
                "follow " + (decision.target() == Side.OURS ? "ours " : "theirs ") + wanted + " " + decision.reason();
            case CONFLICT -> "conflict " + decision.reason();
            case LEAVE -> "leave " + decision.reason();
        };
    }
}
