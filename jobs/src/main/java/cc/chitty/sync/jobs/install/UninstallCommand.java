package cc.chitty.sync.jobs.install;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.kernel.state.StateDirectory;
import picocli.CommandLine.Command;

/** {@code uninstall}. */
@Command(
        name = "uninstall",
        description = {
            "Takes out what install put in, and puts every file back as it was.",
            "Todos, journal and history stay in the state directory."
        },
        footer = {"  chittysync uninstall --dry-run", "  chittysync uninstall"})
public final class UninstallCommand extends InstallingCommand {

    public UninstallCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected Plan plan(Installation installation, StateDirectory state) {
        return installation.removal(place(state, state.programs().resolve("jobs.jar")));
    }

    @Override
    protected boolean leavesSomething() {
        return false;
    }
}
