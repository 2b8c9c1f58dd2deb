package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Git on both sides. */
public record GitPair(GitSide ours, GitSide theirs) {

    GitSide of(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    /** The names of refs, of either side, that are one where a side ignores case. */
    RefNames names(Collection<String> refs) {
        return ours.caseMatters() && theirs.caseMatters()
                ? RefNames.DISTINCT
                : RefNames.of(refs.stream().filter(RepositoryPlanner::isSynced).toList());
    }

    /** What a ref of the other side is called here: {@code refs/chittysync/<the other's device>/heads/main}. */
    String aside(Side here, String ref) {
        return ownedBy(here.other()) + ref.substring("refs/".length());
    }

    /** Under which name a repository of a side counts. */
    String key(Side side, String root, TreePath path) {
        return BaseRefs.key(of(side.other()).device(), root, path);
    }

    /** What the refs begin with that hold on the other side what is a side's own. */
    String ownedBy(Side side) {
        return "refs/chittysync/" + of(side).device() + "/";
    }

    /** An answer of each side. */
    record Answers<T>(T ours, T theirs) {

        T of(Side side) {
            return side == Side.OURS ? ours : theirs;
        }
    }

    /** Asks both sides at once. */
    <T> Answers<T> both(Function<Side, T> asked) {
        CompletableFuture<T> other = CompletableFuture.supplyAsync(() -> asked.apply(Side.OURS));
        T theirs = asked.apply(Side.THEIRS);
        try {
            return new Answers<>(other.join(), theirs);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** One command a side, however many questions there are. */
    Map<Question, Question.Answer> answers(Collection<Question> questions) {
        Map<Question, Question.Answer> answers = new HashMap<>();
        Answers<Map<Question, Question.Answer>> asked = both(side -> ask(side, questions));
        answers.putAll(asked.ours());
        answers.putAll(asked.theirs());
        return answers;
    }

    private Map<Question, Question.Answer> ask(Side side, Collection<Question> questions) {
        List<Question> here =
                questions.stream().filter(it -> it.side() == side).distinct().toList();
        Map<Question, Question.Answer> answers = new HashMap<>();
        if (!here.isEmpty()) {
            List<String> input = here.stream().map(Question::line).toList();
            List<String> lines = of(side).lines(GitScript.RELATE, List.of(), input);
            if (lines.size() != here.size()) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "ask git how commits follow each other",
                        "it gave " + lines.size() + " answers to " + here.size() + " questions",
                        "Run 'git rev-list -1 --timestamp HEAD' in a repository, and see why it says more than one line.");
            }
            for (int i = 0; i < here.size(); i++) {
                answers.put(here.get(i), Question.Answer.parse(lines.get(i)));
            }
        }
        return answers;
    }
}
