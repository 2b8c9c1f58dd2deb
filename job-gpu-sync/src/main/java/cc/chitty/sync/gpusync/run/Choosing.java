package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Reconciliation;
import cc.chitty.sync.gpusync.reconcile.Rules;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.reconcile.Trees;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets a person's choices decide the paths they are about, and leaves all others for another run. */
final class Choosing {

    private Choosing() {}

    /** Decides by choices; a path of which the chosen side would be changed gets no decision. */
    static List<Decision> chosen(
            Trees trees, Rules rules, List<Decision> usual, Map<TreePath, SyncOptions.Choice> choices) {
        Map<Force, Map<TreePath, Decision>> forced = new EnumMap<>(Force.class);
        for (Force force : List.of(Force.OURS, Force.THEIRS)) {
            Map<TreePath, Decision> decisions = new HashMap<>();
            Reconciliation.of(trees, rules.forcing(force)).decisions().forEach(it -> decisions.put(it.path(), it));
            forced.put(force, decisions);
        }
        List<Decision> chosen = new ArrayList<>();
        for (Decision decision : usual) {
            SyncOptions.Choice choice = choice(decision.path(), choices);
            if (choice != null) {
                Force force = choice == SyncOptions.Choice.THEIRS ? Force.THEIRS : Force.OURS;
                Decision made = Objects.requireNonNull(forced.get(force)).getOrDefault(decision.path(), decision);
                if (!isAgainst(choice, made) || !choices.containsKey(decision.path())) {
                    chosen.add(made);
                }
            } else if (decision.verdict() != Verdict.FOLLOW && decision.verdict() != Verdict.LEAVE) {
                chosen.add(decision);
            }
        }
        return chosen;
    }

    /** Whether the chosen side is the one that would be changed: there is no conflict any more, and the other side goes before. */
    private static boolean isAgainst(SyncOptions.Choice choice, Decision made) {
        return made.verdict() == Verdict.FOLLOW
                && switch (choice) {
                    case OURS -> made.target() == Side.OURS;
                    case THEIRS -> made.target() == Side.THEIRS;
                    case BOTH -> false;
                };
    }

    /** A choice holds for what is below a path, too. */
    static SyncOptions.@Nullable Choice choice(TreePath path, Map<TreePath, SyncOptions.Choice> choices) {
        for (TreePath at = path; !at.isRoot(); at = at.parent()) {
            SyncOptions.Choice choice = choices.get(at);
            if (choice != null) {
                return choice;
            }
        }
        return null;
    }
}
