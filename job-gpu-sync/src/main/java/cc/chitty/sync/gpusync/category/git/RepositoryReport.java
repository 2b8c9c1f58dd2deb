package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one repository's plan.
 *
 * @param objects how many were brought, both ways
 * @param trouble why it was not finished; empty where it was
 */
public record RepositoryReport(RepositoryPlan plan, List<RefOutcome> outcomes, long objects, String trouble) {

    public RepositoryReport {
        outcomes = List.copyOf(outcomes);
    }

    /** Nothing was tried. */
    static RepositoryReport left(RepositoryPlan plan) {
        return new RepositoryReport(plan, List.of(), 0, "");
    }

    /** It is not known what was done; an interruption is none of the repository's, and is thrown on. */
    static RepositoryReport failed(RepositoryPlan plan, Failure e) {
        return new RepositoryReport(plan, List.of(), 0, trouble(e));
    }

    /** Nothing of it was done; an interruption is thrown on. */
    static RepositoryReport refused(RepositoryPlan plan, Failure e) {
        List<RefOutcome> outcomes = plan.moves().stream()
                .map(move -> RefOutcome.of(move, RefOutcome.Result.REFUSED))
                .toList();
        return new RepositoryReport(plan, outcomes, 0, trouble(e));
    }

    private static String trouble(Failure e) {
        if (e.category() == FailureCategory.INTERRUPTED) {
            throw e;
        }
        return String.valueOf(e.getMessage());
    }

    /** As a person looks it up. */
    public String name() {
        return plan.path().isRoot() ? plan.root() : plan.root() + "/" + plan.path();
    }

    /** Refs that are kept side by side until a person decides, in words. */
    public List<String> conflicts() {
        return plan.conflicts().stream()
                .map(it -> it.seen().ref() + ": " + it.reason().sentence())
                .toList();
    }

    /** The branches that wait. */
    Stream<RefOutcome> keptAside() {
        return outcomes.stream().filter(it -> it.result() == RefOutcome.Result.KEPT_ASIDE);
    }

    /** Whether it is of a repository that one side did not have. */
    boolean isMade() {
        return plan.made() != null;
    }

    /** Whether its files, or a branch that is checked out, are still to be looked after. */
    boolean isUnsettled() {
        boolean files = isMade() || RepositoryPlan.unfinished(plan.ours()) || RepositoryPlan.unfinished(plan.theirs());
        return trouble.isEmpty()
                && plan.left() == null
                && (files || keptAside().findAny().isPresent());
    }

    /** What waits for the person's own working tree, in words. */
    public List<String> waiting() {
        Stream<String> branches = keptAside()
                .map(it -> it.move().ref() + ": it is checked out; what came is kept beside it"
                        + (it.words().isEmpty() ? "" : "; " + it.words()));
        Stream<String> files = outcomes.stream()
                .filter(it ->
                        it.result() == RefOutcome.Result.ADOPTED && !it.words().isEmpty())
                .map(it -> "git tracks what is not synced as a file, and shows it as deleted "
                        + (it.move().side() == Side.OURS ? "here: " : "on the peer: ") + it.words());
        return Stream.of(branches, plan.staying().stream(), files)
                .flatMap(it -> it)
                .toList();
    }

    /** What could not be done, in words. */
    public List<String> troubles() {
        Stream<String> whole = Stream.of(trouble, plan.left() == null ? "" : plan.left());
        Stream<String> refs = outcomes.stream()
                .filter(it ->
                        it.result() == RefOutcome.Result.REFUSED && !it.words().isEmpty())
                .map(it -> it.move().ref() + ": " + it.words());
        return Stream.concat(whole.filter(it -> !it.isEmpty()), refs).toList();
    }

    /**
     * Branches, tags and notes that went because the other side had deleted them, in words.
     *
     * @param run that keeps what they had
     */
    public List<String> deleted(String run) {
        return outcomes.stream()
                .filter(it -> it.arrived()
                        && it.move().how() == RefMove.How.REF
                        && it.move().after() == null)
                .map(it -> name() + ": " + it.move().ref() + " was deleted on "
                        + RepositoryPlan.word(it.move().side()) + ", too; "
                        + RepositoryPlan.brief(it.move().before())
                        + " is kept as " + RefUpdates.snapshot(run, it.move().ref()))
                .toList();
    }

    /** Whether a ref or a file of a side was changed. What is kept beside a branch is a ref of its own. */
    public boolean changed() {
        return outcomes.stream().anyMatch(RefOutcome::arrived);
    }
}
