package cc.chitty.sync.jobs;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands as one tree for picocli, with our exit codes and our way of telling errors. */
final class CommandTree {

    private CommandTree() {}

    static CommandLine of(Invocation invocation) {
        CommandLine tree = new CommandLine(new RootCommand(invocation));
        tree.addSubcommand(new ConsolidateCommand(invocation));
        tree.addSubcommand(new WatchCommand(invocation));
        tree.setOut(new PrintWriter(invocation.out(), true, StandardCharsets.UTF_8));
        tree.setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8));
        tree.setColorScheme(CommandLine.Help.defaultColorScheme(invocation.colours() ? Ansi.ON : Ansi.OFF));
        tree.setUsageHelpWidth(Math.max(60, Math.min(120, invocation.terminal().columns())));
        tree.setParameterExceptionHandler((wrong, arguments) -> usage(wrong));
        tree.setExecutionExceptionHandler((thrown, command, parsed) -> failed(invocation, thrown));
        return tree;
    }

    private static int usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("chittysync: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private static int failed(Invocation invocation, Exception thrown) {
        if (thrown instanceof Failure failure) {
            Complaint.of(failure).print(invocation);
            return failure.exitCode().code();
        }
        Complaint.of(thrown).print(invocation);
        return ExitCode.FAILED.code();
    }

    /** Whether the command that was parsed has to run in the owner's process. */
    static boolean needsOwner(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.commandSpec().userObject() instanceof OwnerCommand;
    }

    static boolean asksForHelp(ParseResult parsed) {
        for (ParseResult at = parsed; at != null; at = at.subcommand()) {
            if (at.isUsageHelpRequested() || at.isVersionHelpRequested()) {
                return true;
            }
        }
        return false;
    }
}
