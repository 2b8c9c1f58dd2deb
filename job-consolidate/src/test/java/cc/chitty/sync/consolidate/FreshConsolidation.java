package cc.chitty.sync.consolidate;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One application for all tests of a class, emptied before each. */
abstract class FreshConsolidation {

    @TempDir
    private static Path directory;

    static ConsolidateFixture job;

    ClaudeHome claude;

    @BeforeAll
    static void opens() {
        job = ConsolidateFixture.open(directory);
    }

    @AfterAll
    static void closes() {
        job.close();
    }

    @BeforeEach
    void empties() {
        job.reset();
        claude = job.claude();
    }
}
