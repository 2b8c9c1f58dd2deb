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
        arguments.add("--project=" + todo.project());
        arguments.add("--content=" + claim.text());
        arguments.add("--kind=" + claim.kind());
        arguments.add("--status=" + claim.status());
        arguments.add("--at=" + claim.at());
        if (claim.details().activeForm() != null) {
            arguments.add("--active-form=" + claim.details().activeForm());
        }
        if (claim.details().priority() != null) {
            arguments.add("--priority=" + claim.details().priority());
        }
        if (caller.began() != null) {
            arguments.add("--began=" + caller.began());
        }
        return arguments;
    }

    @Override
    protected ExitCode run() {
        Claim claim = new Claim(kind, content, at, status, new Claim.Details(activeForm, priority, null));
        TodoKey todo = new TodoKey(project, Content.compared(content));
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
