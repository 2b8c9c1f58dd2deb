package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.install.Wish.Scheduler;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code install}. */
@Command(
        name = "install",
        description = {
            "Sets this account up so that lists are consolidated without anybody thinking of it.",
            "Without options: hooks for the agents that are there, and the scheduler that suits the system.",
            "Every file is copied before it is changed, and `uninstall` puts it back."
        },
        footer = {"  chittysync install --dry-run", "  chittysync install --hooks --cron"})
public final class InstallCommand extends InstallingCommand {

    @Option(names = "--hooks", description = "Hooks for Claude Code, Codex and Gemini CLI, those that are there.")
    private boolean hooks;

    /** Who starts the regular runs. */
    private static final class Schedulers {
        @Option(names = "--cron", description = "Regular runs by cron.")
        @SuppressWarnings("UnusedVariable") // one of the three is given, and the other two are looked at
        private boolean cron;

        @Option(names = "--systemd", description = "Regular runs by timers of systemd.")
        private boolean systemd;

        @Option(names = "--launchd", description = "Regular runs by launchd.")
        private boolean launchd;
    }

    @ArgGroup
    private @Nullable Schedulers schedulers;

    @Option(
            names = "--watcher",
            description = {
                "Keep the watcher running, too; and that of gpu-sync,",
                "if peers are set in settings.properties."
            })
    private boolean watcher;

    @Option(names = "--mcp", description = "Tell the agents of the MCP server.")
    private boolean mcp;

    @Option(names = "--todo-tools", description = "Have Claude Code give its todo tools to every model.")
    private boolean todoTools;

    @Option(
            names = "--migrate",
            description = "Take out the cron lines, hooks and LaunchAgents of the first ChittySync.")
    private boolean migrate;

    @Spec
    private CommandSpec spec;

    public InstallCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected Plan plan(Installation installation, StateDirectory state) {
        return installation.plan(place(state, jar()), wish(state));
    }

    @Override
    protected boolean leavesSomething() {
        return true;
    }

    /** The first system's entries: offered, not taken. */
    @Override
    protected List<String> remarks(StateDirectory state) {
        Place place = place(state, jar());
        List<Path> settings = List.of(
                place.claude().resolve("settings.json"),
                place.codex().resolve("hooks.json"),
                place.gemini().resolve("settings.json"));
        try {
            byte[] crontab = Programs.has("crontab") ? new CrontabTarget().read() : null;
            return new Ours(place)
                    .first().found(crontab, settings).stream()
                            .filter(found -> !(migrate && found.migrated()))
                            .map(found -> "of the first ChittySync: " + found.what()
                                    + (found.migrated() ? "; install with --migrate takes it out" : ""))
                            .toList();
        } catch (IOException e) {
            throw StorageFailure.of("look for the first ChittySync in", place.home(), e);
        }
    }

    private Wish wish(StateDirectory state) {
        boolean nothing = !hooks && schedulers == null && !watcher && !mcp && !todoTools;
        Set<String> commands = spec.parent().subcommands().keySet();
        require(commands, watcher, "watch");
        require(commands, mcp, "mcp");
        return new Wish(
                hooks || nothing, scheduler(nothing), watchers(commands, state), mcp, todoTools, migrate, commands);
    }

    private Set<Watcher> watchers(Set<String> commands, StateDirectory state) {
        if (!watcher) {
            return Set.of();
        }
        return commands.contains("gpu-sync") && SetPeers.of(state).all() > 0
                ? EnumSet.allOf(Watcher.class)
                : EnumSet.of(Watcher.LISTS);
    }

    private Scheduler scheduler(boolean nothing) {
        Schedulers set = schedulers;
        if (set == null) {
            return nothing || watcher ? Scheduler.usual() : Scheduler.NONE;
        }
        return set.launchd ? Scheduler.LAUNCHD : set.systemd ? Scheduler.SYSTEMD : Scheduler.CRON;
    }

    private static void require(Set<String> commands, boolean wanted, String command) {
        if (wanted && !commands.contains(command)) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "install '" + command + "'",
                    "this version has no such command",
                    "Leave the option out, or install a later version.");
        }
    }

    /** The launcher names it; else Java was started with it. */
    private static Path jar() {
        Path jar = Path.of(System.getProperty("jobs.jar", System.getProperty("java.class.path")))
                .toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "install",
                    "this does not run from a jar",
                    "Run it with 'java -jar jobs.jar install'.");
        }
        return jar;
    }
}
