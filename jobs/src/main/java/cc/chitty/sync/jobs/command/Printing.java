package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Prints what a command has to say.
 *
 * @param json one JSON object instead of lines for people
 * @param quiet nothing but errors and problems
 */
public record Printing(Invocation invocation, boolean json, boolean quiet) {

    /** More problems than this are counted. */
    public static final int PROBLEMS_SHOWN = 20;

    public Style style() {
        return Style.of(invocation);
    }

    /** Whether a person is to read the output. */
    public boolean isForPeople() {
        return !json && !quiet;
    }

    /** Prints lines for people, or the JSON object, or nothing. What is not asked for is not even made. */
    public void print(Supplier<? extends Iterable<String>> lines, Consumer<Json> object) {
        if (json) {
            Json.write(invocation.out(), object);
        } else if (!quiet) {
            lines.get().forEach(this::line);
        }
    }

    /** A line on standard output. */
    public void line(String text) {
        invocation.out().print(text + "\n");
    }

    /** A line on standard error, which is not a result. */
    public void note(String text) {
        invocation.err().print(text + "\n");
    }

    /** Names problems, one a line. */
    public void problems(List<Problem> problems, String more) {
        for (Problem problem : problems.subList(0, Math.min(PROBLEMS_SHOWN, problems.size()))) {
            note(Plain.of(problem.where()) + ": " + Plain.of(problem.what()));
        }
        if (problems.size() > PROBLEMS_SHOWN) {
            note("and " + Words.number(problems.size() - PROBLEMS_SHOWN) + " more: " + more);
        }
    }

    /** What opening the repository left to do, once in the owner's life: the first command tells it. A mode of the state directory that was set right is told, and done. */
    public List<Problem> openingProblems(Owner owner) {
        problems(invocation.state().get().repairs(), "");
        return owner.repository().tell();
    }
}
