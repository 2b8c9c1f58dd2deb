package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.Consolidated;
import cc.chitty.sync.consolidate.Walk;
import cc.chitty.sync.jobs.command.Consolidating;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.RunAnswer;
import cc.chitty.sync.jobs.command.Totals;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One run of consolidate, begun by a command and told to who asked for it. */
final class Consolidation {

    /** What a run did to the list, in the order in which it is told. */
    private static final List<String> CHANGES =
            List.of("added", "completed", "reopened", "removed", "changed_otherwise");

    private final Printing printing;
    private final Invocation invocation;
    private final ConsolidateOptions options;
    private final boolean fresh;
    private final Function<Invocation, Walk> walks;

    /** @param walks how to begin one while the application is started */
    Consolidation(Printing printing, ConsolidateOptions options, boolean fresh, Function<Invocation, Walk> walks) {
        this.printing = printing;
        this.invocation = printing.invocation();
        this.options = options;
        this.fresh = fresh;
        this.walks = walks;
    }

    ExitCode run() {
        Walk walk = invocation.owner().isStarted() ? null : walks.apply(invocation);
        Owner owner = invocation.owner().get();
        long began = System.nanoTime();
        Consolidated done = Consolidating.run(invocation, options, fresh, walk);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        RunAnswer told = RunAnswer.of(printing, owner, done.ended());
        return told.tell(printing, () -> lines(done, took), json -> write(json, done, took, told));
    }

    private List<String> lines(Consolidated done, Duration took) {
        Map<String, Long> counts = done.ended().report().counts();
        String in = " in " + Words.took(took) + ".";
        List<String> lines = new ArrayList<>();
        if (done.ended().exitCode() == ExitCode.INTERRUPTED) {
            lines.add("Run " + done.ended().run() + " was stopped; the next start resumes it.");
        } else if (done.ended().failure() == null && done.isIdle()) {
            lines.add("Nothing new in " + Words.count(count(counts, "files_found"), "file") + in);
        } else if (done.ended().failure() == null) {
            String resumed = done.ended().resumed() ? "Resumed. " : "";
            lines.add(resumed + read(counts) + changes(counts) + in);
            lines.addAll(ending(done, counts));
        }
        return lines;
    }

    private static String read(Map<String, Long> counts) {
        return "Read " + Words.number(count(counts, "files_read")) + " of "
                + Words.count(count(counts, "files_found"), "file") + " ("
                + Words.bytes(count(counts, "bytes_read")) + ")";
    }

    private String changes(Map<String, Long> counts) {
        StringBuilder text = new StringBuilder();
        for (String name : CHANGES) {
            long amount = count(counts, name);
            if (amount > 0) {
                String noun = text.isEmpty() ? Words.count(amount, "todo") : Words.number(amount);
                text.append(", ").append(noun).append(options.dryRun() ? " would be " : " ");
                text.append(name.replace('_', ' '));
            }
        }
        return text.isEmpty() ? ", no todo changed" : text.toString();
    }

    private List<String> ending(Consolidated done, Map<String, Long> counts) {
        List<String> lines = new ArrayList<>();
        if (options.dryRun()) {
            lines.addAll(new ChangeLines(printing.style()).of(done.changed()));
            lines.add("Nothing was changed: this was a dry run.");
            return lines;
        }
        lines.add(invocation.state().get().todosView() + ": "
                + Totals.of(invocation.state().get().projectsView()).text());
        long conflicts = count(counts, "conflicts_new");
        if (conflicts > 0) {
            lines.add(printing.style()
                    .yellow(Words.count(conflicts, "new conflict") + ": `chittysync conflicts` lists "
                            + (conflicts == 1 ? "it." : "them.")));
        }
        return lines;
    }

    private void write(Json json, Consolidated done, Duration took, RunAnswer told) {
        told.begin(json, options.dryRun())
                .flag("idle", done.isIdle())
                .seconds("seconds", took.toMillis() / 1000.0)
                .counts("counts", done.ended().report().counts())
                .list("changed", done.changed(), changed -> ChangeLines.write(json, changed))
                .problems(told.problems());
        if (!done.isIdle() && !options.dryRun()) {
            Totals.of(invocation.state().get().projectsView()).write(json);
        }
        told.end(json);
    }

    private static long count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }
}
