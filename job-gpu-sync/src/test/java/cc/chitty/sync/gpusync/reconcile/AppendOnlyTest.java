package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.AppendOnly.Question;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** In the cast {@code f1} has 10 bytes, {@code f2} 20 and {@code f3} 30. */
class AppendOnlyTest {

    private static final TreePath P = new TreePath("p");
    private static final Digest F1 = digest("f1");

    @Test
    void it_asks_for_the_beginning_of_the_longer_one() {
        assertThat(AppendOnly.questions(decisions("-", "f1", "f2"))).containsExactly(new Question(P, Side.THEIRS, 10));
        assertThat(AppendOnly.questions(decisions("f1", "f3", "f2"))).containsExactly(new Question(P, Side.OURS, 20));
    }

    @Test
    void it_asks_nothing_where_nothing_could_come_of_it() {
        assertThat(AppendOnly.questions(decisions("f1", "f1", "f2")))
                .as("no conflict")
                .isEmpty();
        assertThat(AppendOnly.questions(decisions("-", "f1", "f1y")))
                .as("of one size")
                .isEmpty();
        assertThat(AppendOnly.questions(decisions("-", "l1", "f1")))
                .as("no files")
                .isEmpty();
        assertThat(AppendOnly.questions(decisions("-", "fu", "f1")))
                .as("not read")
                .isEmpty();
        assertThat(AppendOnly.questions(decisions("-", "d", "f1")))
                .as("a directory")
                .isEmpty();
    }

    @Test
    void the_longer_one_is_followed_if_it_begins_with_the_shorter() {
        assertThat(settled("-", "f1", "f2", Map.of(P, F1), Rules.both()))
                .isEqualTo("p ours f2 longer begins with shorter");
        assertThat(settled("-", "f2", "f1", Map.of(P, F1), Rules.both()))
                .isEqualTo("p theirs f2 longer begins with shorter");
    }

    @Test
    void else_it_stays_a_conflict() {
        assertThat(settled("-", "f1", "f2", Map.of(P, digest("f3")), Rules.both()))
                .isEqualTo("p conflict");
        assertThat(settled("-", "f1", "f2", Map.of(), Rules.both()))
                .as("no answer")
                .isEqualTo("p conflict");
        assertThat(settled("-", "f1", "f2", Map.of(P, F1), Rules.oneWay(Rules.Direction.PUSH)))
                .as("against the direction")
                .isEqualTo("p conflict");
    }

    private static String settled(String base, String ours, String theirs, Map<TreePath, Digest> answers, Rules rules) {
        List<Decision> settled = AppendOnly.settled(decisions(base, ours, theirs), answers, rules);
        return Cast.text(settled.get(0));
    }

    private static List<Decision> decisions(String base, String ours, String theirs) {
        return Reconciliation.of(Cast.trees(base, ours, theirs), Rules.both()).decisions();
    }

    private static Digest digest(String word) {
        return Objects.requireNonNull(Cast.content(word).digest());
    }
}
