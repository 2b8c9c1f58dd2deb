package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.DiskGround;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointContract;
import cc.chitty.sync.gpusync.peer.Ground;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What every side does, at the other end of a connection that all tests of a class share. */
abstract class SshContract extends EndpointContract {

    @TempDir
    Path directory;

    protected abstract TestPeer peer();

    @Override
    protected Endpoint endpoint() {
        return peer().endpoint();
    }

    @Override
    protected Ground ground() {
        return new DiskGround(directory);
    }

    /** Its place is in the home directory, where it must not stay. */
    @AfterEach
    void discards() {
        endpoint().discard(staging());
    }
}
