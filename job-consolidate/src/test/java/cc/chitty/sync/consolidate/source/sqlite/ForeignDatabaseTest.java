package cc.chitty.sync.consolidate.source.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.source.AgentHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForeignDatabaseTest {

    private static final long ANY_SIZE = Long.MAX_VALUE;
    private static final long NO_COPY = 0;
    private static final String COUNT = "select count(*), min(n), max(n) from pair";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void begin() {
        file = directory.resolve("an agent's 100% ?.db");
    }

    @Test
    void a_database_in_use_is_read_with_its_log_and_nothing_of_it_changes() throws IOException, SQLException {
        try (TestDatabase agent = pairs(TestDatabase.withLog(file))) {
            agent.run("update pair set n = 7");
            List<String> before = new AgentHome(directory).files();
            assertThat(ask(ANY_SIZE)).isEqualTo("2 7 7");
            assertThat(new AgentHome(directory).files()).isEqualTo(before);
            agent.run("begin immediate");
            assertThat(ask(ANY_SIZE)).isEqualTo("2 7 7");
            agent.run("update pair set n = 8");
            assertThat(ask(ANY_SIZE)).isEqualTo("2 7 7");
            agent.run("commit");
            assertThat(ask(ANY_SIZE)).isEqualTo("2 8 8");
        }
    }

    @Test
    void a_log_without_its_index_is_read_and_none_is_made() throws IOException, SQLException {
        Path left = directory.resolve("left.db");
        try (TestDatabase agent = pairs(TestDatabase.withLog(file))) {
            agent.run("update pair set n = 7");
            Files.copy(file, left);
            Files.copy(new DatabaseFiles(file).log(), new DatabaseFiles(left).log());
        }
        file = left;
        List<String> before = new AgentHome(directory).files();
        assertThat(ask(ANY_SIZE)).isEqualTo("2 7 7");
        assertThat(new AgentHome(directory).files()).isEqualTo(before);
    }

    @Test
    void a_large_closed_database_is_read_in_place_and_nothing_is_made_beside_it() throws IOException, SQLException {
        pairs(TestDatabase.withLog(file)).close();
        List<String> before = new AgentHome(directory).files();
        assertThat(ask(NO_COPY)).isEqualTo("2 1 1");
        assertThat(new AgentHome(directory).files()).isEqualTo(before);
    }

    @Test
    void a_large_database_in_use_is_refused() {
        try (TestDatabase agent = pairs(TestDatabase.withLog(file))) {
            assertThat(agent).isNotNull();
            assertThatThrownBy(() -> ask(NO_COPY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too large to copy and in use");
        }
    }

    @Test
    void a_database_with_an_open_rollback_journal_is_refused() {
        try (TestDatabase agent = pairs(TestDatabase.plain(file))) {
            agent.run("pragma cache_size=1");
            agent.run("begin exclusive");
            agent.run("update pair set n = 9");
            agent.run("with recursive s(i) as (select 1 union all select i + 1 from s where i < 500)"
                    + " insert into pair select 'x' || i, randomblob(1000) from s");
            assertThatThrownBy(() -> ask(ANY_SIZE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("written to");
            agent.run("rollback");
        }
    }

    @Test
    void what_was_written_to_while_it_was_read_in_place_is_refused() throws IOException, SQLException {
        pairs(TestDatabase.plain(file)).close();
        try (ForeignDatabase database = ForeignDatabase.open(file, NO_COPY)) {
            assertThat(database.columns("pair")).containsExactlyInAnyOrder("name", "n");
            database.verify();
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
            assertThatThrownBy(database::verify).isInstanceOf(IOException.class);
        }
    }

    @Test
    void no_reading_sees_half_a_transaction_while_an_agent_writes_and_checkpoints() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        farApart();
        CompletableFuture<Void> agent = CompletableFuture.runAsync(() -> write(done));
        int read = 0;
        int rounds = 60 * Integer.getInteger("chittysync.test.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            read += isWhole() ? 1 : 0;
        }
        done.set(true);
        agent.get();
        assertThat(read).isPositive();
    }

    /** The two rows lie at the two ends of a file that takes a while to copy. */
    private void farApart() {
        try (TestDatabase database = TestDatabase.withLog(file)) {
            database.run("create table pair(name text, n int)");
            database.run("create table filler(bytes blob)");
            database.run("insert into pair values('a' || hex(zeroblob(1500)), 1)");
            database.run("with recursive s(i) as (select 1 union all select i + 1 from s where i < 2000)"
                    + " insert into filler select randomblob(2000) from s");
            database.run("insert into pair values('b' || hex(zeroblob(1500)), 1)");
        }
    }

    /** Both rows are always written together, and moved to the main file before the log starts over with other rows. */
    private void write(AtomicBoolean done) {
        try (TestDatabase agent = TestDatabase.withLog(file)) {
            agent.run("pragma synchronous=off");
            for (int n = 2; !done.get(); n++) {
                agent.run("update pair set n = " + n);
                agent.run("pragma wal_checkpoint(" + (n % 2 == 0 ? "restart" : "truncate") + ")");
                agent.run("update filler set bytes = randomblob(2000) where rowid = 1000");
                pause(n);
            }
        }
    }

    /** Now and then long enough for a copy in peace, without sleeping. */
    private static void pause(int n) {
        long end = System.nanoTime() + (n % 20 == 0 ? Duration.ofMillis(20).toNanos() : 0);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** False where the database was refused; a half transaction or a damaged copy fails the test. */
    private boolean isWhole() throws SQLException {
        try {
            String[] answer = ask(ANY_SIZE).split(" ", -1);
            assertThat(answer[0]).isEqualTo("2");
            assertThat(answer[1]).isEqualTo(answer[2]);
            return true;
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("written to while it was read");
            return false;
        }
    }

    @Test
    void a_copy_is_private_and_gone_afterwards() throws IOException, SQLException {
        pairs(TestDatabase.plain(file)).close();
        List<Path> before = copies();
        List<Path> during;
        try (ForeignDatabase database = ForeignDatabase.open(file, ANY_SIZE)) {
            assertThat(database.columns("pair")).isNotEmpty();
            during = copies();
            during.removeAll(before);
            assertThat(during).isNotEmpty();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(during.get(0))))
                    .isEqualTo("rwx------");
        }
        during.retainAll(copies());
        assertThat(during).isEmpty();
    }

    @Test
    void what_a_killed_run_left_long_ago_is_removed_and_what_is_new_stays() throws IOException, SQLException {
        Path old = Files.createTempDirectory("chittysync-copy-");
        Path fresh = Files.createTempDirectory("chittysync-copy-");
        Files.writeString(old.resolve("copy.db"), "left");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        pairs(TestDatabase.plain(file)).close();
        assertThat(ask(ANY_SIZE)).isEqualTo("2 1 1");
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        Files.delete(fresh);
    }

    private String ask(long largestCopy) throws IOException, SQLException {
        try (ForeignDatabase database = ForeignDatabase.open(file, largestCopy)) {
            String answer = database.ask(COUNT, row -> row.getInt(1) + " " + row.getInt(2) + " " + row.getInt(3))
                    .get(0);
            database.verify();
            return answer;
        }
    }

    private static TestDatabase pairs(TestDatabase database) {
        database.run("create table pair(name text primary key, n int)");
        database.run("insert into pair values('a', 1), ('b', 1)");
        return database;
    }

    private static List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new ArrayList<>(
                    files.filter(path -> path.getFileName().toString().startsWith("chittysync-copy-"))
                            .toList());
        }
    }
}
