package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.Stamp;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
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

    /** Ids named in one statement. */
    private static final int IDS = 1_000;

    /** Where more than one of so many rows is wanted, reading all in their order is faster. */
    private static final int MOST_SHARE = 8;

    private final JdbcTemplate jdbc;
    private final StoredDigests digests;
    private long lastId;

    SourceFiles(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.digests = new StoredDigests(jdbc);
    }

    /** Every known file, by source and path. */
    Map<String, Map<String, KnownFile>> all() {
        Map<String, Map<String, KnownFile>> all = new HashMap<>();
        PartDigests made = new PartDigests();
        lastId = 0;
        for (long before = -1; before < lastId; ) {
            before = lastId;
            jdbc.query(
                    "select " + COLUMNS + " from source_file where id > ? order by id limit " + PAGE,
                    (RowCallbackHandler) row -> {
                        KnownFile file = file(row);
                        lastId = file.id();
                        put(file, all);
                        made.add(file);
                    },
                    before);
        }
        digests.made(made);
        return all;
    }

    private static void put(KnownFile file, Map<String, Map<String, KnownFile>> all) {
        all.computeIfAbsent(file.source(), source -> new HashMap<>()).put(file.path(), file);
    }

    /** What all rows come to; null where only {@link #all} can tell. */
    @Nullable PartDigests digests() {
        long rows = Objects.requireNonNull(
                jdbc.queryForObject("select count(*), coalesce(max(id), 0) from source_file", (row, number) -> {
                    lastId = row.getLong(2);
                    return row.getLong(1);
                }));
        return digests.load(rows);
    }

    /** The known files of some parts of these digests, by source and path. */
    Map<String, Map<String, KnownFile>> in(BitSet parts, PartDigests of) {
        long[] ids = of.ids(parts);
        if (ids.length > IDS && ids.length > of.rows() / MOST_SHARE) {
            Map<String, Map<String, KnownFile>> all = all();
            all.values().forEach(files -> files.values().removeIf(file -> !parts.get(file.part())));
            return all;
        }
        Map<String, Map<String, KnownFile>> some = new HashMap<>();
        PartDigests made = new PartDigests();
        for (int from = 0; from < ids.length; from += IDS) {
            String list = Arrays.stream(ids, from, Math.min(ids.length, from + IDS))
                    .mapToObj(Long::toString)
                    .collect(Collectors.joining(","));
            jdbc.query("select " + COLUMNS + " from source_file where id in (" + list + ")", (RowCallbackHandler)
                    row -> {
                        KnownFile file = file(row);
                        if (parts.get(file.part())) { // else the digests are wrong, and it must not seem to be gone
                            put(file, some);
                            made.add(file);
                        }
                    });
        }
        digests.made(parts, made);
        return some;
    }

    /** The known files below a directory, whatever their source. */
    List<KnownFile> below(String directory) {
        return jdbc.query(
                "select " + COLUMNS + " from source_file where position(? in path) = 1",
                (row, number) -> file(row),
                directory + '/');
    }

    /** For the next run. Only after all that this run changes was written. */
    void keepDigests() {
        digests.keep();
    }

    /** The publication that holds what the rows say was read; empty where none is known. */
    Optional<String> publication() {
        return digests.publication();
    }

    /**
     * What was read is in a publication.
     *
     * @param line names of publications, the newest last
     */
    void publication(List<String> line) {
        if (!line.isEmpty()) {
            digests.publication(line.get(line.size() - 1));
        }
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
        batch("update source_file set listed = ? where id = ?", listing(agentSession), (statement, file) -> {
            statement.setString(
                    1, left(file).listed().unsaid(agentSession, contents).text());
            statement.setLong(2, file.id());
        });
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
            FileProblems problems) {

        /** As the table has it from now on. */
        KnownFile as(long id) {
            return new KnownFile(id, source, path, stamp, trusted && limited(listed.text()) != null, problems);
        }
    }

    void write(List<Row> rows, Instant now) {
        digests.changing();
        Timestamp read = Timestamp.from(now);
        List<Row> fresh = rows.stream().filter(row -> row.known == null).toList();
        List<Row> known = rows.stream().filter(row -> row.known != null).toList();
        batch(
                "insert into source_file (size, modified_nanos, identity, state, resume, listed, problem, last_read, id,"
                        + " source, path) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                fresh,
                (statement, row) -> {
                    reading(statement, row, read);
                    statement.setLong(9, ++lastId);
                    statement.setString(10, row.source);
                    statement.setString(11, row.path);
                    digests.changed(null, row.as(lastId));
                });
        batch(
                "update source_file set size = ?, modified_nanos = ?, identity = ?, state = ?, resume = ?, listed = ?,"
                        + " problem = ?, last_read = ? where id = ?",
                known,
                (statement, row) -> {
                    KnownFile before = Objects.requireNonNull(row.known);
                    reading(statement, row, read);
                    statement.setLong(9, before.id());
                    digests.changed(before, row.as(before.id()));
                });
    }

    private static void reading(PreparedStatement statement, Row row, Timestamp read) throws SQLException {
        String listed = limited(row.listed.text());
        statement.setLong(1, row.stamp.size());
        statement.setLong(2, row.stamp.modified());
        statement.setLong(3, row.stamp.identity());
        statement.setString(4, row.trusted && listed != null ? CURRENT : PENDING);
        statement.setString(5, listed == null ? null : limited(row.resume));
        statement.setString(6, listed);
        statement.setString(7, row.problems.text());
        statement.setTimestamp(8, read);
    }

    /** The next run (or this one, if it still has it in its queue) reads these from their beginning. */
    void distrust(List<KnownFile> files) {
        digests.changing();
        batch(
                "update source_file set state = '" + PENDING + "', resume = null where id = ?",
                files,
                (statement, file) -> {
                    statement.setLong(1, file.id());
                    digests.changed(file, file.distrusted());
                });
    }

    /** Everything is to be read as if for the first time. */
    void forget() {
        jdbc.update("delete from source_file");
        digests.forget();
    }

    void remove(List<KnownFile> files) {
        digests.changing();
        batch("delete from source_file where id = ?", files, (statement, file) -> {
            statement.setLong(1, file.id());
            digests.changed(file, null);
        });
    }

    /** With typed setters: finding out the type of each value costs more than H2 takes to store it. */
    private <T> void batch(String sql, List<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, rows.size(), setter);
        }
    }

    private static @Nullable String limited(String text) {
        return text.length() > TEXT_LIMIT ? null : text;
    }
}
