package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one repository; made before anything is written.
 *
 * @param root the workspace root's label
 * @param path below that root
 * @param ours null: it is not there
 * @param theirs null: it is not there
 * @param made the side on which it is made; null: none
 * @param makeAt the absolute directory where it is made; empty where none is
 * @param before what both sides had agreed on, these very repositories; empty if nothing
 * @param decisions one for each branch, tag and note
 * @param moves in the order in which they are made
 * @param left why nothing is done with it at all; else null
 */
public record RepositoryPlan(
        String root,
        TreePath path,
        @Nullable RepositoryFacts ours,
        @Nullable RepositoryFacts theirs,
        @Nullable Side made,
        String makeAt,
        NavigableMap<String, ObjectName> before,
        List<RefDecision> decisions,
        List<RefMove> moves,
        @Nullable String left) {

    private static final String WITH_ITS_FILES =
            "; it is checked out there and waits unless its files are those of the new commit" + " by then";

    public RepositoryPlan {
        before = Collections.unmodifiableNavigableMap(before);
        decisions = List.copyOf(decisions);
        moves = List.copyOf(moves);
    }

    static RepositoryPlan leave(
            String root,
            TreePath path,
            @Nullable RepositoryFacts ours,
            @Nullable RepositoryFacts theirs,
            String because) {
        return new RepositoryPlan(
                root, path, ours, theirs, null, "", Collections.emptyNavigableMap(), List.of(), List.of(), because);
    }

    @Nullable RepositoryFacts at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    RepositoryFacts has(Side side) {
        return Objects.requireNonNull(at(side), "the plan has a repository on that side");
    }

    Stream<RefMove> movesOf(Side side) {
        return moves.stream().filter(move -> move.side() == side);
    }

    /** Refs on which a person has to decide. */
    List<RefDecision> conflicts() {
        return decisions.stream()
                .filter(decision -> decision.verdict() == Verdict.CONFLICT)
                .toList();
    }

    /** Branches that were deleted on one side and stay on the other, since somebody is on them there, in words. */
    List<String> staying() {
        return decisions.stream()
                .filter(it -> it.verdict() == Verdict.FOLLOW && it.wanted() == null)
                .flatMap(it -> Stream.ofNullable(it.target())
                        .filter(side -> movesOf(side)
                                .noneMatch(move -> move.ref().equals(it.seen().ref())))
                        .map(side -> it.seen().ref() + ": it was deleted on " + word(side.other()) + ", and stays on "
                                + word(side) + ", where "
                                + (has(side).bare() ? "HEAD leads to it" : "it is checked out")))
                .toList();
    }

    /** Whether a side is to be changed. */
    public boolean changes() {
        return made != null || !moves.isEmpty() || unfinished(ours) || unfinished(theirs);
    }

    static boolean unfinished(@Nullable RepositoryFacts facts) {
        return facts != null && facts.unfinished();
    }

    /** All that is to be done, to the last digit. */
    public String exact() {
        return root + " " + path + " " + made + " " + moves;
    }

    /** What is to be done, a line each, as a dry run prints it. */
    public List<String> lines() {
        String name = path.isRoot() ? root : root + "/" + path;
        Stream<String> first = Stream.of(
                        left == null || left.isEmpty() ? "" : name + ": left alone: " + left,
                        made == null ? "" : name + ": made on " + word(made))
                .filter(line -> !line.isEmpty());
        Stream<String> apart = conflicts().stream()
                .map(it -> name + ": " + it.seen().ref() + ": " + it.reason().sentence());
        Stream<String> refs = moves.stream()
                .map(move -> name + ": " + move.ref() + " on " + word(move.side()) + ": " + brief(move.before())
                        + " -> " + brief(move.after()) + ": " + move.why()
                        // whether they will be is known when the other categories are done
                        + (move.how() == RefMove.How.CHECKED_OUT ? WITH_ITS_FILES : ""));
        Stream<String> stay = staying().stream().map(it -> name + ": " + it);
        return Stream.of(first, apart, refs, stay).flatMap(it -> it).toList();
    }

    static String brief(@Nullable ObjectName name) {
        return name == null ? "none" : name.hex().substring(0, 10);
    }

    static String word(Side side) {
        return side == Side.OURS ? "this machine" : "the peer";
    }
}
