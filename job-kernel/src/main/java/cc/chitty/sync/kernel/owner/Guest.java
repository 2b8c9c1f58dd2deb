package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Has a command run by the owner, and prints what comes back. */
final class Guest {

    private final Limits limits;
    private final OutputStream out;
    private final OutputStream err;
    private final Interruption interruption;

    private boolean accepted;

    Guest(Limits limits, OutputStream out, OutputStream err, Interruption interruption) {
        this.limits = limits;
        this.out = out;
        this.err = err;
        this.interruption = interruption;
    }

    Answer visit(Path socket, Frame request) {
        Inbox inbox = new Inbox();
        Wire wire;
        try {
            wire = Wire.on(connect(socket), limits, inbox);
        } catch (IOException e) {
            // Nobody listens there: starting, leaving or dead. The lock will tell.
            return Answer.of(Answer.How.NOT_BEGUN);
        }
        Thread talking = new Thread(() -> inbox.end(wire.converse()), "talking to the owner");
        talking.setDaemon(true);
        talking.start();
        wire.send(request);
        Interruption.Following following = interruption.whenRaised(() -> wire.send(Frame.of(FrameKind.INTERRUPT)));
        try {
            return follow(wire, inbox);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    FailureCategory.INTERRUPTED, "follow the owner", "interrupted", "Start again to resume.", e);
        } finally {
            following.close();
            wire.finish();
        }
    }

    /** Never waits: a connection to a socket whose queue is full, as a frozen owner's is, would wait for ever. */
    private static SocketChannel connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean connected = false;
        try {
            channel.configureBlocking(false);
            connected = channel.connect(UnixDomainSocketAddress.of(socket));
        } finally {
            if (!connected) {
                channel.close();
            }
        }
        if (!connected) {
            throw new IOException("no room at " + socket);
        }
        return channel;
    }

    private Answer follow(Wire wire, Inbox inbox) throws InterruptedException {
        for (Optional<Frame> next = inbox.next(); next.isPresent(); next = inbox.next()) {
            wire.wake();
            Frame frame = next.get();
            switch (frame.kind()) {
                case ACCEPTED -> accepted = true;
                case OUT -> print(frame, out);
                case ERR -> print(frame, err);
                case EXIT -> {
                    return Answer.ended(frame.code());
                }
                default -> {
                    return Answer.of(Answer.How.NOT_BEGUN);
                }
            }
        }
        if (inbox.howItEnded() == Wire.End.SILENT) {
            return Answer.of(Answer.How.FROZEN);
        }
        return Answer.of(accepted ? Answer.How.LOST : Answer.How.NOT_BEGUN);
    }

    private static void print(Frame frame, OutputStream stream) {
        try {
            stream.write(frame.content());
            stream.flush();
        } catch (IOException e) {
            String seen = String.valueOf(e.getMessage());
            throw new Failure(FailureCategory.RETRYABLE, "print the output", seen, "Look at what reads it.", e);
        }
    }
}
