package cc.chitty.sync.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsTest {

    @TempDir
    static Path directory;

    private static EmbeddedPostgres server;
    private static DataSource h2;
    private static DataSource postgresql;

    @BeforeAll
    static void migrates_both() throws IOException {
        server = EmbeddedPostgres.start();
        h2 = h2(directory.resolve("jobs"));
        postgresql = server.getPostgresDatabase();
        assertThat(migrate(h2, "h2").migrationsExecuted).isEqualTo(7);
        assertThat(migrate(postgresql, "postgresql").migrationsExecuted).isEqualTo(7);
    }

    @AfterAll
    static void stops_the_server() throws IOException {
        server.close();
    }

    @Test
    void both_databases_have_the_same_tables_and_columns() throws SQLException {
        assertThat(columns(h2))
                .contains("source_file.modified_nanos bigint not null", "snapshot.taken_at timestamp zone not null")
                .isEqualTo(columns(postgresql));
    }

    @Test
    void both_databases_have_the_same_keys() throws SQLException {
        assertThat(keys(h2))
                .contains("run_problem primary seq 2", "snapshot refers batch_job_execution cascade")
                .isEqualTo(keys(postgresql));
    }

    @Test
    void a_second_run_has_nothing_to_do() {
        assertThat(migrate(h2, "h2").migrationsExecuted).isZero();
        assertThat(migrate(postgresql, "postgresql").migrationsExecuted).isZero();
    }

    @Test
    void the_tables_of_spring_batch_are_those_of_its_own_scripts() throws SQLException, IOException {
        DataSource theirs = h2(directory.resolve("theirs"));
        runTheirScript(theirs, "h2");
        assertThat(batchColumns(h2)).hasSizeGreaterThan(40).isEqualTo(batchColumns(theirs));
        assertThat(sequences(h2)).hasSize(3).isEqualTo(sequences(theirs));

        DataSource theirServer = server.getDatabase("postgres", "template1");
        runTheirScript(theirServer, "postgresql");
        assertThat(batchColumns(postgresql)).hasSizeGreaterThan(40).isEqualTo(batchColumns(theirServer));
        assertThat(sequences(postgresql)).hasSize(3).isEqualTo(sequences(theirServer));
    }

    @Test
    void what_is_searched_has_an_index_in_both() throws SQLException {
        assertThat(indexed(h2))
                .contains("batch_job_execution.status", "batch_step_execution.status", "snapshot.job_execution_id");
        assertThat(indexed(postgresql))
                .contains(
                        "batch_job_execution.status",
                        "batch_step_execution.status",
                        "batch_job_execution.job_instance_id",
                        "batch_step_execution.job_execution_id",
                        "batch_job_execution_params.job_execution_id",
                        "snapshot.job_execution_id");
    }

    private static MigrateResult migrate(DataSource source, String vendor) {
        return Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + vendor)
                .load()
                .migrate();
    }

    private static DataSource h2(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file + ";WRITE_DELAY=0");
        return source;
    }

    private static void runTheirScript(DataSource source, String vendor) throws SQLException, IOException {
        String name = "/org/springframework/batch/core/schema-" + vendor + ".sql";
        try (InputStream script = Objects.requireNonNull(MigrationsTest.class.getResourceAsStream(name));
                Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static SortedSet<String> batchColumns(DataSource source) throws SQLException {
        return new TreeSet<>(columns(source).subSet("batch_", "batch_~"));
    }

    /** As "table.column type not null", both databases' names of a type brought together. */
    private static SortedSet<String> columns(DataSource source) throws SQLException {
        SortedSet<String> columns = new TreeSet<>();
        try (Connection connection = source.getConnection();
                ResultSet found = metadata(connection).getColumns(null, schema(connection), "%", "%")) {
            while (found.next()) {
                String table = lower(found, "TABLE_NAME");
                if (!table.startsWith("flyway")) {
                    columns.add(table + "." + lower(found, "COLUMN_NAME") + " " + type(found)
                            + (found.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " not null" : ""));
                }
            }
        }
        return columns;
    }

    private static String type(ResultSet column) throws SQLException {
        String type = lower(column, "TYPE_NAME").replaceAll("\\(\\d+\\)", "");
        return switch (type) {
            case "character varying", "varchar", "character large object", "text" -> "varchar" + length(column);
            case "character", "bpchar" -> "char";
            case "bigint", "int8" -> "bigint";
            case "integer", "int4" -> "integer";
            case "timestamp with time zone", "timestamptz" -> "timestamp zone";
            case "timestamp" -> "timestamp";
            case "binary varying", "bytea" -> "bytes";
            default -> throw new AssertionError("a type nobody compared yet: " + type);
        };
    }

    /** Empty for the longest each of them has. */
    private static String length(ResultSet column) throws SQLException {
        int size = column.getInt("COLUMN_SIZE");
        return size >= 1_000_000 ? "" : "(" + size + ")";
    }

    private static SortedSet<String> keys(DataSource source) throws SQLException {
        SortedSet<String> keys = new TreeSet<>();
        try (Connection connection = source.getConnection()) {
            for (String table : tables(connection)) {
                addPrimary(connection, table, keys);
                addForeign(connection, table, keys);
            }
        }
        return keys;
    }

    private static void addPrimary(Connection connection, String table, SortedSet<String> keys) throws SQLException {
        try (ResultSet found = metadata(connection).getPrimaryKeys(null, schema(connection), table)) {
            while (found.next()) {
                keys.add(table.toLowerCase(Locale.ROOT) + " primary " + lower(found, "COLUMN_NAME") + " "
                        + found.getInt("KEY_SEQ"));
            }
        }
    }

    private static void addForeign(Connection connection, String table, SortedSet<String> keys) throws SQLException {
        try (ResultSet found = metadata(connection).getImportedKeys(null, schema(connection), table)) {
            while (found.next()) {
                boolean cascade = found.getInt("DELETE_RULE") == DatabaseMetaData.importedKeyCascade;
                keys.add(table.toLowerCase(Locale.ROOT) + " refers " + lower(found, "PKTABLE_NAME")
                        + (cascade ? " cascade" : ""));
            }
        }
    }

    private static SortedSet<String> indexed(DataSource source) throws SQLException {
        SortedSet<String> indexed = new TreeSet<>();
        try (Connection connection = source.getConnection()) {
            for (String table : tables(connection)) {
                try (ResultSet found =
                        metadata(connection).getIndexInfo(null, schema(connection), table, false, true)) {
                    while (found.next()) {
                        if (found.getInt("ORDINAL_POSITION") == 1) {
                            indexed.add(table.toLowerCase(Locale.ROOT) + "." + lower(found, "COLUMN_NAME"));
                        }
                    }
                }
            }
        }
        return indexed;
    }

    private static SortedSet<String> tables(Connection connection) throws SQLException {
        SortedSet<String> tables = new TreeSet<>();
        try (ResultSet found =
                metadata(connection).getTables(null, schema(connection), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!name.startsWith("flyway")) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private static SortedSet<String> sequences(DataSource source) throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        String query = "select sequence_name, maximum_value, cycle_option from information_schema.sequences"
                + " where lower(sequence_name) like 'batch%'";
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                names.add(lower(found, "sequence_name") + " " + found.getString(2) + " " + found.getString(3));
            }
        }
        return names;
    }

    private static DatabaseMetaData metadata(Connection connection) throws SQLException {
        return connection.getMetaData();
    }

    private static String schema(Connection connection) throws SQLException {
        return Objects.requireNonNull(connection.getSchema());
    }

    private static String lower(ResultSet found, String column) throws SQLException {
        return Objects.requireNonNull(found.getString(column)).toLowerCase(Locale.ROOT);
    }
}
