package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.kernel.ssh.AgentSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/**
 * A key that the user's ssh agent holds.
 *
 * @param encoded its public part as it is sent, in Base64
 */
record AgentKey(Path socket, String encoded, String comment) {

    private static final byte LIST = 11;
    private static final byte LISTED = 12;
    private static final byte SIGN = 13;
    private static final byte SIGNED = 14;
    private static final int RSA_SHA2_512 = 4;
    private static final int MOST = 1000;

    /** Asks the agent for its keys. */
    static List<AgentKey> all(Path socket) throws IOException {
        try (AgentSocket agent = AgentSocket.connect(socket)) {
            Buffer.PlainBuffer answer = new Buffer.PlainBuffer(agent.ask(LIST, new byte[0]));
            if (answer.readByte() != LISTED) {
                throw new IOException("the agent does not tell its keys");
            }
            List<AgentKey> keys = new ArrayList<>();
            for (long left = Math.min(MOST, answer.readUInt32()); left > 0; left--) {
                String encoded = Base64.getEncoder().encodeToString(answer.readStringAsBytes());
                keys.add(new AgentKey(socket, encoded, answer.readString(StandardCharsets.UTF_8)));
            }
            return keys;
        }
    }

    byte[] blob() {
        return Base64.getDecoder().decode(encoded);
    }

    /** Its kind, as the key itself says. */
    String type() throws IOException {
        return new Buffer.PlainBuffer(blob()).readString(StandardCharsets.UTF_8);
    }

    /** The algorithm to sign with: for RSA, not the old one. */
    String algorithm() throws IOException {
        return type().equals("ssh-rsa") ? "rsa-sha2-512" : type();
    }

    /** The signature as it is sent. */
    byte[] sign(byte[] data) throws IOException {
        byte[] question = new Buffer.PlainBuffer()
                .putString(blob())
                .putString(data)
                .putUInt32(type().equals("ssh-rsa") ? RSA_SHA2_512 : 0)
                .getCompactData();
        try (AgentSocket agent = AgentSocket.connect(socket)) {
            Buffer.PlainBuffer answer = new Buffer.PlainBuffer(agent.ask(SIGN, question));
            if (answer.readByte() != SIGNED) {
                throw new IOException("the agent does not sign with the key " + comment);
            }
            return answer.readStringAsBytes();
        }
    }
}
