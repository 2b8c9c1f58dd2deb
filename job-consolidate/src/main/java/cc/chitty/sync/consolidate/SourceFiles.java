package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Stamp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The table of source files: what was read, and where to go on. Its owner's run is the only writer. */
final class SourceFiles {

    /** A text longer than this is not kept, and the file is read from its beginning next time. */
    private static final int TEXT_LIMIT = 1_000_000;

    /** H2 writes results of more than 40,000 rows to disk before it hands them on; PostgreSQL's driver holds all of it. */
    private static final int PAGE = 20_000;

    private static final String CURRENT = "current";
    private static final String PENDING = "pending";
    private static final String COLUMNS = "id, source, path, size, modified_nanos, identity, state, problem";

    private final JdbcTemplate jdbc;
    private long lastId;

    SourceFiles(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Every known file, by source and path. */
    Map<String, Map<String, KnownFile>> all() {
        Map<String, Map<String, KnownFile>> all = new HashMap<>();
        lastId = 0;
        for (long before = -1; before < lastId; ) {
            before = lastId;
            jdbc.query(
                    "select " + COLUMNS + " from source_file where id > ? order by id limit " + PAGE,
                    (RowCallbackHandler) row -> {
                        KnownFile file = file(row);
                        lastId = file.id();
                        all.computeIfAbsent(file.source(), source -> new HashMap<>())
                                .put(file.path(), file);
                    },
                    before);
        }
        return all;
    }

    private static KnownFile file(ResultSet row) throws SQLException {
        return new KnownFile(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                new Stamp(row.getLong(4), row.getLong(5), row.getLong(6)),
                CURRENT.equals(row.getString(7)),
                FileProblems.read(row.getString(8)));
    }

    /** What the last good reading of a file left. */
    record Left(@Nullable String resume, Listings listed) {
        static final Left NOTHING = new Left(null, Listings.NONE);
    }

    Left left(KnownFile file) {
        List<Left> rows = jdbc.query(
                "select resume, listed from source_file where id = ?",
                (row, number) -> new Left(row.getString(1), Listings.read(row.getString(2))),
                file.id());
        return rows.isEmpty() ? Left.NOTHING : rows.get(0);
    }

    /** Files whose listing names the session. */
    List<KnownFile> listing(String agentSession) {
        return jdbc.query(
                "select " + COLUMNS + " from source_file where position(? in listed) > 0",
                (row, number) -> file(row),
                Listings.quoted(agentSession));
    }

    /** Lets the session's files say these contents again when they change, as if they had never said them. */
    void forgetSaid(String agentSession, Set<String> contents) {
        List<Object[]> rows = listing(agentSession).stream()
                .map(file -> new Object[] {
                    left(file).listed().unsaid(agentSession, contents).text(), file.id()
                })
                .toList();
        batch("update source_file set listed = ? where id = ?", rows);
    }

    /** One row to be written; {@code known} null for a new file. */
    record Row(
            @Nullable KnownFile known,
            String source,
            String path,
            Stamp stamp,
            boolean trusted,
            String resume,
            Listings listed,
            FileProblems problems) {}

    void write(List<Row> rows, Instant now) {
        Timestamp read = Timestamp.from(now);
        List<Object[]> inserts = new ArrayList<>();
        List<Object[]> updates = new ArrayList<>();
        for (Row row : rows) {
            String listed = limited(row.listed.text());
            String resume = listed == null ? null : limited(row.resume);
            String state = row.trusted && listed != null ? CURRENT : PENDING;
            Stamp stamp = row.stamp;
            if (row.known == null) {
                inserts.add(new Object[] {
                    ++lastId,
                    row.source,
                    row.path,
                    stamp.size(),
                    stamp.modified(),
                    stamp.identity(),
                    state,
                    resume,
                    listed,
                    row.problems.text(),
                    read
                });
            } else {
                updates.add(new Object[] {
                    stamp.size(),
                    stamp.modified(),
                    stamp.identity(),
                    state,
                    resume,
                    listed,
                    row.problems.text(),
                    read,
                    row.known.id()
                });
            }
        }
        batch(
                "insert into source_file (id, source, path, size, modified_nanos, identity, state, resume, listed,"
                        + " problem, last_read) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                inserts);
        batch(
                "update source_file set size = ?, modified_nanos = ?, identity = ?, state = ?, resume = ?, listed = ?,"
                        + " problem = ?, last_read = ? where id = ?",
                updates);
    }

    /** The next run (or this one, if it still has it in its queue) reads these from their beginning. */
    void distrust(List<KnownFile> files) {
        List<Object[]> ids =
                files.stream().map(file -> new Object[] {file.id()}).toList();
        batch("update source_file set state = '" + PENDING + "', resume = null where id = ?", ids);
    }

    /** Everything is to be read as if for the first time. */
    void forget() {
        jdbc.update("delete from source_file");
    }

    void remove(List<KnownFile> files) {
        List<Object[]> ids =
                files.stream().map(file -> new Object[] {file.id()}).toList();
        batch("delete from source_file where id = ?", ids);
    }

    private void batch(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    private static @Nullable String limited(String text) {
        return text.length() > TEXT_LIMIT ? null : text;
    }
}
