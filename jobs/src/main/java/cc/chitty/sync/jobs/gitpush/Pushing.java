package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.GitPush;
import cc.chitty.sync.gitpush.GitPushOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.RunAnswer;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One run of git-push, begun by a command and told to who asked for it. */
public final class Pushing {

    private final Printing printing;
    private final Invocation invocation;
    private final GitPushOptions options;
    private final boolean fresh;

    Pushing(Printing printing, GitPushOptions options, boolean fresh) {
        this.printing = printing;
        this.invocation = printing.invocation();
        this.options = options;
        this.fresh = fresh;
    }

    ExitCode run() {
        Owner owner = invocation.owner().get();
        GitPush.Answer answer = owner.get(GitPush.class).run(asked());
        RunAnswer told = RunAnswer.of(printing, owner, answer.ended());
        return told.tell(printing, () -> lines(answer), json -> write(json, answer, told, () -> {}));
    }

    /**
     * Takes back what a run and later ones changed in the shared list, and makes a commit of that.
     *
     * @param run the run's id on this device, or a commit
     */
    public static ExitCode rollback(Printing printing, String run) {
        Pushing pushing = new Pushing(printing, GitPushOptions.USUAL, true);
        Owner owner = pushing.invocation.owner().get();
        GitPush.RolledBack done = owner.get(GitPush.class).rollback(run, pushing.asked());
        PutBackWords words = new PutBackWords(done, run, printing.style().columns());
        GitPush.Answer answer = done.answer();
        RunAnswer told = RunAnswer.of(printing, owner, answer.ended()).with(done.problems());
        return told.tell(
                printing,
                () -> Stream.concat(words.lines().stream(), pushing.lines(answer).stream())
                        .toList(),
                json -> pushing.write(json, answer, told, () -> words.write(json)));
    }

    private GitPush.Asked asked() {
        Trigger trigger = Trigger.in(invocation.environment());
        return new GitPush.Asked(options, fresh, trigger, invocation.interruption(), invocation.progress());
    }

    private List<String> lines(GitPush.Answer answer) {
        if (answer.ended().failure() != null) {
            return List.of();
        }
        if (options.dryRun()) {
            return List.of(
                    answer.diff().isEmpty()
                            ? "Nothing would be committed."
                            : answer.diff().stripTrailing(),
                    "Nothing was changed: this was a dry run.");
        }
        return done(answer.ended().report().counts());
    }

    private static List<String> done(Map<String, Long> counts) {
        List<String> lines = new ArrayList<>();
        long journals = count(counts, "journals_taken") + count(counts, "journals_joined");
        String ending = count(counts, "pushed") > 0
                ? "pushed."
                : count(counts, "commits") > 0 ? "committed, not pushed." : "nothing to push.";
        lines.add("Took " + Words.count(journals, "changed journal") + ", "
                + Words.count(count(counts, "edits"), "edit") + " by hand; " + ending);
        if (count(counts, "folder_commits") > 0) {
            lines.add(
                    Words.count(count(counts, "folder_pushes"), "other repository", "other repositories") + " pushed.");
        }
        if (count(counts, "suspicions") > 0) {
            lines.add(Words.count(count(counts, "suspicions"), "todo")
                    + " may hold a secret; `chittysync git-push --check` names them.");
        }
        return lines;
    }

    private static long count(Map<String, Long> counts, String name) {
        return counts.getOrDefault(name, 0L);
    }

    private void write(Json json, GitPush.Answer answer, RunAnswer told, Runnable more) {
        told.begin(json, options.dryRun())
                .counts("counts", answer.ended().report().counts())
                .problems(told.problems());
        if (options.dryRun()) {
            json.text("diff", answer.diff());
        }
        more.run();
        told.end(json);
    }
}
