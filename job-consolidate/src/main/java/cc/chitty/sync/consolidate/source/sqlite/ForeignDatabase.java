package cc.chitty.sync.consolidate.source.sqlite;

import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;

/**
 * A SQLite database of another program, open for reading.
 *
 * <p>A reader that opens a database with a write-ahead log has to write to the log's index, creates it where it is
 * missing, and takes locks. So a database of up to {@value #LARGEST_COPY} bytes is copied, log included, into a
 * directory that only this user can enter, and the copy is read. A larger one is read in place as an immutable file,
 * without any lock, if it has no log; with one it is refused until its program has closed it. Both ways prove afterwards
 * that what was read is one state of the database.
 */
public final class ForeignDatabase implements AutoCloseable {

    /** Bytes of the main file and the log together. */
    static final long LARGEST_COPY = 256L << 20;

    private static final int TRIES = 3;

    private final Connection connection;
    private final DatabaseFiles files;
    private final DatabaseFiles.Look before;
    private final @Nullable PrivateCopy copy;

    private ForeignDatabase(
            Connection connection, DatabaseFiles files, DatabaseFiles.Look before, @Nullable PrivateCopy copy) {
        this.connection = connection;
        this.files = files;
        this.before = before;
        this.copy = copy;
    }

    /** One row of an answer. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** What is asked of a database, as a reading. */
    @FunctionalInterface
    public interface Questions {
        Reading ask(ReadRequest request, ForeignDatabase database) throws SQLException, IOException;
    }

    /** The reading of a database; one that is damaged, or none at all, keeps its last good state. */
    public static Reading reading(ReadRequest request, Questions questions) throws IOException {
        try (ForeignDatabase database = open(request.path())) {
            Reading reading = questions.ask(request, database);
            database.verify();
            return reading;
        } catch (SQLException e) {
            return new Malformed("not a readable SQLite database: " + reason(e))
                    .reading(request.path(), request.stamp().size());
        }
    }

    /** By SQLite's code alone: its messages repeat names and statements that stand in the database. */
    private static String reason(SQLException e) {
        return e instanceof SQLiteException known
                ? known.getResultCode().name() + ", " + known.getResultCode().message
                : e.getClass().getSimpleName();
    }

    /**
     * Opens a database for a few questions.
     *
     * @throws IOException if the files cannot be read, or are written to at this moment
     * @throws SQLException if it is not a database
     */
    public static ForeignDatabase open(Path database) throws IOException, SQLException {
        return open(database, LARGEST_COPY);
    }

    static ForeignDatabase open(Path database, long largestCopy) throws IOException, SQLException {
        DatabaseFiles files = new DatabaseFiles(database.toRealPath());
        return files.stamp().size() > largestCopy ? inPlace(files) : copied(files);
    }

    private static ForeignDatabase inPlace(DatabaseFiles files) throws IOException, SQLException {
        DatabaseFiles.Look look = files.look();
        if (look.hasLog() || !look.isSteady(look)) {
            throw new IOException(
                    "too large to copy and in use: it is read once its program has closed it (no -wal or -journal beside"
                            + " it)");
        }
        String address = "file://" + files.main().toUri().getRawPath() + "?mode=ro&immutable=1";
        return new ForeignDatabase(connect(address), files, look, null);
    }

    private static ForeignDatabase copied(DatabaseFiles files) throws IOException, SQLException {
        PrivateCopy copy = PrivateCopy.make();
        try {
            DatabaseFiles.Look look = copySteadily(files, copy);
            return new ForeignDatabase(connect(copy.main().toString()), files, look, copy);
        } catch (IOException | SQLException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private static DatabaseFiles.Look copySteadily(DatabaseFiles files, PrivateCopy copy) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            DatabaseFiles.Look look = files.look();
            copy.take(files);
            // Two changes of the main file may fall into one tick of its clock; a log covers for them.
            boolean same = look.hasLog() || Files.mismatch(files.main(), copy.main()) < 0;
            if (same && look.isSteady(files.look())) {
                return look;
            }
        }
        throw new IOException("was written to while it was read, " + TRIES + " times; it is read again next time");
    }

    private static Connection connect(String address) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(100);
        return config.createConnection("jdbc:sqlite:" + address);
    }

    /** The columns of a table, empty if there is no such table. */
    public Set<String> columns(String table) throws SQLException {
        return new HashSet<>(ask("select name from pragma_table_info(?)", row -> row.getString(1), table));
    }

    /** Every row of the answer, in its order. */
    public <T> List<T> ask(String sql, Row<T> shape, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            return rows(statement, shape);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> shape) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (ResultSet answer = statement.executeQuery()) {
            while (answer.next()) {
                rows.add(shape.of(answer));
            }
        }
        return rows;
    }

    /** To be called after the last question: what was read in place must not have been written to meanwhile. */
    public void verify() throws IOException {
        if (copy == null && !before.isSteady(files.look())) {
            throw new IOException("was written to while it was read; it is read again next time");
        }
    }

    /** Bytes read from disk. */
    public long bytes() throws IOException {
        return copy == null ? Files.size(files.main()) : copy.size();
    }

    @Override
    public void close() throws IOException, SQLException {
        try {
            connection.close();
        } finally {
            if (copy != null) {
                copy.close();
            }
        }
    }
}
