package cc.chitty.sync.consolidate.source.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A database as an agent writes it; open, and with a write-ahead log, until it is closed. */
public final class TestDatabase implements AutoCloseable {

    private final Connection connection;

    private TestDatabase(Connection connection) {
        this.connection = connection;
    }

    /** Opens it with a log that is never moved into the main file on its own. */
    public static TestDatabase withLog(Path file) {
        TestDatabase database = plain(file);
        database.run("pragma journal_mode=wal");
        database.run("pragma wal_autocheckpoint=0");
        return database;
    }

    public static TestDatabase plain(Path file) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            return new TestDatabase(DriverManager.getConnection("jdbc:sqlite:" + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements, separated by semicolons at the ends of lines. */
    public void run(String script) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script.split(";\\s*(\\n|$)", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(script, e);
        }
    }

    public void insert(String sql, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
