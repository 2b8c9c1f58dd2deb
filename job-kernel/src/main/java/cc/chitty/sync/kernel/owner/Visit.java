package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One guest at the owner: one thread talks, one runs its command. When the guest leaves, its command is interrupted. */
final class Visit {

    private final Identity owner;
    private final CommandRunner runner;
    private final Wire wire;
    private final Interruption interruption = new Interruption();

    private volatile @Nullable Thread running;
    private volatile boolean handedBack;

    Visit(SocketChannel channel, Limits limits, Identity owner, CommandRunner runner) throws IOException {
        this.owner = owner;
        this.runner = runner;
        this.wire = Wire.on(channel, limits, this::take);
    }

    /** Talks until the guest has left and its command has ended. */
    void last() {
        wire.converse();
        interruption.raise();
        Thread command = running;
        if (command != null) {
            joinFully(command);
        }
    }

    /** The owner is being stopped: the command is interrupted, and its guest runs it again by itself. */
    void handBack() {
        handedBack = true;
        interruption.raise();
        if (running == null) {
            wire.finish();
        }
    }

    private boolean take(Frame frame) {
        switch (frame.kind()) {
            case REQUEST -> begin(frame);
            case INTERRUPT -> interruption.raise();
            default -> wire.finish();
        }
        return true;
    }

    private void begin(Frame frame) {
        try {
            Greeting greeting = Greeting.of(frame);
            if (running != null || handedBack) {
                wire.finish();
            } else if (greeting.fits(owner)) {
                wire.send(Frame.of(FrameKind.ACCEPTED));
                Thread command = new Thread(() -> serve(greeting.request()), "guest command");
                running = command;
                command.start();
            } else {
                wire.send(Frame.refused("other version or settings"));
                wire.finish();
            }
        } catch (IOException e) {
            // Not a greeting of ours; the guest, if it is one, sees the end and waits for the lock.
            wire.finish();
        }
    }

    private void serve(Request request) {
        int code = run(request);
        if (!handedBack || code != ExitCode.INTERRUPTED.code()) {
            wire.send(Frame.exit(code));
        }
        wire.finish();
    }

    /** One guest's defect must not end the owner and the other guests. */
    private int run(Request request) {
        FrameStream err = new FrameStream(wire, FrameKind.ERR);
        try {
            return runner.run(request, new FrameStream(wire, FrameKind.OUT), err, interruption);
        } catch (Failure e) {
            return tell(err, e.getMessage() + "\n" + e.remedy(), null, e.exitCode());
        } catch (RuntimeException | Error e) {
            return tell(err, "this is a defect of ours", e, ExitCode.FAILED);
        }
    }

    private static int tell(FrameStream err, String text, @Nullable Throwable cause, ExitCode code) {
        PrintStream print = new PrintStream(err, false, StandardCharsets.UTF_8);
        print.println(text);
        if (cause != null) {
            cause.printStackTrace(print);
        }
        print.flush();
        return code.code();
    }

    private static void joinFully(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
