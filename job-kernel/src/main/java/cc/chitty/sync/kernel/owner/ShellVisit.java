package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A shell at the owner: what {@code curl} can say, so that a command costs no start of a Java. The answer is a body of
 * lines, each with a mark in front: {@code 1} and {@code 2} a line for standard output and error, {@code 3} and {@code 4}
 * a part of one, {@code .} a sign of life, {@code 9} not here, last {@code 0} and the exit code. Without that last line the
 * shell runs the command by itself.
 */
final class ShellVisit implements Visit {

    private static final String HEAD = "HTTP/1.0 %s\r\nContent-Type: application/octet-stream\r\n\r\n";

    private final ShellWire wire;
    private final Limits limits;
    private final Identity owner;
    private final CommandRunner runner;
    private final Interruption interruption = new Interruption();

    private volatile boolean handedBack;
    private volatile boolean ended;

    ShellVisit(SocketChannel channel, Limits limits, Identity owner, CommandRunner runner) throws IOException {
        this.wire = ShellWire.on(channel, limits);
        this.limits = limits;
        this.owner = owner;
        this.runner = runner;
    }

    @Override
    public void last() {
        try (wire) {
            ShellRequest asked = ShellRequest.read(wire, limits);
            boolean here = asked.version().equals(owner.version()) && runner.servesShell(asked.request());
            if (handedBack || !here) {
                say(String.format(HEAD, "409 Conflict") + "9\n");
                return;
            }
            say(String.format(HEAD, "200 OK"));
            serve(asked.request());
        } catch (IOException e) {
            // Not a request of ours, or the connection broke: the shell, if it is one, runs the command by itself.
            interruption.raise();
        }
    }

    @Override
    public void handBack() {
        handedBack = true;
        interruption.raise();
    }

    private void serve(Request request) {
        Thread listening = new Thread(this::listen, "listening to a shell");
        listening.setDaemon(true);
        listening.start();
        ShellStream out = new ShellStream(wire, '1', '3');
        int code = Serving.run(runner, request, out, new ShellStream(wire, '2', '4'), interruption);
        ended = true;
        if (!handedBack || code != ExitCode.INTERRUPTED.code()) {
            say("0" + code + "\n");
        }
    }

    /** Hears when the shell leaves, and says in between that the owner is alive. */
    private void listen() {
        ByteBuffer nothing = ByteBuffer.allocate(64);
        try {
            while (!ended) {
                if (wire.read(nothing.clear(), limits.beat()) < 0 || (!ended && !say(".\n"))) {
                    interruption.raise();
                    return;
                }
            }
        } catch (IOException | ClosedSelectorException e) {
            interruption.raise(); // closed: the command has ended, or its shell is gone
        }
    }

    private boolean say(String text) {
        return wire.send(text.getBytes(StandardCharsets.UTF_8));
    }
}
