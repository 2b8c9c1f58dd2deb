package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.PeerDoctor;
import cc.chitty.sync.gpusync.PeerFinding;
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
import picocli.CommandLine.Option;

/** {@code gpu-sync doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks at this machine and at each peer: connection, host key, rsync, digests, clocks, room, names.",
            "Changes nothing. Exit 3 if something does not work."
        },
        footer = {"  chittysync gpu-sync doctor", "  chittysync gpu-sync doctor --peer ws --json"})
final class GpuDoctorCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--peer", paramLabel = "NAME", description = "Only this peer.")
    private String peer = "all";

    GpuDoctorCommand(Invocation invocation) {
        super(invocation);
    }

    @Override
    protected ExitCode run() {
        List<PeerFinding> findings =
                invocation().owner().get().get(PeerDoctor.class).findings(peer);
        boolean well = findings.stream().noneMatch(it -> it.level() == PeerFinding.Level.WRONG);
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

    private List<String> lines(List<PeerFinding> findings) {
        Style style = printing().style();
        List<String> lines = new ArrayList<>();
        for (PeerFinding finding : findings) {
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
