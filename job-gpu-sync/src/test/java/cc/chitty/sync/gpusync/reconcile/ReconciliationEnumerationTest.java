package cc.chitty.sync.gpusync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.reconcile.Decision.Reason;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Rules.Direction;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@link ReconcileLaws} over everything that a small domain can hold. */
class ReconciliationEnumerationTest {

    private static final List<String> CONTENTS = List.of("f1", "f2", "f1+x", "f1-", "d", "d-", "l1");

    @Test
    void the_laws_hold_of_one_path_in_every_state_under_all_rules() {
        List<String> bases = new ArrayList<>(CONTENTS);
        bases.add("-");
        List<String> sides = new ArrayList<>(bases);
        sides.addAll(List.of("?", "!"));
        assertThat(check(bases, sides)).isEqualTo(8 * 10 * 10 * 24);
    }

    @Test
    void the_laws_hold_of_a_directory_of_two_in_every_state_under_all_rules() {
        List<String> bases = directories(List.of("-", "f1", "d"));
        List<String> sides = directories(List.of("-", "f1", "f2", "d", "?", "!"));
        bases.addAll(List.of("-", "f1", "l1"));
        sides.addAll(List.of("-", "f1", "l1", "?", "!"));
        assertThat(check(bases, sides)).isEqualTo(12 * 41 * 41 * 24);
    }

    @Test
    void the_laws_hold_of_a_directory_in_a_directory() {
        List<String> bases =
                new ArrayList<>(List.of("-", "f1", "p=d", "p=d p/q=d", "p=d p/q=d p/q/r=f1", "p=d p/q=f1"));
        List<String> sides = new ArrayList<>(bases);
        sides.addAll(
                List.of("p=d p/q=d p/q/r=f2", "p=d p/q=d p/q/r=?", "p=d p/q=d p/q/r=!", "p=d p/q=?", "p=d p/q=l1"));
        sides.addAll(List.of("p=d- p/q=d- p/q/r=f1", "p=d p/q=d p/q/r=d p/q/r/s=f1", "?", "!", "p=l1"));
        assertThat(check(bases, sides)).isEqualTo(6 * 16 * 16 * 24);
    }

    /** Guards the guard: a domain that never gets to a verdict or a reason proves nothing of it. */
    @Test
    void the_domain_reaches_every_verdict_and_reason_of_the_reconciliation() {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        Set<Reason> reasons = EnumSet.of(Reason.LONGER_BEGINS_WITH_SHORTER);
        for (String ours : directories(List.of("-", "f1", "f1+w", "f2", "!", "?"))) {
            for (String theirs : List.of("-", "f1", "f1-", "p=d p/a=f1-", "p=d p/a=f1", "p=d p/a=f2")) {
                for (Rules rules : everyRules()) {
                    Replicas replicas = replicas("p=d p/a=f1", ours, theirs);
                    replicas.reconcile(rules).decisions().forEach(d -> {
                        verdicts.add(d.verdict());
                        reasons.add(d.reason());
                    });
                }
            }
        }
        assertThat(verdicts).containsExactlyInAnyOrder(Verdict.values());
        assertThat(reasons).containsExactlyInAnyOrder(Reason.values());
    }

    private static List<String> directories(List<String> children) {
        List<String> trees = new ArrayList<>();
        for (String a : children) {
            for (String b : children) {
                trees.add("p=d p/a=" + a + " p/b=" + b);
            }
        }
        return trees;
    }

    private static int check(List<String> bases, List<String> sides) {
        int checked = 0;
        for (String base : bases) {
            for (String ours : sides) {
                for (String theirs : sides) {
                    for (Rules rules : everyRules()) {
                        ReconcileLaws.check(replicas(base, ours, theirs), rules);
                        checked++;
                    }
                }
            }
        }
        return checked;
    }

    private static Replicas replicas(String base, String ours, String theirs) {
        return new Replicas(Cast.base(base), Cast.side(ours), Cast.side(theirs));
    }

    private static List<Rules> everyRules() {
        List<Rules> all = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Force force : Force.values()) {
                all.add(Rules.oneWay(direction).deleting(true).forcing(force));
                all.add(Rules.oneWay(direction).deleting(false).forcing(force));
            }
        }
        return all;
    }
}
