package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Runs programs of this machine, and ends them with everything they started. (Commons Exec trims arguments: a name may end in a space.) */
public final class LocalPrograms implements RemotePrograms {

    private static final int SIGNALS = 128;

    private final Map<String, String> environment;

    public LocalPrograms() {
        this(Map.of());
    }

    /** With variables that are set besides those of this process. */
    public LocalPrograms(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Ran run(List<String> command, InputStream input, OutputStream output, Duration quiet) throws IOException {
        return run(command, input, output, quiet, new Interruption());
    }

    /** As above, and ended when the interruption is raised; then the exit code is that of a signal. */
    public Ran run(
            List<String> command, InputStream input, OutputStream output, Duration quiet, Interruption interruption)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        LastWords errors = new LastWords();
        try (QuietWatch watch = new QuietWatch(quiet, () -> end(process));
                Interruption.Following stop = interruption.whenRaised(() -> end(process))) {
            Objects.requireNonNull(stop);
            CompletableFuture<?> out =
                    Pump.start("out", process.getInputStream(), watch.watching(output), Pump.Ending.LEAVE);
            CompletableFuture<?> err =
                    Pump.start("err", process.getErrorStream(), watch.watching(errors), Pump.Ending.LEAVE);
            CompletableFuture<?> in =
                    Pump.start("in", input, watch.watching(process.getOutputStream()), Pump.Ending.CLOSE);
            int exit = waitFor(process);
            try {
                await(out, process);
                await(err, process);
                if (in.isCompletedExceptionally()) {
                    await(in, process);
                }
            } catch (IOException e) {
                if (!interruption.raised() && !watch.expired()) {
                    throw e; // else its streams were closed under their readers, by us
                }
            }
            if (watch.expired()) {
                throw silent(command.get(0), quiet);
            }
            return new Ran(exit > SIGNALS ? -1 : exit, errors.text());
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new Failure(
                    FailureCategory.INTERRUPTED, "run a program", "it was stopped", "The next run goes on.", e);
        }
    }

    private static void await(CompletableFuture<?> pump, Process process) throws IOException {
        try {
            pump.get();
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        }
    }

    static Failure silent(String program, Duration quiet) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "run " + program,
                "it said nothing for " + quiet.toSeconds() + " s",
                "Look at the machine and at the network, and start again.");
    }

    private static void end(Process process) {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
