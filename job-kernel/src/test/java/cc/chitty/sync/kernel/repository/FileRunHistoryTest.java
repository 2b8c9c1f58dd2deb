package cc.chitty.sync.kernel.repository;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;

class FileRunHistoryTest extends RunHistoryContract {

    @TempDir
    Path state;

    @Override
    RepositorySettings settings() {
        return RepositorySettings.of(state, Map.of(), new Properties());
    }
}
