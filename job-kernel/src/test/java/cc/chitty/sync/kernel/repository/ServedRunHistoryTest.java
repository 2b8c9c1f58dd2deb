package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class ServedRunHistoryTest extends RunHistoryContract {

    private static EmbeddedPostgres server;
    private static int databases;

    @TempDir
    Path state;

    private String url = "";

    @BeforeAll
    static void starts() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stops() throws IOException {
        server.close();
    }

    /** A database of its own for each test. */
    @Override
    RepositorySettings settings() {
        if (url.isEmpty()) {
            databases++;
            JdbcClient.create(server.getPostgresDatabase())
                    .sql("create database jobs" + databases)
                    .update();
            url = server.getJdbcUrl("postgres", "jobs" + databases);
        }
        return new RepositorySettings(url, "postgres", "", state.resolve("database"));
    }

    @Test
    void it_is_opened_again_as_it_was_left() {
        assertThat(open(settings()).opening()).isEqualTo(Opening.quiet(Opening.Kind.INTACT));
    }

    @Test
    void the_database_of_another_state_directory_is_refused() {
        RepositorySettings other = new RepositorySettings(url, "postgres", "", state.resolve("other"));
        assertThatThrownBy(() -> open(other))
                .hasMessageContaining("another state directory")
                .satisfies(thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.USAGE));
    }

    @Test
    void an_older_state_is_said_and_run_ids_go_on() throws IOException {
        Sidecar known = Sidecar.read(settings().sidecar()).orElseThrow();
        new Sidecar(known.id(), 77, 0, 0).write(settings().sidecar());
        RepositoryGuard guard = open(settings());
        assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.RESTORED);
        assertThat(nextRun(guard)).isGreaterThan(77);
        assertThat(open(settings()).opening().kind()).isEqualTo(Opening.Kind.INTACT);
    }

    @Test
    void a_database_that_was_emptied_is_said() throws IOException {
        Sidecar known = Sidecar.read(settings().sidecar()).orElseThrow();
        new Sidecar(known.id(), 77, 0, 0).write(settings().sidecar());
        JdbcClient client = JdbcClient.create(server.getDatabase("postgres", "jobs" + databases));
        client.sql("drop schema public cascade").update();
        client.sql("create schema public").update();
        RepositoryGuard guard = open(settings());
        assertThat(guard.opening().kind()).isEqualTo(Opening.Kind.REBUILT);
        assertThat(nextRun(guard)).isGreaterThan(77);
    }

    @Test
    void a_newer_schema_is_refused() {
        JdbcClient.create(server.getDatabase("postgres", "jobs" + databases))
                .sql("update flyway_schema_history set version = '9' where version = '2'")
                .update();
        assertThatThrownBy(() -> open(settings()))
                .hasMessageContaining("version 9")
                .satisfies(thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.USAGE));
    }

    @Test
    void a_database_with_tables_of_others_is_refused_and_left_alone() {
        JdbcClient client = JdbcClient.create(server.getDatabase("postgres", "jobs" + databases));
        client.sql("drop schema public cascade").update();
        client.sql("create schema public").update();
        client.sql("create table theirs (id bigint)").update();
        assertThatThrownBy(() -> open(settings()))
                .satisfies(thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.USAGE));
        assertThat(client.sql("select table_name from information_schema.tables where table_schema = 'public'")
                        .query(String.class)
                        .list())
                .containsExactly("theirs");
    }

    @Test
    void a_server_that_is_gone_is_worth_another_try() throws IOException {
        Path elsewhere = Files.createDirectory(state.resolve("elsewhere"));
        RepositorySettings gone = new RepositorySettings("jdbc:postgresql://127.0.0.1:1/x", "kim", "", elsewhere);
        assertThatThrownBy(() -> open(gone))
                .satisfies(thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.RETRYABLE));
    }

    private static RepositoryGuard open(RepositorySettings settings) {
        return RepositoryGuard.open(settings, Clock.systemUTC());
    }

    private static long nextRun(RepositoryGuard guard) {
        return JdbcClient.create(guard.source())
                .sql("select nextval('batch_job_execution_seq')")
                .query(Long.class)
                .single();
    }
}
