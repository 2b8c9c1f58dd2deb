package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;

/** Logs in with a key of the agent: asks whether the key is taken, then lets the agent sign. */
final class AgentLogin extends AbstractAuthMethod {

    private final AgentKey key;

    AgentLogin(AgentKey key) {
        super("publickey");
        this.key = key;
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return request(false);
    }

    private SSHPacket request(boolean signed) throws UserAuthException {
        try {
            return super.buildReq()
                    .putBoolean(signed)
                    .putString(key.algorithm())
                    .putString(key.blob());
        } catch (IOException e) {
            throw new UserAuthException("the agent's key " + key.comment() + " is no key", e);
        }
    }

    @Override
    public void handle(Message message, SSHPacket packet) throws UserAuthException, TransportException {
        if (message != Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        SSHPacket request = request(true);
        byte[] data = new Buffer.PlainBuffer()
                .putString(params.getTransport().getSessionID())
                .putBuffer(request)
                .getCompactData();
        try {
            params.getTransport().write(request.putString(key.sign(data)));
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new UserAuthException(String.valueOf(e.getMessage()), e);
        }
    }
}
