package cc.chitty.sync.gpusync;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.SshServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios between two homes of this machine, and over ssh. */
class GpuSyncScenariosTest {

    @Nested
    class OfTwoDirectories extends GpuSyncScenarios {
        @Override
        Between between(Path directory) {
            Path home = directory.resolve("laptop");
            Path station = directory.resolve("station");
            Map<String, Object> settings = JobDesk.peer(station);
            return new Between(home, home.resolve("code"), station.resolve("code"), settings);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OverSsh extends GpuSyncScenarios {
        private SshStation station;
        private int number;

        @BeforeAll
        void starts(@TempDir Path place) throws IOException {
            assumeTrue(
                    Integer.getInteger("chittysync.test.rounds", 1) > 1,
                    "over ssh too with -Dchittysync.test.rounds=2 or more");
            station = new SshStation(place);
        }

        @AfterAll
        void ends() {
            if (station != null) {
                station.close();
            }
        }

        /** Each in a directory of its own; the server is the same. */
        @Override
        Between between(Path directory) {
            SshServer server = station.server();
            String name = "s" + ++number + "/code";
            Map<String, Object> settings = station.settings(server.port());
            settings.put("workspaces[0].path", "~/" + name);
            settings.put("workspaces[0].name", "code");
            return new Between(
                    server.home(),
                    server.home().resolve(name),
                    server.remoteHome().resolve(name),
                    settings);
        }
    }
}
