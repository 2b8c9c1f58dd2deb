package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code consolidate}. */
@Command(
        name = "consolidate",
        mixinStandardHelpOptions = true,
        description = "Reads the todo lists of all coding agents on this machine into todos.json.")
final class ConsolidateCommand implements Callable<Integer>, OwnerCommand {

    @Option(names = "--full", description = "Read every file from its beginning and make the views anew.")
    private boolean full;

    @Option(names = "--dry-run", description = "Change nothing; only tell what would be done.")
    private boolean dryRun;

    @Option(names = "--fresh", description = "Begin a new run even if the last one could be resumed.")
    private boolean fresh;

    @Option(
            names = Sample.OPTION,
            description = "Where no agent has left a session file, use a bundled sample in a temporary directory.")
    @SuppressWarnings("UnusedVariable") // Sample looks for it before the command runs
    private boolean sampleIfNone;

    private final Invocation invocation;

    ConsolidateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        OwnerApplication owner = invocation.owner().get();
        Trigger trigger = Trigger.of(invocation.environment().getOrDefault("CHITTYSYNC_TRIGGER", ""));
        Ended ended = owner.get(Consolidate.class)
                .run(new Consolidate.Asked(
                        new ConsolidateOptions(full, dryRun),
                        fresh,
                        trigger,
                        invocation.interruption(),
                        invocation.progress()));
        invocation.out().println(ended.report().counts());
        ended.report().problems().forEach(invocation.err()::println);
        if (ended.failure() != null) {
            Complaint.of(ended.failure()).print(invocation);
        }
        return ended.exitCode().code();
    }
}
