package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.peer.ProgramsContract;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class RemoteShellTest extends ProgramsContract {

    @TempDir
    Path place;

    private TestPeer peer;

    @BeforeEach
    void connects() {
        peer = new TestPeer(place);
    }

    @AfterEach
    void ends() {
        peer.close();
    }

    @Override
    protected RemotePrograms programs() {
        return peer.endpoint().programs().orElseThrow();
    }

    @Override
    protected long held() {
        return 2 << 20;
    }
}
