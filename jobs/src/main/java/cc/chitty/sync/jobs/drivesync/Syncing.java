package cc.chitty.sync.jobs.drivesync;

import cc.chitty.sync.drivesync.DriveOptions;
import cc.chitty.sync.drivesync.DriveSync;
import cc.chitty.sync.drivesync.plan.Plan;
import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Runs of drive-sync, begun by a command and told to who asked for them: one for each remote. */
public final class Syncing {

    private static final int SHOWN = 50;
    private static final int LISTED = 1_000;

    /** Counts of what a run has done. */
    private static final Set<String> DONE = Set.of(
            "files_fetched",
            "files_sent",
            "files_deleted",
            "files_set_aside",
            "files_transferred",
            "conflicts",
            "bytes",
            "commits",
            "commits_pushed",
            "plans_resumed");

    private final Printing printing;
    private final Invocation invocation;
    private final DriveOptions options;
    private final boolean fresh;

    Syncing(Printing printing, DriveOptions options, boolean fresh) {
        this.printing = printing;
        this.invocation = printing.invocation();
        this.options = options;
        this.fresh = fresh;
    }

    ExitCode run(List<String> names, boolean due) {
        Owner owner = invocation.owner().get();
        DriveSync sync = owner.get(DriveSync.class);
        List<DriveSync.Answer> answers = due ? sync.runDue(names, asked()) : sync.run(names, asked());
        return tell(owner, answers.stream().map(it -> again(sync, it)).toList(), List.of());
    }

    /** A run that has finished an earlier one's plan knows nothing of what changed since: another one looks. */
    private DriveSync.Answer again(DriveSync sync, DriveSync.Answer answer) {
        if (!answer.isOfEarlierPlan() || invocation.interruption().raised()) {
            return answer;
        }
        DriveSync.Answer rest = sync.run(List.of(answer.remote()), asked(true)).get(0);
        return new DriveSync.Answer(rest.remote(), rest.ended().after(answer.ended(), DONE::contains), rest.plan());
    }

    /**
     * Makes a mirror what it was before a run, and a commit of that.
     *
     * @param run its id
     */
    public static ExitCode rollback(Printing printing, long run) {
        Syncing syncing = new Syncing(printing, DriveOptions.USUAL, true);
        Owner owner = syncing.invocation.owner().get();
        DriveSync.RolledBack done = owner.get(DriveSync.class).rollback(run, syncing.asked());
        List<String> before = List.of(Words.count(done.written() + done.deleted(), "file")
                + " of the mirror put back to what was before run " + run + "; what was there is kept as "
                + done.snapshot() + ".");
        ExitCode code = syncing.tell(owner, List.of(done.answer()), before);
        printing.problems(done.problems(), "");
        return code == ExitCode.DONE && !done.problems().isEmpty() ? ExitCode.PROBLEMS_LEFT : code;
    }

    private DriveSync.Asked asked() {
        return asked(fresh);
    }

    private DriveSync.Asked asked(boolean anew) {
        Trigger trigger = Trigger.in(invocation.environment());
        return new DriveSync.Asked(options, anew, trigger, invocation.interruption(), invocation.progress());
    }

    private ExitCode tell(Owner owner, List<DriveSync.Answer> answers, List<String> before) {
        List<Problem> opening = printing.openingProblems(owner);
        ExitCode code = answers.stream()
                .map(it -> it.ended().exitCode())
                .reduce(opening.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT, ExitCode::worse);
        printing.print(() -> lines(answers, before), json -> write(json, answers, code, opening));
        printing.problems(opening, "`chittysync status`");
        for (DriveSync.Answer answer : answers) {
            String more = "`chittysync show " + answer.ended().run() + "`";
            printing.problems(answer.ended().report().problems(), more);
            Failure failure = answer.ended().failure();
            if (failure != null) {
                Complaint.of(failure).print(invocation);
            }
        }
        return code;
    }

    private List<String> lines(List<DriveSync.Answer> answers, List<String> before) {
        List<String> lines = new ArrayList<>(before);
        if (answers.isEmpty()) {
            lines.add("Nothing is due.");
        }
        for (DriveSync.Answer answer : answers) {
            if (options.dryRun() && (answer.plan() != null || answer.ended().failure() == null)) {
                lines.addAll(
                        planned(answer)); // also one that the guard refuses: a person has to see what it would delete
            } else if (answer.ended().failure() == null) {
                lines.addAll(done(answer));
            }
        }
        if (options.dryRun()) {
            lines.add("Nothing was changed: this was a dry run.");
        }
        return lines;
    }

    private static List<String> planned(DriveSync.Answer answer) {
        Plan plan = answer.plan();
        List<String> lines = new ArrayList<>();
        if (plan == null || plan.transfers().isEmpty()) {
            lines.add(answer.remote() + ": nothing to do.");
            return lines;
        }
        lines.add(answer.remote() + ": " + Words.count(plan.transfers().size(), "file") + ", "
                + Words.bytes(plan.bytes()) + ":");
        plan.transfers().stream().limit(SHOWN).map(Syncing::line).forEach(lines::add);
        if (plan.transfers().size() > SHOWN) {
            lines.add("  and " + Words.number(plan.transfers().size() - SHOWN) + " more");
        }
        return lines;
    }

    private static String line(Transfer transfer) {
        String copy = transfer.copy() == null ? "" : "  (the mirror's is kept as " + Plain.of(transfer.copy()) + ")";
        return "  " + String.format("%-13s", word(transfer)) + "  " + Plain.of(transfer.path()) + copy;
    }

    private static String word(Transfer transfer) {
        return transfer.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<String> done(DriveSync.Answer answer) {
        Map<String, Long> counts = answer.ended().report().counts();
        List<String> parts = new ArrayList<>();
        add(parts, counts, "files_fetched", "fetched");
        add(parts, counts, "files_sent", "sent");
        add(parts, counts, "files_deleted", "deleted here");
        add(parts, counts, "files_set_aside", "set aside there");
        add(parts, counts, "conflicts", "kept twice");
        String what = parts.isEmpty()
                ? "nothing to do"
                : String.join(", ", parts) + " (" + Words.bytes(counts.getOrDefault("bytes", 0L)) + ")";
        return List.of(answer.remote() + ": " + what + git(counts) + ".");
    }

    private static String git(Map<String, Long> counts) {
        boolean committed = counts.getOrDefault("commits", 0L) > 0;
        if (counts.getOrDefault("commits_pushed", 0L) > 0) {
            return committed ? "; committed and pushed" : "; pushed";
        }
        return committed ? "; committed" : "";
    }

    private static void add(List<String> parts, Map<String, Long> counts, String name, String words) {
        long count = counts.getOrDefault(name, 0L);
        if (count > 0) {
            parts.add(Words.count(count, "file") + " " + words);
        }
    }

    private void write(Json json, List<DriveSync.Answer> answers, ExitCode code, List<Problem> opening) {
        json.number("exit_code", code.code())
                .flag("dry_run", options.dryRun())
                .list("runs", answers, answer -> write(json, answer))
                .problems(opening);
    }

    private void write(Json json, DriveSync.Answer answer) {
        json.text("remote", answer.remote())
                .number("run", answer.ended().run())
                .text("status", answer.ended().status().name().toLowerCase(Locale.ROOT))
                .number("exit_code", answer.ended().exitCode().code())
                .flag("resumed", answer.ended().resumed())
                .counts("counts", answer.ended().report().counts())
                .problems(answer.ended().report().problems());
        Plan plan = answer.plan();
        if (plan != null && options.dryRun()) {
            json.list(
                    "plan",
                    plan.transfers().stream().limit(LISTED).toList(),
                    it -> json.text("action", it.action().name().toLowerCase(Locale.ROOT))
                            .text("path", it.path())
                            .text("copy", it.copy())
                            .number("bytes", it.bytes()));
        }
        Failure failure = answer.ended().failure();
        if (failure != null) {
            json.object(
                    "failure",
                    object -> object.text("what", failure.getMessage()).text("remedy", failure.remedy()));
        }
    }
}
