package cc.chitty.sync.jobs.gitpush;

import cc.chitty.sync.gitpush.FileHistory;
import cc.chitty.sync.gitpush.GitPushJobConfiguration;
import cc.chitty.sync.gitpush.GitPushOptions;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.Resumed;
import cc.chitty.sync.jobs.command.Reversible;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
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

    /** By number, or by a commit in full. */
    public static final Reversible REVERSIBLE =
            new Reversible(GitPushJobConfiguration.NAME, Pattern.compile("\\d{1,18}|[0-9a-f]{40}"), Pushing::rollback);

    /** How its runs are resumed. */
    public static final Resumed RESUMED = new Resumed(
            GitPushJobConfiguration.NAME, printing -> new Pushing(printing, GitPushOptions.USUAL, false).run());

    private GitPushCommand(Invocation invocation) {
        super(invocation);
    }

    public static CommandLine tree(Invocation invocation) {
        return new CommandLine(new GitPushCommand(invocation)).addSubcommand(new GitInitCommand(invocation));
    }

    @Override
    protected ExitCode run() {
        Owner owner = invocation().owner().get();
        return check
                ? check(owner)
                : new Pushing(printing(), new GitPushOptions(pullOnly, dryRun, noPush), fresh).run();
    }

    private ExitCode check(Owner owner) {
        List<Problem> found = owner.get(FileHistory.class).check();
        List<Problem> suspicions = owner.get(FileHistory.class).suspicions();
        List<String> lines = new ArrayList<>();
        suspicions.forEach(it -> lines.add(it.where() + ": " + it.what()));
        lines.add(found.isEmpty() ? "No secret was found." : "Found secrets:");
        printing()
                .print(
                        () -> lines,
                        json -> json.problems(found)
                                .list(
                                        "suspicions",
                                        suspicions,
                                        it -> json.text("where", it.where()).text("what", it.what())));
        printing().problems(found, "`chittysync git-push --check --json`");
        return found.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS_LEFT;
    }
}
