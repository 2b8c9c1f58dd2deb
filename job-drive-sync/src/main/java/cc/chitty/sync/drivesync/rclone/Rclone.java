package cc.chitty.sync.drivesync.rclone;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Calls rclone, by arguments and never through a shell. A call ends when rclone ends, when nothing happens for too long, or
 * when the run is interrupted; then everything it started has ended, too. Safe for use by several threads.
 */
public final class Rclone {

    /** Longer outputs than this are no answer to the questions that are asked for text. */
    private static final int LONGEST_TEXT = 1 << 24;

    private final RcloneProgram program;
    private final RunningProcesses running;
    private final Interruption interruption;

    /** Takes standard output while rclone writes it. */
    @FunctionalInterface
    public interface Output {
        void read(InputStream out) throws IOException;
    }

    /**
     * Calls of one run.
     *
     * @param notes a directory for the processes that are running, of nobody else's
     */
    public Rclone(RcloneProgram program, Path notes, Interruption interruption) {
        this.program = program;
        this.running = new RunningProcesses(notes);
        this.interruption = interruption;
    }

    /** Ends what a killed run left running. Returns how many processes that were. */
    public int endLeftOver() {
        return running.endLeftOver();
    }

    /** What is transferred, checked or deleted. */
    public RcloneResult run(List<String> arguments, LogListener listener) {
        return run(arguments, out -> out.transferTo(OutputStream.nullOutputStream()), listener);
    }

    /** What it prints as text, 16 MB at most. */
    public String text(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        RcloneResult result = run(
                arguments,
                out -> text.append(new String(out.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8)),
                LogListener.NONE);
        if (!result.isDone()) {
            throw result.failure("run 'rclone " + String.join(" ", arguments) + "'");
        }
        return text.toString();
    }

    /**
     * Runs it to its end.
     *
     * @throws Failure NOT_SET_UP where there is no rclone; whatever the reading of the output throws
     */
    public RcloneResult run(List<String> arguments, Output output, LogListener listener) {
        ProcessTree tree = new ProcessTree(program.silence(), running);
        RcloneLog log = new RcloneLog(listener);
        Lines lines = new Lines(line -> {
            if (log.line(line)) {
                tree.alive();
            }
        });
        Streams streams = new Streams(out -> output.read(new Noticed(out, tree)), lines::read);
        int code;
        Interruption.Following following = interruption.whenRaised(() -> tree.end(ProcessTree.Cause.INTERRUPTION));
        try {
            code = execute(arguments, streams, tree);
        } finally {
            following.close();
        }
        ProcessTree.Cause cause = tree.cause();
        if (cause == null && code == 0) { // else what was printed may well be half of it
            rethrow(streams.failure());
        }
        return new RcloneResult(end(code, cause), cause == null ? code : -1, log.errors());
    }

    private int execute(List<String> arguments, Streams streams, ProcessTree tree) {
        Path found = program.find().orElseThrow(this::missing);
        CommandLine command = new CommandLine(found.toFile());
        program.arguments(arguments).forEach(argument -> command.addArgument(argument, false));
        DefaultExecutor executor = DefaultExecutor.builder().get();
        executor.setExitValues(null);
        executor.setStreamHandler(streams);
        executor.setWatchdog(tree);
        try {
            return executor.execute(command, program.variables());
        } catch (IOException e) {
            String remedy = "See whether '" + found + " version' works in a terminal.";
            throw new Failure(FailureCategory.RETRYABLE, "run " + found, String.valueOf(e.getMessage()), remedy, e);
        }
    }

    /** The failure of a run that needs rclone where there is none. */
    private Failure missing() {
        return new Failure(
                FailureCategory.NOT_SET_UP,
                "run " + program.program(),
                "it is not installed",
                "Install rclone (https://rclone.org/install), or set chittysync.drive-sync.program.");
    }

    private static RcloneEnd end(int code, ProcessTree.@Nullable Cause cause) {
        if (cause == null) {
            return RcloneEnd.of(code);
        }
        return switch (cause) {
            case SILENCE -> RcloneEnd.SILENT;
            case INTERRUPTION -> RcloneEnd.INTERRUPTED;
        };
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Failure known) {
            throw known;
        }
        if (failure != null) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "read what rclone prints",
                    String.valueOf(failure.getMessage()),
                    "Start again.",
                    failure);
        }
    }

    /** Each byte of output is a sign of life. Who reads it does not close it: the rest is read and thrown away. */
    private static final class Noticed extends FilterInputStream {
        private final ProcessTree tree;

        Noticed(InputStream in, ProcessTree tree) {
            super(in);
            this.tree = tree;
        }

        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            tree.alive();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            tree.alive();
            return count;
        }
    }
}
