package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs programs of the system and of agents; what is as wanted already is done. */
final class SystemCommands {

    private static final Pattern IS_THERE =
            Pattern.compile("(?i)already (exists|loaded|bootstrapped|in progress)|service already|: file exists");
    private static final Pattern IS_GONE =
            Pattern.compile("(?i)no such process|could not find (the )?(specified )?service|not loaded|does not exist"
                    + "|no (\\S+ )?mcp server|not found");

    private final List<Problem> problems = new ArrayList<>();

    /** What was not done. */
    List<Problem> problems() {
        return problems;
    }

    void undo(List<String> command) {
        if (!command.isEmpty()) {
            tell(command, said(command, IS_GONE));
        }
    }

    /**
     * Runs what a step has.
     *
     * @param begun whether the system may know of an earlier form of it
     * @return whether it is done
     */
    boolean run(Step step, boolean begun) {
        if (begun && step.afresh()) {
            undo(step.undoing());
        }
        String said = said(step.command(), IS_THERE);
        // launchd says no more than "Input/output error" where something of that name is loaded
        boolean mayBeThere = !said.isEmpty() && step.afresh() && !begun;
        if (mayBeThere && said(step.undoing(), IS_GONE).isEmpty()) {
            said = said(step.command(), IS_THERE);
        }
        tell(step.command(), said);
        return said.isEmpty();
    }

    private void tell(List<String> command, String said) {
        if (!said.isEmpty()) {
            problems.add(new Problem(String.join(" ", command), said));
        }
    }

    /** Why it was not done; empty where it is. */
    private static String said(List<String> command, Pattern as) {
        if (!Programs.has(command.get(0))) {
            return "the program is not there; run it where it is";
        }
        Programs.Result result = Programs.run(command, new byte[0]);
        boolean done = result.code() == 0 || as.matcher(result.said()).find();
        return done ? "" : result.said().isEmpty() ? "it ended with " + result.code() : result.said();
    }
}
