package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.Walk;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Resumed;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code consolidate}. */
@Command(
        name = "consolidate",
        description = "Reads the todo lists of all coding agents on this machine into todos.json.",
        footer = {
            "  chittysync consolidate              read what changed",
            "  chittysync consolidate --dry-run    only tell what would change",
            "  chittysync consolidate --full -q    read everything again, say nothing but problems"
        })
public final class ConsolidateCommand extends ShownCommand implements OwnerCommand {

    /** Asks for the bundled sample; whoever decides where the command runs has to see to it. */
    public static final String SAMPLE_IF_NONE = "--sample-if-none";

    @Option(names = "--full", description = "Read every file from its beginning and make the views anew.")
    private boolean full;

    @Option(names = "--dry-run", description = "Change nothing; only tell what would be done.")
    private boolean dryRun;

    @Option(names = "--fresh", description = "Begin a new run even if the last one could be resumed.")
    private boolean fresh;

    @Option(
            names = SAMPLE_IF_NONE,
            description = "Where no agent has left a session file, use a bundled sample in a temporary directory.")
    @SuppressWarnings("UnusedVariable") // looked for before the command runs
    private boolean sampleIfNone;

    private final Function<Invocation, Walk> walks;

    /**
     * As it was typed.
     *
     * @param walks how to begin one while the application is started
     */
    public ConsolidateCommand(Invocation invocation, Function<Invocation, Walk> walks) {
        super(invocation);
        this.walks = walks;
    }

    /** How its runs are resumed. */
    public static Resumed resumed(Function<Invocation, Walk> walks) {
        return new Resumed(
                ConsolidateJobConfiguration.NAME,
                printing -> new Consolidation(printing, ConsolidateOptions.USUAL, false, walks).run());
    }

    @Override
    protected ExitCode run() {
        return new Consolidation(printing(), new ConsolidateOptions(full, dryRun), fresh, walks).run();
    }
}
