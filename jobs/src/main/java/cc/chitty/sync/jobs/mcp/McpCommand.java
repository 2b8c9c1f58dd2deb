package cc.chitty.sync.jobs.mcp;

import cc.chitty.sync.consolidate.ConsolidateSettings;
import cc.chitty.sync.consolidate.project.Project;
import cc.chitty.sync.consolidate.project.ProjectRules;
import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.consolidate.source.SessionFacts;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.secret.SecretFiles;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/**
 * {@code mcp}. Speaks the protocol on standard input and output until the input ends or a signal comes. It never holds the state directory:
 * it reads the published list, and has each thing it is to write said by the owner, or for a moment by itself.
 */
@Command(
        name = "mcp",
        description = "Serves this project's todos to an agent, as an MCP server on standard input and output.",
        footer = {"  chittysync mcp", "  claude mcp add --transport stdio chittysync -- chittysync mcp"})
public final class McpCommand extends ShownCommand {

    /** Runs a command as the owner of the state directory or as its guest. */
    @FunctionalInterface
    public interface OwnerRun {
        int run(Request request, OutputStream out, OutputStream err, Interruption interruption);
    }

    private final OwnerRun ownerRun;
    private final Function<Path, ConsolidateSettings> settings;
    private final String version;

    /**
     * The command.
     *
     * @param settings those in force, by the state directory
     */
    public McpCommand(
            Invocation invocation, OwnerRun ownerRun, Function<Path, ConsolidateSettings> settings, String version) {
        super(invocation);
        this.ownerRun = ownerRun;
        this.settings = settings;
        this.version = version;
    }

    @Override
    protected ExitCode run() {
        Interruption ended = new Interruption();
        invocation().interruption().whenRaised(ended::raise);
        CallingAgent caller =
                CallingAgent.of(invocation().environment(), invocation().workingDirectory(), now());
        Writing writing = new Writing(caller);
        List<SyncToolSpecification> tools = ToolList.of(tools(caller, writing));
        Set<String> names = tools.stream().map(tool -> tool.tool().name()).collect(Collectors.toSet());
        Conversation conversation = new Conversation(
                System.in, invocation().out(), McpJsonDefaults.getMapper(), names, this::tell, ended::raise);
        McpSyncServer server = McpServer.sync(conversation)
                .serverInfo("chittysync", version)
                .instructions("The todos of this project, shared by all coding agents and devices.")
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools)
                .build();
        ended.await(Duration.ofDays(36_500));
        writing.end();
        server.closeGracefully();
        if (invocation().interruption().raised()) {
            return ExitCode.INTERRUPTED; // what was asked may not be answered
        }
        return conversation.broken() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private synchronized void tell(String what) {
        invocation().err().println("chittysync mcp: " + what);
        invocation().err().flush();
    }

    private TodoTools tools(CallingAgent caller, Writing writing) {
        Path state = state().root();
        ProjectRules rules = new ProjectRules(settings.apply(state).projects());
        SessionFacts facts = new SessionFacts(caller.directory().toString(), null, null, null, null);
        Project known = rules.of(facts);
        return new TodoTools(
                content -> known == null ? rules.of(content) : known.name(),
                project -> new ProjectTodos(new PublishedViews(state()).todos(), project),
                writing,
                () -> SecretFiles.of(state()),
                invocation().clock());
    }

    /** One thing at a time. */
    private final class Writing implements TodoTools.Voice {
        private final CallingAgent caller;

        Writing(CallingAgent caller) {
            this.caller = caller;
        }

        @Override
        public synchronized void say(TodoKey todo, Claim claim) {
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            List<String> arguments = SayCommand.arguments(caller, todo, claim);
            Request request = new Request(
                    arguments, invocation().workingDirectory(), invocation().environment(), Terminal.NONE);
            int code = ownerRun.run(request, printed, printed, invocation().interruption());
            if (code != 0) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "write it down",
                        printed.toString(StandardCharsets.UTF_8).strip() + " (exit code " + code + ")",
                        "Try again; `chittysync doctor` may tell more.");
            }
        }

        /** What is being said is said before the process ends. */
        synchronized void end() {}
    }
}
