package cc.chitty.sync.consolidate.source.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between which two looks at a database in use a copy of it is one state. */
final class DatabaseFilesTest {

    @TempDir
    private Path directory;

    private DatabaseFiles files;
    private TestDatabase agent;

    @BeforeEach
    void begin() {
        files = new DatabaseFiles(directory.resolve("agent.db"));
        agent = TestDatabase.withLog(files.main());
        agent.run("create table t(n int)");
        agent.run("insert into t values(1)");
    }

    @AfterEach
    void end() {
        agent.close();
    }

    @Test
    void nothing_happened() throws IOException {
        assertThat(steadyAfter("select 1")).isTrue();
    }

    @Test
    void the_log_grew() throws IOException {
        assertThat(steadyAfter("update t set n = 2")).isTrue();
    }

    @Test
    void the_log_was_moved_to_the_main_file_and_kept() throws IOException {
        assertThat(steadyAfter("pragma wal_checkpoint(passive)")).isTrue();
    }

    @Test
    void the_log_was_emptied() throws IOException {
        assertThat(steadyAfter("pragma wal_checkpoint(truncate)")).isFalse();
    }

    @Test
    void the_log_started_over() throws IOException {
        assertThat(steadyAfter("pragma wal_checkpoint(restart);\nupdate t set n = 2"))
                .isFalse();
    }

    @Test
    void a_log_began() throws IOException {
        agent.run("pragma wal_checkpoint(truncate)");
        assertThat(steadyAfter("update t set n = 2")).isFalse();
    }

    @Test
    void the_main_file_changed_without_a_log() throws IOException {
        agent.run("pragma journal_mode=delete");
        assertThat(steadyAfter("create table other as select randomblob(5000)")).isFalse();
    }

    @Test
    void a_transaction_with_a_journal_was_open_before_or_after() throws IOException {
        agent.run("pragma journal_mode=delete");
        DatabaseFiles.Look quiet = files.look();
        Path journal = directory.resolve("agent.db-journal");
        Files.write(journal, new byte[] {(byte) 0xd9, (byte) 0xd5, 5, (byte) 0xf9, 32, (byte) 0xa1, 99, (byte) 0xd7});
        DatabaseFiles.Look open = files.look();
        assertThat(quiet.isSteady(open)).isFalse();
        assertThat(open.isSteady(quiet)).isFalse();
        Files.write(journal, new byte[512]);
        assertThat(quiet.isSteady(files.look())).isTrue();
    }

    private boolean steadyAfter(String script) throws IOException {
        DatabaseFiles.Look before = files.look();
        agent.run(script);
        return before.isSteady(files.look());
    }
}
