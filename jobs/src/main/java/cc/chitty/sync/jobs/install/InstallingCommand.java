package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.FileLock;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** What {@code install} and {@code uninstall} have in common: a plan is shown or carried out. */
abstract class InstallingCommand extends ShownCommand {

    @Option(names = "--dry-run", description = "Change nothing; show what would be changed.")
    private boolean dryRun;

    InstallingCommand(Invocation invocation) {
        super(invocation);
    }

    /** Makes the plan; changes nothing. */
    protected abstract Plan plan(Installation installation, StateDirectory state);

    /** What a person should know beside the plan, a sentence each; looked for before anything is changed. */
    protected List<String> remarks(StateDirectory state) {
        return List.of();
    }

    /** Whether something will be there afterwards, so that the state directory is made where it is missing. */
    protected abstract boolean leavesSomething();

    @Override
    protected final ExitCode run() {
        boolean makes = leavesSomething() && !dryRun;
        StateDirectory state =
                makes ? state() : StateDirectory.find(invocation().environment(), home());
        Installation installation = new Installation(state);
        boolean locks = makes || (!dryRun && Files.isDirectory(state.installation()));
        Optional<FileLock> lock = locks ? Optional.of(installation.lock()) : Optional.empty();
        try {
            return run(installation, state);
        } finally {
            lock.ifPresent(FileLock::close);
        }
    }

    private ExitCode run(Installation installation, StateDirectory state) {
        Plan plan = plan(installation, state);
        List<String> remarks = new ArrayList<>(plan.remarks());
        remarks.addAll(remarks(state));
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

    /** Where things go; the jar is needed only by who installs. */
    protected final Place place(StateDirectory state, Path jar) {
        return new Place(state, home(), jar, settings());
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }

    /** What the variables of this command's environment set; those of the terminal set nothing. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(invocation().environment());
        settings.keySet().removeAll(Set.of("NO_COLOR", "COLUMNS", "CHITTYSYNC_TRIGGER"));
        return settings;
    }
}
