package cc.chitty.sync.jobs.command;

import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One command on its way: where it was typed and where its output goes, which need not be this process.
 *
 * @param state opened when first asked for, since {@code --help} must leave no trace
 * @param owner the application of the owning process; only commands that {@link OwnerCommand} marks may ask for it
 */
public record Invocation(
        Request request,
        PrintStream out,
        PrintStream err,
        Interruption interruption,
        Supplier<StateDirectory> state,
        OwnerAccess owner) {

    public static Invocation of(
            Request request,
            OutputStream out,
            OutputStream err,
            Interruption interruption,
            Supplier<StateDirectory> state,
            OwnerAccess owner) {
        return new Invocation(request, printing(out), printing(err), interruption, state, owner);
    }

    private static PrintStream printing(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    public Map<String, String> environment() {
        return request.environment();
    }

    public Terminal terminal() {
        return request.terminal();
    }

    public Path workingDirectory() {
        return request.workingDirectory();
    }

    public Clock clock() {
        return Clock.systemUTC();
    }

    /** A line on the terminal that is written over; nothing where nobody looks. */
    public Progress progress() {
        return terminal().err() ? Progress.on(err, terminal().columns(), System::nanoTime) : Progress.NONE;
    }

    /** Whether to colour the output: on a terminal, unless the person does not want it. */
    public boolean colours() {
        return terminal().out() && environment().getOrDefault("NO_COLOR", "").isEmpty();
    }
}
