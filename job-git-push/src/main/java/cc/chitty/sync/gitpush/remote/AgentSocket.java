package cc.chitty.sync.gitpush.remote;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.jspecify.annotations.Nullable;

/** Speaks to the user's ssh agent over the socket that {@code SSH_AUTH_SOCK} names; JGit's own way needs native code. */
final class AgentSocket implements Connector {

    private static final int LONGEST_ANSWER = 1 << 20;

    private final Path socket;
    private @Nullable SocketChannel channel;

    AgentSocket(Path socket) {
        this.socket = socket;
    }

    @Override
    public boolean connect() throws IOException {
        if (!Files.exists(socket)) {
            return false;
        }
        SocketChannel open = SocketChannel.open(StandardProtocolFamily.UNIX);
        open.connect(UnixDomainSocketAddress.of(socket));
        channel = open;
        return true;
    }

    /**
     * Sends a message and reads the answer.
     *
     * @param message with 5 bytes in front, for the length and the command
     */
    @Override
    public byte[] rpc(byte command, byte[] message) throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            throw new IOException("not connected to the ssh agent");
        }
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeInt(message.length - 4);
        out.writeByte(command);
        out.write(message, 5, message.length - 5);
        for (ByteBuffer rest = ByteBuffer.wrap(frame.toByteArray()); rest.hasRemaining(); ) {
            open.write(rest);
        }
        DataInputStream in = new DataInputStream(Channels.newInputStream(open));
        int length = in.readInt();
        if (length <= 0 || length > LONGEST_ANSWER) {
            throw new EOFException("the ssh agent's answer has no sensible length");
        }
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
