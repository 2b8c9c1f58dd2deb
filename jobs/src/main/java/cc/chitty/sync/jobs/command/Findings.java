package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a doctor says. */
public record Findings(List<Finding> all) {

    public Findings {
        all = List.copyOf(all);
    }

    private boolean isWell() {
        return all.stream().noneMatch(finding -> finding.level() == Level.WRONG);
    }

    /** Prints them; PROBLEMS_LEFT if something does not work. */
    public ExitCode print(Printing printing) {
        printing.print(() -> lines(printing.style()), this::write);
        return isWell() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : all) {
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

    private void write(Json json) {
        json.flag("well", isWell())
                .list(
                        "findings",
                        all,
                        finding -> json.text("check", finding.check())
                                .text("level", finding.level().name().toLowerCase(Locale.ROOT))
                                .text("what", finding.what())
                                .text("remedy", finding.remedy()));
    }
}
