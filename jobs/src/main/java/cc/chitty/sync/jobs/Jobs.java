package cc.chitty.sync.jobs;

import cc.chitty.sync.jobs.command.Complaint;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.OwnerCommand;
import cc.chitty.sync.jobs.command.StayingCommand;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.Limits;
import cc.chitty.sync.kernel.owner.Ownership;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The entry point of {@code jobs.jar}. Reads the command line before anything of Spring is loaded: help, wrong usage,
 * the commands that only read files, and those handed over to an owner are answered without it.
 */
public final class Jobs {

    /** How long a signal waits for the run to reach its next border. */
    private static final long STOP_SECONDS = 25;

    /** These set nothing, and need not be the same in the owner. */
    private static final List<String> OF_THE_CALLER = List.of(
            "NO_COLOR",
            "COLUMNS",
            "CHITTYSYNC_TRIGGER",
            "CLAUDE_CODE_SESSION_ID",
            "CLAUDE_PROJECT_DIR",
            "GEMINI_SESSION_ID",
            "GEMINI_PROJECT_DIR");

    private Jobs() {}

    public static void main(String[] arguments) {
        Interruption interruption = new Interruption();
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(interruption, code), "interrupt"));
        Output out = Output.standard();
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        try {
            code.complete(out.code(run(request(arguments), out, err, interruption), err));
        } finally {
            code.complete(ExitCode.FAILED.code());
        }
        System.exit(code.join());
    }

    /**
     * A signal lets the run end at its next border, and the exit code is the command's own. Whoever is told of it may wait for
     * a lock or a database that the run holds: the process ends in time all the same.
     */
    private static void stop(Interruption interruption, CompletableFuture<Integer> code) {
        Thread raising = new Thread(interruption::raise, "raising");
        raising.setDaemon(true);
        raising.start();
        try {
            Runtime.getRuntime().halt(code.get(STOP_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
    }

    private static int run(Request typed, OutputStream out, OutputStream err, Interruption interruption) {
        Invocation here = here(typed, out, err, interruption);
        try {
            Object command = command(here);
            if (command instanceof StayingCommand staying) {
                staying.requireAlone();
                return ownership(typed).runAsOwner(typed, out, err, interruption);
            }
            if (!(command instanceof OwnerCommand)) {
                return CommandTree.execute(here);
            }
            Request request = Sample.insteadOf(typed, here);
            here = here(request, out, err, interruption);
            return asOwnerOrGuest(request, out, err, interruption);
        } catch (Failure e) {
            Complaint.of(e).print(here);
            here.err().flush();
            return e.exitCode().code();
        }
    }

    static int asOwnerOrGuest(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        return ownership(request).runAsOwnerOrGuest(request, out, err, interruption);
    }

    private static Ownership ownership(Request request) {
        StateDirectory state = StateDirectory.open(request.environment(), Surrounding.home());
        Identity identity = Identity.ofThisProcess(Version.text(), Settings.digest(state, request.environment()));
        return new Ownership(state, identity, Limits.DEFAULT, () -> new Commands(state, identity));
    }

    private static Invocation here(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        Supplier<StateDirectory> state = () -> StateDirectory.open(request.environment(), Surrounding.home());
        return Invocation.of(request, out, err, interruption, state, () -> {
            throw new IllegalStateException("only the owner's process has the application");
        });
    }

    /** Null for a command line that is wrong or asks for help: it is told so here. */
    private static @Nullable Object command(Invocation invocation) {
        try {
            CommandLine.ParseResult parsed = CommandTree.of(invocation)
                    .parseArgs(invocation.request().arguments().toArray(String[]::new));
            return CommandTree.asksForHelp(parsed) ? null : CommandTree.command(parsed);
        } catch (ParameterException e) {
            return null;
        }
    }

    private static Request request(String[] arguments) {
        Map<String, String> environment = System.getenv().entrySet().stream()
                .filter(variable -> Settings.sets(variable.getKey()) || OF_THE_CALLER.contains(variable.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        Path directory = Path.of("").toAbsolutePath();
        return new Request(List.of(arguments), directory, environment, terminal());
    }

    private static Terminal terminal() {
        @SuppressWarnings("SystemConsoleNull") // null only before 22, which is what is asked
        boolean terminal = isTerminal(System.console());
        return new Terminal(terminal, terminal, columns());
    }

    /**
     * Java tells only whether both standard input and standard output are a terminal: up to 21 by having a console at
     * all, from 22 on by a method that 17 does not know.
     */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java 22 and later have Console.isTerminal", e);
        }
    }

    private static int columns() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "80"));
        } catch (NumberFormatException e) {
            return 80;
        }
    }
}
