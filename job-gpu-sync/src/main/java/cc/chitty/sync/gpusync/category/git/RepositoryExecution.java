package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Carries out the plan of a repository that both sides have. */
final class RepositoryExecution {

    private final GitPair pair;
    private final GitSettings settings;
    private final String run;
    private final RepositoryPlan plan;
    private final List<RefOutcome> outcomes = new ArrayList<>();
    private long objects;

    RepositoryExecution(GitPair pair, GitSettings settings, String run, RepositoryPlan plan) {
        this.pair = pair;
        this.settings = settings;
        this.run = run;
        this.plan = plan;
    }

    RepositoryReport carryOut() {
        for (Side side : Side.values()) {
            bring(side);
        }
        for (Side side : Side.values()) {
            apply(side);
        }
        return new RepositoryReport(plan, outcomes, objects, "");
    }

    /**
     * Moves branches that are checked out, if their files allow it; nothing is brought. What was kept beside them goes.
     *
     * @param before what became of them until now
     */
    RepositoryReport settle(RepositoryReport before) {
        for (Side side : Side.values()) {
            new Finishing(pair, plan).on(side).ifPresent(outcomes::add);
        }
        for (RefOutcome outcome : before.outcomes()) {
            RefMove move = outcome.move();
            Result result = outcome.result() == Result.KEPT_ASIDE ? moved(move.side(), move) : Result.KEPT_ASIDE;
            if (result == Result.KEPT_ASIDE) {
                outcomes.add(outcome);
            } else {
                outcomes.add(RefOutcome.of(move, result));
                String aside = pair.aside(move.side(), move.ref());
                updates(move.side())
                        .apply(List.of(
                                new RefMove(move.side(), aside, move.after(), null, How.ASIDE, "the branch moved")));
            }
        }
        return new RepositoryReport(plan, outcomes, before.objects(), before.trouble());
    }

    private void bring(Side target) {
        RepositoryFacts to = plan.has(target);
        RepositoryFacts from = plan.has(target.other());
        Set<ObjectName> had = new HashSet<>(to.refs().values());
        List<ObjectName> wanted = plan.movesOf(target)
                .map(RefMove::after)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(it -> !had.contains(it))
                .toList();
        if (!wanted.isEmpty()) {
            objects += new PackTransfer(pair.of(target.other()), pair.of(target))
                    .bring(new PackTransfer.Load(from.directory(), to.directory(), wanted, had, to.shallow()));
        }
    }

    private RefUpdates updates(Side side) {
        RepositoryFacts facts = plan.has(side);
        return new RefUpdates(pair.of(side), facts.directory(), facts.refs(), run);
    }

    private void apply(Side side) {
        List<RefMove> plain = new ArrayList<>();
        for (RefMove move : plan.movesOf(side).toList()) {
            if (move.how() == How.CHECKED_OUT) {
                checkOut(side, move, plain);
            } else {
                plain.add(move);
            }
        }
        outcomes.addAll(updates(side).apply(plain));
    }

    /** A branch that is checked out waits until its files have come; meanwhile what came is kept beside it. */
    private void checkOut(Side side, RefMove move, List<RefMove> plain) {
        outcomes.add(RefOutcome.of(move, Result.KEPT_ASIDE));
        String aside = pair.aside(side, move.ref());
        ObjectName kept = plan.has(side).refs().get(aside);
        if (!Objects.equals(kept, move.after())) {
            plain.add(move.aside(aside, kept, "the branch is checked out"));
        }
    }

    private Result moved(Side side, RefMove move) {
        RepositoryFacts facts = plan.has(side);
        String tree = facts.checkedOut().getOrDefault(move.ref(), facts.directory());
        ObjectName before = move.before();
        List<String> arguments = List.of(
                tree,
                move.ref(),
                before == null ? "-" : before.hex(),
                String.valueOf(move.after()),
                settings.fastForward() ? "yes" : "no",
                updates(side).snapshot(move.ref()));
        List<String> said = pair.of(side).lines(GitScript.CHECKOUT, arguments, List.of());
        return switch (said.isEmpty() ? "" : said.get(said.size() - 1)) {
            case "filled" -> Result.FILLED;
            case "adopted" -> Result.ADOPTED;
            case "forwarded" -> Result.FORWARDED;
            default -> Result.KEPT_ASIDE;
        };
    }

    /** Refs that followed, by full name. */
    static Set<String> arrived(RepositoryReport report) {
        Set<String> arrived = new HashSet<>();
        report.outcomes().stream()
                .filter(RefOutcome::arrived)
                .filter(it -> it.move().how() == How.REF || it.move().how() == How.CHECKED_OUT)
                .forEach(it -> arrived.add(it.move().ref()));
        return arrived;
    }
}
