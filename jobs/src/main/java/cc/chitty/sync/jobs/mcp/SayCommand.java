package cc.chitty.sync.jobs.mcp;

import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.Consolidated;
import cc.chitty.sync.consolidate.Decisions;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Consolidating;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code say}: what the MCP server has the owner write down in the name of an agent session. */
@Command(name = SayCommand.NAME, hidden = true, description = "Used by `mcp`.", footer = "  chittysync mcp")
public final class SayCommand extends ShownCommand implements OwnerCommand {

    static final String NAME = "say";

    @Option(names = "--agent", required = true)
    private String agent = "";

    @Option(names = "--session", required = true)
    private String session = "";

    @Option(names = "--project", required = true)
    private String project = "";

    @Option(names = "--content", required = true)
    private String content = "";

    @Option(names = "--kind", required = true)
    private Claim.Kind kind = Claim.Kind.LISTED;

    @Option(names = "--status", required = true)
    private Status status = Status.PENDING;

    @Option(names = "--at", required = true)
    private Instant at = Instant.EPOCH;

    @Option(names = "--active-form")
    private @Nullable String activeForm;

    @Option(names = "--priority")
    private @Nullable String priority;

    @Option(names = "--began")
    private @Nullable Instant began;

    public SayCommand(Invocation invocation) {
        super(invocation);
    }

    /** The command line that says this. */
    static List<String> arguments(CallingAgent caller, TodoKey todo, Claim claim) {
        List<String> arguments = new ArrayList<>(List.of(NAME, "-q"));
        arguments.add("--agent=" + caller.agent());
        arguments.add("--session=" + caller.session());
        arguments.add("--project=" + marked(todo.project()));
        arguments.add("--content=" + marked(claim.text()));
        arguments.add("--kind=" + claim.kind());
        arguments.add("--status=" + claim.status());
        arguments.add("--at=" + claim.at());
        String activeForm = claim.details().activeForm();
        if (activeForm != null) {
            arguments.add("--active-form=" + marked(activeForm));
        }
        String priority = claim.details().priority();
        if (priority != null) {
            arguments.add("--priority=" + marked(priority));
        }
        if (caller.began() != null) {
            arguments.add("--began=" + caller.began());
        }
        return arguments;
    }

    /** A text that begins like an option is none: todos may be about options. */
    private static String marked(String text) {
        return ":" + text;
    }

    private static String text(String marked) {
        return marked.substring(1);
    }

    private static @Nullable String textOrNull(@Nullable String marked) {
        return marked == null ? null : text(marked);
    }

    @Override
    protected ExitCode run() {
        Claim.Details details = new Claim.Details(textOrNull(activeForm), textOrNull(priority), null);
        Claim claim = new Claim(kind, text(content), at, status, details);
        TodoKey todo = new TodoKey(text(project), Content.compared(claim.text()));
        SpooledClaim said = new SpooledClaim(todo, agent, session, claim, began);
        Decisions decisions = invocation().owner().get().get(Decisions.class);
        Consolidated done = Consolidating.run(
                invocation(), ConsolidateOptions.USUAL, false, asked -> decisions.say(List.of(said), asked));
        Failure failure = done.ended().failure();
        if (failure != null) {
            throw failure;
        }
        return ExitCode.DONE; // problems of other files are not the agent's
    }
}
