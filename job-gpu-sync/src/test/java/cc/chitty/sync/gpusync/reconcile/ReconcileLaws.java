package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Reason;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What holds of every reconciliation:
 *
 * <ol>
 *   <li>It can be carried out in the order of its plan: nothing is made without a parent, no directory removed with something in it.
 *   <li>No content goes from a side unless that side had left it as it was, or a person forced it.
 *   <li>Nothing is concluded of what is unknown or ignored: it stays, as does its record, and nothing is put in its place.
 *   <li>With the sides exchanged it is the same, exchanged.
 *   <li>A side is changed only as the rules allow.
 *   <li>Carried out, it leaves nothing to do, and the same conflicts.
 *   <li>Carried out both ways, both sides are the same but where something is in conflict, unknown or ignored.
 *   <li>The same has one fingerprint, and something else to do has another.
 * </ol>
 */
final class ReconcileLaws {

    private final Replicas before;
    private final Rules rules;
    private final Reconciled reconciled;
    private final Replicas after;

    private ReconcileLaws(Replicas before, Rules rules) {
        this.before = before;
        this.rules = rules;
        this.reconciled = before.reconcile(rules);
        this.after = before.after(reconciled);
    }

    /** @throws AssertionError that names the law which does not hold */
    static Reconciled check(Replicas before, Rules rules) {
        try {
            ReconcileLaws laws = new ReconcileLaws(before, rules);
            laws.law2NothingIsLost();
            laws.law3UnknownStays();
            laws.law4Mirror();
            laws.law5Rules();
            laws.law6Idle();
            laws.law7Same();
            laws.law8Fingerprint();
            return laws.reconciled;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(e.getMessage() + "\nrules " + rules + "\n" + before, e);
        }
    }

    private void law2NothingIsLost() {
        for (Decision decision : reconciled.decisions()) {
            Content lost = decision.replaced().content();
            if (lost == null || lost.isDirectory()) {
                continue;
            }
            boolean own = lost.equals(decision.sides().base());
            boolean forced = decision.reason() == Reason.FORCED && rules.force() != Force.NONE;
            if (!own && !forced && !decision.onlyMode()) {
                throw new AssertionError("law 2: lost at " + decision);
            }
        }
    }

    private void law3UnknownStays() {
        for (Side side : Side.values()) {
            before.of(side).forEach((path, seen) -> {
                if (!seen.isKnown() && !seen.equals(after.of(side).get(path))) {
                    throw new AssertionError("law 3: " + path + " of " + side + " is gone");
                }
            });
        }
        for (Decision decision : reconciled.decisions()) {
            boolean known = decision.sides().ours().isKnown()
                    && decision.sides().theirs().isKnown();
            if (!known && decision.verdict() != Verdict.LEAVE) {
                throw new AssertionError("law 3: concluded " + decision);
            }
        }
    }

    private void law4Mirror() {
        Reconciled mirrored = before.mirrored().reconcile(rules.mirrored());
        List<Decision> back =
                mirrored.decisions().stream().map(Decision::mirrored).toList();
        if (!back.equals(reconciled.decisions())) {
            throw new AssertionError("law 4: " + reconciled.decisions() + "\nmirrored: " + back);
        }
    }

    private void law5Rules() {
        for (Decision decision : reconciled.decisions()) {
            Side target = decision.target();
            if (target == null) {
                continue;
            }
            boolean allowed = decision.wanted() == null ? rules.allowRemoval(target) : rules.allowChange(target);
            if (!allowed) {
                throw new AssertionError("law 5: not allowed " + decision);
            }
        }
    }

    private void law6Idle() {
        Reconciled again = after.reconcile(rules);
        for (Decision decision : again.decisions()) {
            if (decision.verdict() == Verdict.FOLLOW || decision.verdict() == Verdict.AGREE) {
                throw new AssertionError("law 6: still to do " + decision);
            }
        }
        if (!conflicts(again).equals(conflicts(reconciled))) {
            throw new AssertionError("law 6: first " + conflicts(reconciled) + " then " + conflicts(again));
        }
    }

    private static Set<TreePath> conflicts(Reconciled reconciled) {
        Set<TreePath> conflicts = new TreeSet<>();
        reconciled.decisions().stream()
                .filter(d -> d.verdict() == Verdict.CONFLICT)
                .forEach(d -> conflicts.add(d.path()));
        return conflicts;
    }

    private void law7Same() {
        if (!rules.equals(Rules.both())) {
            return;
        }
        Map<TreePath, Verdict> left = new HashMap<>();
        after.reconcile(rules).decisions().forEach(d -> left.put(d.path(), d.verdict()));
        TreeSet<TreePath> all = new TreeSet<>(after.ours().keySet());
        all.addAll(after.theirs().keySet());
        for (TreePath path : all) {
            Seen ours = after.ours().getOrDefault(path, Seen.ABSENT);
            Seen theirs = after.theirs().getOrDefault(path, Seen.ABSENT);
            if (!Objects.equals(ours.content(), theirs.content()) && !isExcused(path, left)) {
                throw new AssertionError("law 7: " + path + " is " + ours + " and " + theirs);
            }
        }
    }

    private boolean isExcused(TreePath path, Map<TreePath, Verdict> left) {
        for (TreePath up = path; ; up = up.parent()) {
            boolean blind = !after.ours().getOrDefault(up, Seen.ABSENT).isKnown()
                    || !after.theirs().getOrDefault(up, Seen.ABSENT).isKnown();
            if (blind || left.containsKey(up)) {
                return true;
            }
            if (up.isRoot()) {
                return false;
            }
        }
    }

    private void law8Fingerprint() {
        String print = print(reconciled);
        if (!print.equals(print(before.reconcile(rules)))) {
            throw new AssertionError("law 8: two fingerprints of one plan");
        }
        Reconciled again = after.reconcile(rules);
        boolean idle = reconciled.decisions().stream().noneMatch(d -> d.target() != null);
        if (!idle && print.equals(print(again))) {
            throw new AssertionError("law 8: one fingerprint of two plans");
        }
    }

    private static String print(Reconciled reconciled) {
        return Plan.of(List.of(new Plan.Part("c", "r", reconciled))).fingerprint();
    }
}
