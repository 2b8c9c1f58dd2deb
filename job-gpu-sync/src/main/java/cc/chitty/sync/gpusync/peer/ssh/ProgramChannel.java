package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import java.io.OutputStream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;

/**
 * A channel for one program, whose standard input can be full for any time.
 *
 * <p>SSHJ's own stream waits for the peer's window while it holds its lock. The one thread that reads the whole connection needs that
 * lock to close the stream of a program that has ended; so a program that ends without having read its input stopped the connection
 * until the wait ran out of time, and a program that reads slowly lost the rest of its input. Here the wait holds no lock, and lasts
 * as long as the channel does.
 */
final class ProgramChannel extends SessionChannel {

    private final OutputStream input = new Input();
    private volatile boolean ended;

    private ProgramChannel(SSHClient client) {
        super(client.getConnection());
    }

    static ProgramChannel open(SSHClient client) throws IOException {
        ProgramChannel channel = new ProgramChannel(client);
        channel.open();
        return channel;
    }

    @Override
    public OutputStream getOutputStream() {
        return input;
    }

    @Override
    protected void closeAllStreams() {
        end();
        super.closeAllStreams();
    }

    @Override
    public void notifyError(SSHException error) {
        end();
        super.notifyError(error);
    }

    private void end() {
        ended = true;
        if (rwin != null) {
            rwin.expand(1);
        }
    }

    private int room() throws IOException {
        while (!ended) {
            try {
                long room = rwin.awaitExpansion(0);
                return (int) Math.min(room, rwin.getMaxPacketSize());
            } catch (ConnectionException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
        throw new ConnectionException("the program has ended");
    }

    private final class Input extends OutputStream {

        private OutputStream wire() {
            return ProgramChannel.super.getOutputStream();
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                int now = Math.min(room(), end - at);
                wire().write(bytes, at, now);
                wire().flush();
                at += now;
            }
        }

        @Override
        public void close() throws IOException {
            wire().close();
        }
    }
}
