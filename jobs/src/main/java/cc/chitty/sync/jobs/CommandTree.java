package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.Walk;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Resumed;
import cc.chitty.sync.jobs.command.Reversible;
import cc.chitty.sync.jobs.command.StayingCommand;
import cc.chitty.sync.jobs.conflicts.ConflictsCommand;
import cc.chitty.sync.jobs.doctor.DoctorCommand;
import cc.chitty.sync.jobs.drivesync.DriveSyncCommand;
import cc.chitty.sync.jobs.gitpush.GitPushCommand;
import cc.chitty.sync.jobs.gpusync.GpuSyncCommand;
import cc.chitty.sync.jobs.install.InstallCommand;
import cc.chitty.sync.jobs.install.UninstallCommand;
import cc.chitty.sync.jobs.mcp.McpCommand;
import cc.chitty.sync.jobs.mcp.SayCommand;
import cc.chitty.sync.jobs.runs.ConsolidateCommand;
import cc.chitty.sync.jobs.runs.HistoryCommand;
import cc.chitty.sync.jobs.runs.PruneCommand;
import cc.chitty.sync.jobs.runs.RestartCommand;
import cc.chitty.sync.jobs.runs.ShowCommand;
import cc.chitty.sync.jobs.runs.StatusCommand;
import cc.chitty.sync.jobs.runs.StopCommand;
import cc.chitty.sync.jobs.snapshots.RollbackCommand;
import cc.chitty.sync.jobs.snapshots.SnapshotsCommand;
import cc.chitty.sync.jobs.todos.LifecycleCommand;
import cc.chitty.sync.jobs.todos.ProjectsCommand;
import cc.chitty.sync.jobs.todos.SessionsCommand;
import cc.chitty.sync.jobs.todos.TodosCommand;
import cc.chitty.sync.jobs.watch.WatchCommand;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands as one tree for picocli, with our exit codes and our way of telling errors. */
final class CommandTree {

    /** In the order in which the help lists them. */
    static final List<String> COMMANDS = List.of(
            "consolidate",
            "git-push",
            "drive-sync",
            "gpu-sync",
            "watch",
            "mcp",
            "say",
            "status",
            "todos",
            "lifecycle",
            "projects",
            "sessions",
            "conflicts",
            "snapshots",
            "rollback",
            "history",
            "show",
            "restart",
            "stop",
            "prune",
            "doctor",
            "completion",
            "install",
            "uninstall");

    /** These look at the commands beside them. */
    private static final Set<String> SEEING_OTHERS = Set.of("install");

    /** How the command line's library names a parameter, and a number that is none. */
    private static final Pattern PARAMETER = Pattern.compile("for positional parameter at index \\S+ \\((.*?)\\):");

    private static final Pattern NUMBER = Pattern.compile("is not an? (int|long)$");

    private CommandTree() {}

    /** With the one command that was typed, else with all: picocli takes 100 ms in a new process to look at all of them. */
    static CommandLine of(Invocation invocation) {
        return of(invocation, commands(invocation.request().arguments()));
    }

    private static CommandLine ofAll(Invocation invocation) {
        return of(invocation, COMMANDS);
    }

    private static CommandLine of(Invocation invocation, List<String> commands) {
        CommandLine tree = new CommandLine(new RootCommand(invocation));
        commands.forEach(name -> tree.addSubcommand(name, subcommand(name, invocation)));
        tree.setOut(new PrintWriter(invocation.out(), true, StandardCharsets.UTF_8));
        tree.setErr(new PrintWriter(invocation.err(), true, StandardCharsets.UTF_8));
        tree.setColorScheme(CommandLine.Help.defaultColorScheme(invocation.colours() ? Ansi.ON : Ansi.OFF));
        tree.setCaseInsensitiveEnumValuesAllowed(true);
        tree.setUsageHelpWidth(Math.max(60, Math.min(120, invocation.terminal().columns())));
        tree.setParameterExceptionHandler((wrong, arguments) -> usage(wrong));
        tree.setExecutionExceptionHandler((thrown, command, parsed) -> failed(invocation, thrown));
        return tree;
    }

    private static List<String> commands(List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        boolean alone = COMMANDS.contains(first) && !SEEING_OTHERS.contains(first);
        return alone ? List.of(first) : COMMANDS;
    }

    private static Object subcommand(String name, Invocation invocation) {
        return switch (name) {
            case "consolidate" -> new ConsolidateCommand(invocation, CommandTree::walk);
            case "git-push" -> GitPushCommand.tree(invocation);
            case "drive-sync" -> DriveSyncCommand.tree(invocation);
            case "gpu-sync" -> GpuSyncCommand.tree(invocation, Jobs::asOwnerOrGuest, new GpuSyncSurroundings());
            case "watch" -> new WatchCommand(invocation, CommandTree::execute, COMMANDS);
            case "mcp" -> new McpCommand(invocation, Jobs::asOwnerOrGuest, Settings::consolidate, Version.text());
            case "say" -> new SayCommand(invocation);
            case "status" -> new StatusCommand(invocation, Surrounding::of);
            case "todos" -> TodosCommand.tree(invocation);
            case "lifecycle" -> new LifecycleCommand(invocation);
            case "projects" -> new ProjectsCommand(invocation);
            case "sessions" -> new SessionsCommand(invocation);
            case "conflicts" -> ConflictsCommand.tree(invocation);
            case "snapshots" -> new SnapshotsCommand(invocation);
            case "rollback" -> new RollbackCommand(invocation, reversible());
            case "history" -> new HistoryCommand(invocation);
            case "show" -> new ShowCommand(invocation);
            case "restart" -> new RestartCommand(invocation, resumed());
            case "stop" -> new StopCommand(invocation);
            case "prune" -> new PruneCommand(invocation);
            case "doctor" -> new DoctorCommand(invocation, Surrounding::of, Settings::digest);
            case "completion" -> new CompletionCommand(invocation, CommandTree::ofAll);
            case "install" -> new InstallCommand(invocation);
            case "uninstall" -> new UninstallCommand(invocation);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Walk walk(Invocation invocation) {
        return Walk.begin(
                Settings.consolidate(invocation.state().get().root()), Surrounding.of(invocation.environment()));
    }

    private static List<Reversible> reversible() {
        return List.of(GitPushCommand.REVERSIBLE, DriveSyncCommand.REVERSIBLE, GpuSyncCommand.REVERSIBLE);
    }

    private static List<Resumed> resumed() {
        List<Resumed> all = new ArrayList<>(List.of(
                ConsolidateCommand.resumed(CommandTree::walk), GitPushCommand.RESUMED, DriveSyncCommand.RESUMED));
        all.addAll(GpuSyncCommand.RESUMED);
        return all;
    }

    static int execute(Invocation invocation) {
        try {
            return of(invocation).execute(invocation.request().arguments().toArray(String[]::new));
        } finally {
            invocation.out().flush();
            invocation.err().flush();
        }
    }

    private static int usage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("chittysync: " + message(wrong));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .findFirst()
                    .ifPresent(nearest -> err.println("Did you mean '" + lastWord(nearest) + "'?"));
        }
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String argument = unmatched.getUnmatched().get(0);
            boolean couldBeCommand = !wrong.getCommandLine().getSubcommands().isEmpty();
            return "'" + argument + "' is " + (couldBeCommand ? "no command" : "one argument too many");
        }
        String message = NUMBER.matcher(
                        PARAMETER.matcher(String.valueOf(wrong.getMessage())).replaceFirst("for $1:"))
                .replaceFirst("is not a whole number");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** Commands are suggested with those above them. */
    private static String lastWord(String suggestion) {
        return suggestion.substring(suggestion.lastIndexOf(' ') + 1);
    }

    private static int failed(Invocation invocation, Exception thrown) {
        if (thrown instanceof Failure failure) {
            return told(failure, invocation);
        }
        Optional<Failure> wrong =
                Settings.wrong(thrown, invocation.state().get().root());
        if (wrong.isPresent()) {
            return told(wrong.get(), invocation);
        }
        Complaint.of(thrown).print(invocation);
        return ExitCode.FAILED.code();
    }

    private static int told(Failure failure, Invocation invocation) {
        Complaint.of(failure).print(invocation);
        return failure.exitCode().code();
    }

    /** The object of the command that was parsed. */
    static Object command(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.commandSpec().userObject();
    }

    /** Whether a command as it was typed is right, runs in the owner's process, and needs nothing of the process it was typed in. */
    static boolean canBeServed(Request request) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Invocation invocation = Invocation.of(
                request,
                nowhere,
                nowhere,
                new Interruption(),
                () -> {
                    throw onlyLookedAt();
                },
                () -> {
                    throw onlyLookedAt();
                });
        try {
            ParseResult parsed = of(invocation).parseArgs(request.arguments().toArray(String[]::new));
            return command(parsed) instanceof OwnerCommand command
                    && !(command instanceof StayingCommand)
                    && !asksForHelp(parsed)
                    && !request.arguments().contains(Sample.OPTION);
        } catch (ParameterException e) {
            return false;
        }
    }

    private static IllegalStateException onlyLookedAt() {
        return new IllegalStateException("a command that is only looked at asks for nothing");
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
