package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.ConsolidateJobConfiguration;
import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.view.ConflictsView;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Totals;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;

/** What {@code status} and the bare call tell. */
public final class StatusReport {

    /** Among so many last runs the last good one is looked for. */
    private static final int LOOKED_AT = 200;

    private final Printing printing;

    public StatusReport(Printing printing) {
        this.printing = printing;
    }

    /**
     * How things are.
     *
     * @param last the last run of each job, dry runs left out
     * @param good when consolidate last did its work; null if it never did
     */
    private record Status(
            List<RecordedRun> last, @Nullable Instant good, Totals totals, int conflicts, List<Problem> problems) {

        boolean isWell() {
            return problems.isEmpty() && last.stream().noneMatch(run -> run.problems() > 0 || run.isResumable());
        }
    }

    public ExitCode print() {
        Status status = status();
        Instant now = printing.invocation().clock().instant();
        printing.print(() -> lines(status, now), json -> write(json, status, now));
        printing.problems(status.problems, "`chittysync prune` and `chittysync consolidate` tell more");
        return status.isWell() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private Status status() {
        Invocation invocation = printing.invocation();
        Owner owner = invocation.owner().get();
        PublishedViews views = new PublishedViews(invocation.state().get());
        RunHistory history = owner.get(RunHistory.class);
        List<RecordedRun> last = history.jobs().stream()
                .flatMap(job -> runs(history, job).stream().limit(1))
                .toList();
        Instant good = runs(history, ConsolidateJobConfiguration.NAME).stream()
                .filter(run -> run.status() == BatchStatus.COMPLETED)
                .map(RecordedRun::ended)
                .findFirst()
                .orElse(null);
        int conflicts = ConflictsView.read(views.conflicts()).size();
        return new Status(last, good, Totals.of(views.projects()), conflicts, printing.openingProblems(owner));
    }

    private static List<RecordedRun> runs(RunHistory history, String job) {
        return history.last(job, LOOKED_AT).stream()
                .filter(run -> !Runs.isDryRun(run))
                .toList();
    }

    private List<String> lines(Status status, Instant now) {
        Style style = printing.style();
        List<String> lines = new ArrayList<>();
        if (status.last.isEmpty()) {
            lines.add("Nothing consolidated yet. `chittysync consolidate` reads what the agents have on their lists.");
            return lines;
        }
        Health health = Health.of(status.good, now);
        lines.add(coloured(style, health) + "    consolidated " + Words.ago(status.good, now) + "; every "
                + Words.count(Health.EXPECTED.toMinutes(), "minute") + " expected");
        lines.add("Todos      " + status.totals.text());
        lines.add("Conflicts  "
                + (status.conflicts == 0
                        ? "none"
                        : style.yellow(Words.number(status.conflicts) + ": `chittysync conflicts` lists them")));
        for (RecordedRun run : status.last) {
            lines.add("Last run   " + line(run, now));
            if (run.problems() > 0) {
                lines.add("           "
                        + style.yellow(Words.count(run.problems(), "problem") + ": `chittysync show " + run.id()
                                + "` lists them"));
            }
            if (run.isResumable()) {
                lines.add("           " + style.yellow("`chittysync restart` resumes it"));
            }
        }
        lines.add("Kept in    " + printing.invocation().state().get());
        return lines;
    }

    private String line(RecordedRun run, Instant now) {
        String took = run.ended() == null ? "" : ", took " + Words.took(run.took());
        return run.job() + " " + run.id() + " " + Runs.coloured(printing.style(), run, Runs.status(run)) + ", began "
                + Words.ago(run.began(), now) + took + ", by " + Runs.trigger(run);
    }

    private static String coloured(Style style, Health health) {
        return style.bold(
                switch (health) {
                    case HEALTHY -> style.green(health.word());
                    case WARNING -> style.yellow(health.word());
                    case STALE -> style.red(health.word() + "  ");
                });
    }

    private void write(Json json, Status status, Instant now) {
        json.text("health", Health.of(status.good, now).name().toLowerCase(Locale.ROOT))
                .time("consolidated", status.good)
                .number("expected_every_minutes", Health.EXPECTED.toMinutes());
        status.totals.write(json);
        json.number("conflicts", status.conflicts)
                .list("last_runs", status.last, run -> Runs.write(json, run))
                .problems(status.problems)
                .text("state_directory", printing.invocation().state().get().toString());
    }
}
