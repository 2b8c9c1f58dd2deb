package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSync;
import cc.chitty.sync.gpusync.GpuSyncJobConfiguration;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.RunAnswer;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.ArrayList;
import java.util.List;

/** Runs of gpu-sync, begun by a command and told to who asked for them. */
final class Syncing {

    private final Printing printing;
    private final Invocation invocation;
    private final Owner owner;

    Syncing(Printing printing) {
        this.printing = printing;
        this.invocation = printing.invocation();
        this.owner = invocation.owner().get();
    }

    /** One after the other; the exit code is that of the worst. */
    ExitCode all(List<SyncOptions> asked, boolean fresh) {
        if (asked.size() == 1) {
            return tell(asked.get(0), run(asked.get(0), fresh));
        }
        List<GpuSync.Answer> answers = new ArrayList<>();
        ExitCode worst = ExitCode.DONE;
        for (SyncOptions options : asked) {
            GpuSync.Answer answer = run(options, fresh);
            answers.add(answer);
            if (!printing.json()) {
                printing.line("With " + options.peer() + ":");
                worse(worst, tell(options, answer));
            }
            worst = worse(worst, RunAnswer.of(printing, owner, answer.ended()).code());
            if (worst == ExitCode.INTERRUPTED) {
                break;
            }
        }
        if (printing.json()) {
            writeAll(asked, answers, worst);
        }
        return worst;
    }

    private void writeAll(List<SyncOptions> asked, List<GpuSync.Answer> answers, ExitCode worst) {
        printing.print(
                List::of,
                json -> json.number("exit_code", worst.code()).array("runs", () -> {
                    for (int i = 0; i < answers.size(); i++) {
                        SyncOptions options = asked.get(i);
                        GpuSync.Answer answer = answers.get(i);
                        json.element(() -> write(
                                json.text("peer", options.peer()),
                                options,
                                answer,
                                RunAnswer.of(printing, owner, answer.ended())));
                    }
                }));
    }

    private static ExitCode worse(ExitCode one, ExitCode other) {
        return weight(one) >= weight(other) ? one : other;
    }

    private static int weight(ExitCode code) {
        return switch (code) {
            case DONE -> 0;
            case PROBLEMS_LEFT -> 1;
            case BUSY, NOT_SET_UP, USAGE -> 2;
            case REFUSED -> 3;
            case FAILED -> 4;
            case INTERRUPTED -> 5;
        };
    }

    GpuSync.Answer run(SyncOptions options, boolean fresh) {
        return owner.get(GpuSync.class).run(asked(invocation, options, fresh));
    }

    static GpuSync.Asked asked(Invocation invocation, SyncOptions options, boolean fresh) {
        Trigger trigger = Trigger.in(invocation.environment());
        return new GpuSync.Asked(options, fresh, trigger, invocation.interruption(), invocation.progress());
    }

    /** Goes on with the last run as it was asked for. */
    static ExitCode resume(Printing printing) {
        Syncing syncing = new Syncing(printing);
        SyncOptions options = syncing.owner
                .get(GpuSync.class)
                .resumable(GpuSyncJobConfiguration.NAME)
                .map(SyncOptions::parse)
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "resume the last run of gpu-sync",
                        "it failed before it had connected",
                        "Start it again as it was started."));
        return syncing.all(List.of(options), false);
    }

    ExitCode tell(SyncOptions options, GpuSync.Answer answer) {
        RunAnswer told = RunAnswer.of(printing, owner, answer.ended());
        PlanText text = new PlanText(printing.style(), answer);
        return told.tell(
                printing,
                () -> options.dryRun() ? text.plan() : text.done(),
                json -> write(json, options, answer, told));
    }

    private static void write(Json json, SyncOptions options, GpuSync.Answer answer, RunAnswer told) {
        told.begin(json, options.dryRun())
                .text("fingerprint", answer.planned().fingerprint())
                .counts("counts", answer.ended().report().counts());
        if (options.dryRun()) {
            PlanText.write(json, answer);
        }
        json.problems(told.problems());
        told.end(json);
    }
}
