package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveDoctor;
import cc.chitty.sync.jobs.command.Findings;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drive-sync doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks at rclone, its configuration and each remote, and says what to do where something is not right.",
            "Lists each remote as a whole. Exit 3 if something does not work."
        },
        footer = {"  chittysync drive-sync doctor", "  chittysync drive-sync doctor notes --json"})
final class DriveDoctorCommand extends ShownCommand implements OwnerCommand {

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these remotes.")
    private List<String> names = List.of();

    DriveDoctorCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        DriveDoctor doctor = invocation().owner().get().get(DriveDoctor.class);
        return new Findings(doctor.findings(names, invocation().interruption())).print(printing());
    }
}
