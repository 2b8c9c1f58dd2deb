package cc.chitty.sync.gpusync.reconcile;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Reason;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Files that are only ever appended to, such as transcripts: where both sides changed one and one version begins with the other,
 * the longer is the newer, and nothing of the shorter is lost.
 *
 * <p>It takes two steps, as contents are not here: {@link #questions} tells which beginnings are to be digested, and
 * {@link #settled} takes the answers. Sizes must be those of the canonical form ({@link Seen#size}).
 */
public final class AppendOnly {

    private AppendOnly() {}

    /**
     * What has to be known.
     *
     * @param longer the side to read
     * @param length how many bytes of the canonical form, from its beginning
     */
    public record Question(TreePath path, Side longer, long length) {}

    /** What has to be known to settle conflicts. None for a conflict that is not between two files of different sizes. */
    public static List<Question> questions(List<Decision> decisions) {
        return decisions.stream().flatMap(d -> question(d).stream()).toList();
    }

    private static Optional<Question> question(Decision decision) {
        Sides sides = decision.sides();
        long ours = sides.ours().size();
        long theirs = sides.theirs().size();
        if (decision.verdict() != Verdict.CONFLICT || !areReadFiles(sides) || ours == theirs) {
            return Optional.empty();
        }
        Side longer = ours > theirs ? Side.OURS : Side.THEIRS;
        return Optional.of(new Question(decision.path(), longer, Math.min(ours, theirs)));
    }

    private static boolean areReadFiles(Sides sides) {
        Content ours = sides.ours().content();
        Content theirs = sides.theirs().content();
        return ours != null && theirs != null && ours.digest() != null && theirs.digest() != null;
    }

    /**
     * The decisions after the answers.
     *
     * @param answers digests of the beginnings that were asked for; one that could not be had is left out
     * @param rules as they were given for the decisions
     */
    public static List<Decision> settled(List<Decision> decisions, Map<TreePath, Digest> answers, Rules rules) {
        return decisions.stream().map(d -> settled(d, answers, rules)).toList();
    }

    private static Decision settled(Decision decision, Map<TreePath, Digest> answers, Rules rules) {
        return question(decision)
                .filter(question -> begins(decision, question, answers))
                .filter(question -> rules.allowChange(question.longer().other()))
                .map(question -> Decision.follow(
                        decision.path(),
                        question.longer().other(),
                        Reason.LONGER_BEGINS_WITH_SHORTER,
                        decision.sides()))
                .orElse(decision);
    }

    private static boolean begins(Decision decision, Question question, Map<TreePath, Digest> answers) {
        Content shorter = decision.sides().of(question.longer().other()).content();
        Digest beginning = answers.get(question.path());
        return beginning != null
                && Objects.equals(beginning, Objects.requireNonNull(shorter).digest());
    }
}
