package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import picocli.CommandLine.Option;

/** What {@code install} and {@code uninstall} have in common: a plan is shown or carried out. */
abstract class InstallingCommand extends ShownCommand {

    @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
    private boolean dryRun;

    InstallingCommand(Invocation invocation) {
        super(invocation);
    }

    protected abstract Plan plan(Installation installation);

    /** What a person should know beside the plan, a sentence each; looked for before anything is changed. */
    protected List<String> remarks() {
        return List.of();
    }

    @Override
    protected final ExitCode run() {
        Installation installation = new Installation(state());
        Plan plan = plan(installation);
        List<String> remarks = remarks();
        List<Problem> problems = dryRun || plan.changesNothing() ? List.of() : installation.carryOut(plan);
        printing()
                .print(
                        () -> plan.changesNothing() ? List.of("Nothing to change.") : lines(plan),
                        json -> json.flag("dry_run", dryRun)
                                .texts("changed", plan.touched())
                                .text("diff", dryRun ? plan.diff() : null)
                                .texts("remarks", remarks)
                                .problems(problems));
        if (printing().isForPeople()) {
            remarks.forEach(remark -> printing().note(Plain.of(remark)));
        }
        printing().problems(problems, "see each of these commands");
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private List<String> lines(Plan plan) {
        return dryRun
                ? plan.diff().lines().toList()
                : plan.touched().stream().map(name -> "changed " + name).toList();
    }
}
