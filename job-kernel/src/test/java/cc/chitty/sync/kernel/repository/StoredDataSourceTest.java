package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a kill leaves of the file is what a copy of it holds. */
class StoredDataSourceTest {

    private static final String OPTIONS = ";WRITE_DELAY=2147483647;DB_CLOSE_ON_EXIT=FALSE";

    @TempDir
    private Path directory;

    private JdbcConnectionPool pool;
    private DataSource source;
    private JdbcClient client;
    private int copies;

    @BeforeEach
    void opens() {
        pool = JdbcConnectionPool.create(url("jobs"), "sa", "");
        source = new StoredDataSource(pool);
        client = JdbcClient.create(source);
        client.sql("create table word (word varchar)").update();
    }

    @AfterEach
    void closes() {
        pool.dispose();
    }

    @Test
    void a_statement_of_its_own_survives_a_kill() throws IOException {
        add("one");
        assertThat(wordsAfterAKill()).isEqualTo(1);
    }

    @Test
    void a_transaction_survives_a_kill() throws IOException {
        inTransaction(new JdbcTransactionManager(source), "one", "two");
        assertThat(wordsAfterAKill()).isEqualTo(2);
    }

    @Test
    void bookkeeping_goes_to_the_file_with_the_next_commit() throws IOException {
        inTransaction(new BatchTransactions(source), "one");
        assertThat(wordsAfterAKill()).as("not yet").isZero();
        assertThat(client.sql("select count(*) from word").query(Long.class).single())
                .as("but everybody here sees it")
                .isEqualTo(1);
        inTransaction(new JdbcTransactionManager(source), "two");
        assertThat(wordsAfterAKill()).isEqualTo(2);
    }

    @Test
    void bookkeeping_inside_a_step_is_committed_with_it() throws IOException {
        new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(status -> {
            add("one");
            inTransaction(new BatchTransactions(source), "two");
        });
        assertThat(wordsAfterAKill()).isEqualTo(2);
    }

    @Test
    void what_was_taken_back_stays_so() throws IOException {
        add("one");
        new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(status -> {
            add("two");
            status.setRollbackOnly();
        });
        add("three");
        assertThat(wordsAfterAKill()).isEqualTo(2);
    }

    private void add(String word) {
        client.sql("insert into word values (?)").param(word).update();
    }

    private void inTransaction(PlatformTransactionManager transactions, String... words) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            for (String word : words) {
                add(word);
            }
        });
    }

    private long wordsAfterAKill() throws IOException {
        String name = "copy" + copies++;
        Files.copy(directory.resolve("jobs.mv.db"), directory.resolve(name + ".mv.db"));
        JdbcConnectionPool copy = JdbcConnectionPool.create(url(name), "sa", "");
        try {
            return JdbcClient.create(copy)
                    .sql("select count(*) from word")
                    .query(Long.class)
                    .single();
        } finally {
            copy.dispose();
        }
    }

    private String url(String name) {
        return RepositorySettings.H2 + directory.resolve(name) + OPTIONS;
    }
}
