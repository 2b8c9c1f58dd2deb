package cc.chitty.sync.kernel.ssh;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Speaks to the user's ssh agent over its Unix domain socket, which {@code SSH_AUTH_SOCK} names. One question at a time. */
public final class AgentSocket implements Closeable {

    private static final int LONGEST_ANSWER = 1 << 20;

    private final SocketChannel channel;

    private AgentSocket(SocketChannel channel) {
        this.channel = channel;
    }

    public static AgentSocket connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new AgentSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Sends a message and waits for the answer.
     *
     * @param command its number in the agent's protocol
     * @param body what follows the number
     * @return the answer, which begins with its number
     */
    public byte[] ask(byte command, byte[] body) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeInt(body.length + 1);
        out.writeByte(command);
        out.write(body);
        for (ByteBuffer rest = ByteBuffer.wrap(frame.toByteArray()); rest.hasRemaining(); ) {
            channel.write(rest);
        }
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        int length = in.readInt();
        if (length <= 0 || length > LONGEST_ANSWER) {
            throw new EOFException("the ssh agent's answer has no sensible length");
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
