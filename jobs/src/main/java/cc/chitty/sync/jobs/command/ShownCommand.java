package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: their way of printing, and what their help ends with. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nParameters:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:usage or settings",
            "3:done, with problems or conflicts left",
            "10:not set up",
            "11:another run holds the lock",
            "12:a guard refused",
            "130:interrupted; the next start resumes"
        },
        footerHeading = "%nExamples:%n")
public abstract class ShownCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object; see docs/commands-json.md.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors and problems.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    private final Invocation invocation;

    protected ShownCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public final Integer call() {
        return run().code();
    }

    protected abstract ExitCode run();

    protected final Printing printing() {
        return new Printing(invocation, json, quiet);
    }

    protected final Invocation invocation() {
        return invocation;
    }

    protected final StateDirectory state() {
        return invocation.state().get();
    }

    protected final Instant now() {
        return invocation.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A wrong command line that only running showed to be wrong. */
    protected final ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
