package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.ssh.AgentSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.jspecify.annotations.Nullable;

/** Lets JGit speak to the user's ssh agent; its own way needs native code. */
final class AgentConnector implements Connector {

    private static final int HEADER = 5;

    private final Path path;
    private @Nullable AgentSocket socket;

    AgentConnector(Path path) {
        this.path = path;
    }

    @Override
    public boolean connect() throws IOException {
        if (!Files.exists(path)) {
            return false;
        }
        socket = AgentSocket.connect(path);
        return true;
    }

    /**
     * Sends a message and reads the answer.
     *
     * @param message with 5 bytes in front, for the length and the command
     */
    @Override
    public byte[] rpc(byte command, byte[] message) throws IOException {
        AgentSocket open = socket;
        if (open == null) {
            throw new IOException("not connected to the ssh agent");
        }
        return open.ask(command, Arrays.copyOfRange(message, HEADER, message.length));
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
