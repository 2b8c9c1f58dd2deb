package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One guest at the owner: one thread talks, one runs its command. When the guest leaves, its command is interrupted. */
final class FramedVisit implements Visit {

    private final Identity owner;
    private final CommandRunner runner;
    private final Wire wire;
    private final Interruption interruption = new Interruption();

    private volatile @Nullable Thread running;
    private volatile boolean handedBack;

    FramedVisit(SocketChannel channel, Limits limits, Identity owner, CommandRunner runner) throws IOException {
        this.owner = owner;
        this.runner = runner;
        this.wire = Wire.on(channel, limits, this::take);
    }

    @Override
    public void last() {
        wire.converse();
        interruption.raise();
        Thread command = running;
        if (command != null) {
            joinFully(command);
        }
    }

    @Override
    public void handBack() {
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

    private int run(Request request) {
        FrameStream out = new FrameStream(wire, FrameKind.OUT);
        return Serving.run(runner, request, out, new FrameStream(wire, FrameKind.ERR), interruption);
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
