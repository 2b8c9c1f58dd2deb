package cc.chitty.sync.gpusync.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotIndexTest {

    private static final String ID = "sync-20260102T030405.678Z-1";

    @TempDir
    Path peer;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret",
                "{\"snapshot\":s3cret}",
                "{\"snapshot\":\"x\",\"peer\":\"x\",\"at\":\"s3cret\",\"restores\":\"\",\"backups\":{}}"
            })
    void a_manifest_that_makes_no_sense_is_damaged_and_no_word_of_it_is_shown(String line) throws IOException {
        SnapshotIndex snapshots = new SnapshotIndex(peer);
        Files.createDirectory(peer.resolve("snapshots"));
        Files.writeString(peer.resolve("snapshots/" + ID + ".jsonl"), line + "\n");
        Failure failure = catchThrowableOfType(Failure.class, () -> snapshots.read(ID));
        assertThat(failure.category()).isEqualTo(FailureCategory.DAMAGED);
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("s3cret");
    }
}
