package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import java.io.OutputStream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
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

    /**
     * Asks for a program.
     *
     * @param sure whether this server is known to run programs: then its answer is not waited for
     */
    void run(String line, boolean sure) throws SSHException {
        if (sure) {
            sendChannelRequest("exec", false, new Buffer.PlainBuffer().putString(line, getRemoteCharset()));
        } else {
            exec(line);
        }
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

    /** Full messages: a server spends more on each than on what is in it. What is held goes with a flush. */
    private final class Input extends OutputStream {

        private byte[] held = {};
        private int count;

        private OutputStream wire() {
            return ProgramChannel.super.getOutputStream();
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (held.length == 0) {
                held = new byte[rwin.getMaxPacketSize()];
            }
            int at = offset;
            int end = offset + length;
            while (at < end) {
                int now = Math.min(held.length - count, end - at);
                System.arraycopy(bytes, at, held, count, now);
                count += now;
                at += now;
                if (count == held.length) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            int at = 0;
            while (at < count) {
                int now = Math.min(room(), count - at);
                wire().write(held, at, now);
                wire().flush();
                at += now;
            }
            count = 0;
        }

        @Override
        public void close() throws IOException {
            flush();
            wire().close();
        }
    }
}
