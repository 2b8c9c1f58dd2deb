package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.LastWords;
import cc.chitty.sync.gpusync.peer.Pump;
import cc.chitty.sync.gpusync.peer.QuietWatch;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;
import org.jspecify.annotations.Nullable;

/** Runs programs and scripts of {@code sh} at the other end of a connection. Safe for use by several threads. */
final class RemoteShell implements RemotePrograms {

    private static final int ENDING_SECONDS = 10;
    private static final int KILLING_SECONDS = 2;

    private final SshConnection connection;
    private final ProgramChannels channels = new ProgramChannels();
    private final AtomicInteger running = new AtomicInteger();

    RemoteShell(SshConnection connection) {
        this.connection = connection;
    }

    SshConnection connection() {
        return connection;
    }

    /** Whether another run can use it: nothing runs, and nothing has gone wrong. */
    boolean isFit() {
        return running.get() == 0 && connection.isSound();
    }

    @Override
    public Ran run(List<String> command, InputStream input, OutputStream output, Duration quiet) throws IOException {
        LastWords errors = new LastWords();
        int exit = execute(
                "exec env LC_ALL=C.UTF-8 " + ShellWords.line(command),
                new Streams(input::transferTo, Streams.to(output), errors),
                quiet);
        return new Ran(exit, errors.text());
    }

    /** Runs a short script with arguments; its standard input is free for what it reads. */
    int script(String script, List<String> arguments, Streams streams) throws IOException {
        return script(script, arguments, streams, connection.settings().quiet());
    }

    /** The same, of a peer that is not silent for so long. */
    int script(String script, List<String> arguments, Streams streams, Duration quiet) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        words.addAll(arguments);
        return execute("exec " + ShellWords.line(words), streams, quiet);
    }

    /** Runs a script of any length, which comes through standard input. */
    int longScript(String script, OutputStream output, OutputStream errors) throws IOException {
        Streams.Feed text = Streams.bytes(script.getBytes(StandardCharsets.UTF_8));
        return execute(
                "exec sh",
                new Streams(text, Streams.to(output), errors),
                connection.settings().quiet());
    }

    /** The exit code; -1 where a signal ended it or none was told. */
    private int execute(String line, Streams streams, Duration quiet) throws IOException {
        running.incrementAndGet();
        try {
            return executed(line, streams, quiet);
        } finally {
            running.decrementAndGet();
        }
    }

    private int executed(String line, Streams streams, Duration quiet) throws IOException {
        try (ProgramChannel command = channels.start(connection.client(), line)) {
            try (QuietWatch watch = new QuietWatch(quiet, () -> end(command))) {
                pass(command, streams, watch);
                command.join(ENDING_SECONDS, TimeUnit.SECONDS);
                if (watch.expired()) {
                    throw silent(null);
                }
            }
            Integer exit = command.getExitStatus();
            return exit == null ? -1 : exit;
        } catch (SSHException e) {
            throw connection.broken("run a program", e);
        }
    }

    private void pass(Session.Command command, Streams streams, QuietWatch watch) throws IOException {
        CompletableFuture<?> err =
                Pump.start("err", command.getErrorStream(), watch.watching(streams.errors()), Pump.Ending.LEAVE);
        CompletableFuture<?> in = Feeding.start(streams.input(), watch.watching(command.getOutputStream()));
        CompletableFuture<?> ended = in.exceptionally(e -> {
            end(command);
            return null;
        });
        try {
            InputStream out = watch.watching(command.getInputStream());
            streams.output().from(out);
            out.transferTo(OutputStream.nullOutputStream());
        } catch (SSHException e) {
            if (in.isCompletedExceptionally()) {
                await(in);
            }
            throw watch.expired() ? silent(e) : connection.broken("run a program", e);
        }
        await(err);
        if (in.isCompletedExceptionally()) {
            await(ended);
            await(in);
        }
    }

    private Failure silent(@Nullable Exception cause) {
        connection.doubt();
        return new Failure(
                FailureCategory.RETRYABLE,
                "run a program at " + connection.host().shown(),
                "it said nothing for too long",
                "Look at the machine and at the network, and start again.",
                cause);
    }

    private static void await(CompletableFuture<?> pump) throws IOException {
        try {
            pump.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }

    /** Asks the server to kill it, then to let go of it; a peer that does not even hear that loses the connection. */
    private void end(Session.Command command) {
        try {
            command.signal(Signal.KILL);
            Thread closing = new Thread(() -> close(command), "close");
            closing.setDaemon(true);
            closing.start();
            command.join(KILLING_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            connection.close();
        }
    }

    private void close(Session.Command command) {
        try {
            command.close();
        } catch (IOException e) {
            connection.close();
        }
    }
}
