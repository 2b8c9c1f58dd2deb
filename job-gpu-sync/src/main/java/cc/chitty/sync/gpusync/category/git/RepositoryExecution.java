package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.category.git.RefOutcome.Result;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Carries out the plan of a repository that both sides have. */
final class RepositoryExecution {

    /** So many files are named at most. */
    private static final int TOLD = 5;

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
        try {
            for (Side side : Side.values()) {
                bring(side);
            }
        } catch (Failure e) {
            return RepositoryReport.refused(plan, e);
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
     * @param filter what of the root is synced
     */
    RepositoryReport settle(RepositoryReport before, RootFilter filter) {
        for (Side side : Side.values()) {
            new Finishing(pair, plan, filter).on(side).ifPresent(outcomes::add);
        }
        List<RefMove> arrived = new ArrayList<>();
        for (RefOutcome outcome : before.outcomes()) {
            RefMove move = outcome.move();
            RefOutcome now = outcome.result() == Result.KEPT_ASIDE ? moved(move.side(), move) : outcome;
            outcomes.add(now);
            if (now.result() != outcome.result()) {
                arrived.add(move);
            }
        }
        arrived.forEach(this::letGo);
        return new RepositoryReport(plan, outcomes, before.objects(), before.trouble());
    }

    /** Of what was kept beside a branch that has moved by now; what a rollback brings back is what was there before the run. */
    private void letGo(RefMove move) {
        String aside = pair.aside(move.side(), move.ref());
        RefMove gone = new RefMove(move.side(), aside, move.after(), null, How.ASIDE, "the branch moved");
        ObjectName first = plan.has(move.side()).refs().get(aside);
        updates(move.side())
                .apply(List.of(gone))
                .forEach(it -> outcomes.add(RefOutcome.of(
                        new RefMove(gone.side(), aside, first, null, gone.how(), gone.why()), it.result())));
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
                checkOut(move, plain);
            } else {
                plain.add(move);
            }
        }
        outcomes.addAll(updates(side).apply(plain));
    }

    /** A branch that is checked out waits until its files have come; meanwhile what came is kept beside it. */
    private void checkOut(RefMove move, List<RefMove> plain) {
        outcomes.add(RefOutcome.of(move, Result.KEPT_ASIDE));
        beside(pair, plan, move).ifPresent(plain::add);
    }

    /** What is kept beside branches that are checked out, until these move. */
    static List<RefMove> beside(GitPair pair, RepositoryPlan plan) {
        return plan.moves().stream()
                .filter(move -> move.how() == How.CHECKED_OUT)
                .flatMap(move -> beside(pair, plan, move).stream())
                .toList();
    }

    private static Optional<RefMove> beside(GitPair pair, RepositoryPlan plan, RefMove move) {
        String aside = pair.aside(move.side(), move.ref());
        ObjectName kept = plan.has(move.side()).refs().get(aside);
        return Objects.equals(kept, move.after())
                ? Optional.empty()
                : Optional.of(move.aside(aside, kept, "the branch is checked out"));
    }

    private RefOutcome moved(Side side, RefMove move) {
        RepositoryFacts facts = plan.has(side);
        String tree = facts.checkedOut().getOrDefault(move.ref(), facts.directory());
        ObjectName before = move.before();
        List<String> arguments = List.of(
                tree,
                move.ref(),
                before == null ? "-" : before.hex(),
                String.valueOf(move.after()),
                settings.fastForward() ? "yes" : "no",
                updates(side).snapshot(move.ref()),
                facts.directory());
        List<String> said = pair.of(side).lines(GitScript.CHECKOUT, arguments, List.of());
        return switch (said.isEmpty() ? "" : said.get(said.size() - 1)) {
            case "filled" -> RefOutcome.of(move, Result.FILLED);
            case "adopted" -> RefOutcome.of(move, Result.ADOPTED);
            case "forwarded" -> RefOutcome.of(move, Result.FORWARDED);
            default ->
                new RefOutcome(
                        move,
                        Result.KEPT_ASIDE,
                        said.contains("elsewhere") ? elsewhere(tree) : advice(pair.aside(side, move.ref()), said));
        };
    }

    private static String elsewhere(String tree) {
        return "git takes it for that of a linked working tree at " + ExactText.shown(tree)
                + ", which is not there or belongs to another repository; git worktree prune or repair mends that";
    }

    /** What a person can do about files that no run brings. */
    private static String advice(String aside, List<String> said) {
        List<String> files = said.stream()
                .filter(it -> it.startsWith(IgnoredFile.WORD))
                .map(it -> it.substring(IgnoredFile.WORD.length()))
                .toList();
        if (files.isEmpty()) {
            return "";
        }
        String more = files.size() > TOLD ? " and " + (files.size() - TOLD) + " more" : "";
        return String.join(", ", files.subList(0, Math.min(TOLD, files.size()))) + more
                + ": git tracks what an ignore rule matches, and no other category brings that; take it with git restore --source="
                + aside;
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
