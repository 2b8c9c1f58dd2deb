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
import java.util.stream.Stream;

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

    /**
     * What is asked for.
     *
     * @param fresh begin new runs even if one could be resumed
     * @param several whether it is told as of several peers, though there may be one
     */
    record Round(List<SyncOptions> asked, boolean fresh, boolean several) {}

    /** How runs are told. */
    interface Telling {
        List<String> lines(SyncOptions options, GpuSync.Answer answer);

        /** Writes all properties of one run. */
        void write(Json json, SyncOptions options, GpuSync.Answer answer, RunAnswer told);
    }

    /** One after the other; the exit code is that of the worst. */
    ExitCode all(Round round) {
        return all(round, new Usual());
    }

    /** The same, told otherwise. */
    ExitCode all(Round round, Telling telling) {
        List<SyncOptions> asked = round.asked();
        if (!round.several()) {
            return tell(asked.get(0), run(asked.get(0), round.fresh()), telling);
        }
        List<GpuSync.Answer> answers = new ArrayList<>();
        ExitCode worst = ExitCode.DONE;
        for (SyncOptions options : asked) {
            GpuSync.Answer answer = run(options, round.fresh());
            answers.add(answer);
            if (!printing.json()) {
                sayWith(options.peer());
                tell(options, answer, telling);
            }
            worst = worst.worse(RunAnswer.of(printing, owner, answer.ended()).code());
            if (worst == ExitCode.INTERRUPTED) {
                break;
            }
        }
        if (printing.json()) {
            writeAll(asked, answers, worst, telling);
        }
        return worst;
    }

    private void sayWith(String peer) {
        if (printing.isForPeople()) {
            printing.line("With " + peer + ":");
        }
    }

    private void writeAll(List<SyncOptions> asked, List<GpuSync.Answer> answers, ExitCode worst, Telling telling) {
        printing.print(
                List::of,
                json -> json.number("exit_code", worst.code()).array("runs", () -> {
                    for (int i = 0; i < answers.size(); i++) {
                        SyncOptions options = asked.get(i);
                        GpuSync.Answer answer = answers.get(i);
                        json.element(() -> telling.write(
                                json.text("peer", options.peer()),
                                options,
                                answer,
                                RunAnswer.of(printing, owner, answer.ended())));
                    }
                }));
    }

    /** A run that has finished an earlier one's plan knows nothing of what changed since: another one looks. */
    GpuSync.Answer run(SyncOptions options, boolean fresh) {
        GpuSync sync = owner.get(GpuSync.class);
        GpuSync.Answer answer = sync.run(asked(invocation, options, fresh));
        boolean isAll = options.apply().isEmpty() && options.how().choices().isEmpty(); // else just that was asked for
        if (!answer.isOfEarlierPlan() || !isAll || invocation.interruption().raised()) {
            return answer;
        }
        GpuSync.Answer rest = sync.run(asked(invocation, options, true));
        return new GpuSync.Answer(
                rest.ended().after(answer.ended(), PlanText::tellsWhatWasDone),
                rest.planned(),
                Stream.concat(answer.repositories().stream(), rest.repositories().stream())
                        .toList());
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
                        "it failed before it had connected, or a sync or rollback came after it",
                        "Start it again as it was started."));
        return syncing.all(new Round(List.of(options), false, false));
    }

    private ExitCode tell(SyncOptions options, GpuSync.Answer answer, Telling telling) {
        RunAnswer told = RunAnswer.of(printing, owner, answer.ended());
        return told.tell(
                printing, () -> telling.lines(options, answer), json -> telling.write(json, options, answer, told));
    }

    /** What was done, or would be, change by change. */
    private final class Usual implements Telling {
        @Override
        public List<String> lines(SyncOptions options, GpuSync.Answer answer) {
            PlanText text = new PlanText(printing.style(), answer);
            return options.dryRun() ? text.plan() : text.done();
        }

        @Override
        public void write(Json json, SyncOptions options, GpuSync.Answer answer, RunAnswer told) {
            told.begin(json, options.dryRun())
                    .text("fingerprint", answer.planned().fingerprint())
                    .counts("counts", answer.ended().report().counts());
            if (options.dryRun()) {
                PlanText.write(json, answer);
            } else {
                json.texts("repositories", answer.repositories());
            }
            json.problems(told.problems());
            told.end(json);
        }
    }
}
