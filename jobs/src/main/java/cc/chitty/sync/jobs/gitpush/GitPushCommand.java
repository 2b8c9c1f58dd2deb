package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.FileHistory;
import cc.chitty.sync.gitpush.GitPush;
import cc.chitty.sync.gitpush.GitPushOptions;
import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code git-push}. */
@Command(
        name = "git-push",
        description = "Shares todos with the other devices through a git remote.",
        footer = {
            "  chittysync git-push init git@github.com:kim/todos.git    once on each device",
            "  chittysync git-push                                      take what is there, push what is here",
            "  chittysync git-push --pull-only -q                       only take, as a session starts"
        })
public final class GitPushCommand extends ShownCommand implements OwnerCommand {

    @Option(names = "--pull-only", description = "Take what others pushed; commit and push nothing.")
    private boolean pullOnly;

    @Option(names = "--no-push", description = "Commit, and leave the remote as it is.")
    private boolean noPush;

    @Option(names = "--dry-run", description = "Change nothing; show what would be committed.")
    private boolean dryRun;

    @Option(names = "--check", description = "Look for secrets in everything that was ever committed.")
    private boolean check;

    @Option(names = "--fresh", description = "Begin a new run even if the last one could be resumed.")
    private boolean fresh;

    private GitPushCommand(Invocation invocation) {
        super(invocation);
    }

    public static CommandLine tree(Invocation invocation) {
        return new CommandLine(new GitPushCommand(invocation))
                .addSubcommand(new GitInitCommand(invocation))
                .addSubcommand(new GitHistoryCommand(invocation))
                .addSubcommand(new GitRollbackCommand(invocation));
    }

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        return check ? check(owner) : push(owner);
    }

    private ExitCode check(Owner owner) {
        List<Problem> found = owner.get(FileHistory.class).check();
        printing()
                .print(
                        () -> List.of(found.isEmpty() ? "No secret was found." : "Found secrets:"),
                        json -> json.problems(found));
        printing().problems(found, "`chittysync git-push --check --json`");
        return found.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }

    private ExitCode push(Owner owner) {
        Trigger trigger = Trigger.of(invocation().environment().getOrDefault("CHITTYSYNC_TRIGGER", ""));
        GitPush.Answer answer = owner.get(GitPush.class)
                .run(new GitPush.Asked(
                        new GitPushOptions(pullOnly, dryRun, noPush),
                        fresh,
                        trigger,
                        invocation().interruption(),
                        invocation().progress()));
        Ended ended = answer.ended();
        List<Problem> problems = new ArrayList<>(printing().openingProblems(owner));
        problems.addAll(ended.report().problems());
        ExitCode code =
                ended.exitCode() == ExitCode.DONE && !problems.isEmpty() ? ExitCode.PROBLEMS_LEFT : ended.exitCode();
        printing().print(() -> lines(answer), json -> write(json, answer, problems, code));
        printing().problems(problems, "`chittysync show " + ended.run() + "`");
        Failure failure = ended.failure();
        if (failure != null) {
            Complaint.of(failure).print(invocation());
        }
        return code;
    }

    private List<String> lines(GitPush.Answer answer) {
        if (answer.ended().failure() != null) {
            return List.of();
        }
        if (dryRun) {
            return List.of(
                    answer.diff().isEmpty()
                            ? "Nothing would be committed."
                            : answer.diff().stripTrailing(),
                    "Nothing was changed: this was a dry run.");
        }
        Map<String, Long> counts = answer.ended().report().counts();
        long journals = counts.getOrDefault("journals_taken", 0L) + counts.getOrDefault("journals_joined", 0L);
        return List.of("Took " + Words.count(journals, "changed journal") + ", "
                + Words.count(counts.getOrDefault("edits", 0L), "edit") + " by hand; "
                + (counts.getOrDefault("pushed", 0L) > 0
                        ? "pushed."
                        : counts.getOrDefault("commits", 0L) > 0 ? "committed, not pushed." : "nothing to push."));
    }

    private void write(Json json, GitPush.Answer answer, List<Problem> problems, ExitCode code) {
        Ended ended = answer.ended();
        json.number("run", ended.run())
                .text("status", ended.status().name().toLowerCase(Locale.ROOT))
                .number("exit_code", code.code())
                .flag("dry_run", dryRun)
                .flag("resumed", ended.resumed())
                .counts("counts", ended.report().counts())
                .problems(problems);
        if (dryRun) {
            json.text("diff", answer.diff());
        }
        Failure failure = ended.failure();
        if (failure != null) {
            json.object(
                    "failure",
                    object -> object.text("what", failure.getMessage()).text("remedy", failure.remedy()));
        }
    }
}
