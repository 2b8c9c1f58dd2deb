package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveDoctor;
import cc.chitty.sync.drivesync.DriveFinding;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        List<DriveFinding> findings = invocation()
                .owner()
                .get()
                .get(DriveDoctor.class)
                .findings(names, invocation().interruption());
        boolean well = findings.stream().noneMatch(it -> it.level() == DriveFinding.Level.WRONG);
        printing()
                .print(
                        () -> lines(findings),
                        json -> json.flag("well", well)
                                .list(
                                        "findings",
                                        findings,
                                        it -> json.text("check", it.check())
                                                .text("level", it.level().name().toLowerCase(Locale.ROOT))
                                                .text("what", it.what())
                                                .text("remedy", it.remedy())));
        return well ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private List<String> lines(List<DriveFinding> findings) {
        Style style = printing().style();
        List<String> lines = new ArrayList<>();
        for (DriveFinding finding : findings) {
            String mark = switch (finding.level()) {
                case OK -> style.green("ok   ");
                case NOTE -> style.yellow("note ");
                case WRONG -> style.red("WRONG");
            };
            lines.add(mark + "  " + finding.check() + ": " + Plain.of(finding.what()));
            if (!finding.remedy().isEmpty()) {
                lines.add("       " + finding.remedy());
            }
        }
        return lines;
    }
}
