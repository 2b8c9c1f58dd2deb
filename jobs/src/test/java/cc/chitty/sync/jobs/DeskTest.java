package cc.chitty.sync.jobs;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of commands on a desk of its own. */
abstract class DeskTest {

    @TempDir
    Path directory;

    Desk desk;

    @BeforeEach
    void opens() throws IOException {
        desk = new Desk(directory);
    }

    @AfterEach
    void closes() {
        desk.close();
    }
}
