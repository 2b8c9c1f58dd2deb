package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a command that ran a job answers: what every job's run has in common.
 *
 * @param problems those of opening the repository, then the run's
 */
public record RunAnswer(Ended ended, List<Problem> problems) {

    public RunAnswer {
        problems = List.copyOf(problems);
    }

    public static RunAnswer of(Printing printing, Owner owner, Ended ended) {
        List<Problem> problems = new ArrayList<>(printing.openingProblems(owner));
        problems.addAll(ended.report().problems());
        return new RunAnswer(ended, problems);
    }

    /** With problems of what was done around the run; each once. */
    public RunAnswer with(List<Problem> others) {
        Set<Problem> all = new LinkedHashSet<>(problems);
        all.addAll(others);
        return new RunAnswer(ended, List.copyOf(all));
    }

    /** Prints the answer, then the problems and the failure, if there are any. */
    public ExitCode tell(Printing printing, Supplier<List<String>> lines, Consumer<Json> json) {
        printing.print(lines, json);
        printing.problems(problems, "`chittysync show " + ended.run() + "`");
        Failure failure = ended.failure();
        if (failure != null) {
            Complaint.of(failure).print(printing.invocation());
        }
        return code();
    }

    /** The properties with which the JSON of every run begins. */
    public Json begin(Json json, boolean dryRun) {
        return json.number("run", ended.run())
                .text("status", ended.status().name().toLowerCase(Locale.ROOT))
                .number("exit_code", code().code())
                .flag("dry_run", dryRun)
                .flag("resumed", ended.resumed());
    }

    /** The property with which it ends where the run failed. */
    public void end(Json json) {
        Failure failure = ended.failure();
        if (failure != null) {
            json.object(
                    "failure",
                    object -> object.text("what", failure.getMessage()).text("remedy", failure.remedy()));
        }
    }

    /** Of the run; problems of opening the repository count, too. */
    public ExitCode code() {
        ExitCode code = ended.exitCode();
        return code == ExitCode.DONE && !problems.isEmpty() ? ExitCode.PROBLEMS_LEFT : code;
    }
}
