package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Backups of the H2 file as compressed SQL, {@code backup-<time>-<last run>.sql.gz}. A backup counts only once it was loaded
 * into a database in memory and gave back every row.
 *
 * <p>What was read of source files and their sessions is not in it: it grows with their number, is out of date with the
 * next run, and comes back by reading them again, which says nothing new.
 */
final class Backups {

    static final int KEPT = 3;
    static final Duration EVERY = Duration.ofDays(1);
    static final long RUNS = 200;

    /** Tables of which a backup has the definition alone. */
    private static final Set<String> READ_AGAIN = Set.of("SOURCE_FILE", "SOURCE_DIGEST", "AGENT_SESSION");

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-------");

    private static final Pattern NAME = Pattern.compile("backup-(\\d{8}T\\d{9}Z)-(\\d+)\\.sql\\.gz");

    private final Path directory;
    private final Clock clock;

    Backups(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The newest first. */
    List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> name(file).matches())
                    .sorted(Comparator.comparing((Path file) -> String.valueOf(file.getFileName()))
                            .reversed())
                    .toList();
        }
    }

    private static Matcher name(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName()));
    }

    /** Once a day or after {@value #RUNS} runs, and only if there was a run since the last one. */
    boolean due(long lastRun) throws IOException {
        List<Path> all = newestFirst();
        if (all.isEmpty()) {
            return true;
        }
        Matcher newest = name(all.get(0));
        boolean matches = newest.matches();
        long runs = matches ? lastRun - Long.parseLong(newest.group(2)) : RUNS;
        boolean old =
                !matches || newest.group(1).compareTo(DatabaseFile.time(Clock.offset(clock, EVERY.negated()))) <= 0;
        return runs >= RUNS || (runs != 0 && old);
    }

    /** Writes, verifies and publishes a backup, and removes all but the newest {@value #KEPT}. */
    Path create(DataSource source, long lastRun) throws IOException, SQLException {
        Path temporary = directory.resolve(".backup.sql.gz.tmp");
        Path backup = directory.resolve("backup-" + DatabaseFile.time(clock) + "-" + lastRun + ".sql.gz");
        try {
            write(source, temporary);
            DurableFile.sync(temporary);
            Files.move(temporary, backup, StandardCopyOption.ATOMIC_MOVE);
            DurableFile.sync(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
        for (Path old : newestFirst().stream().skip(KEPT).toList()) {
            Files.delete(old);
        }
        return backup;
    }

    private static void write(DataSource source, Path file) throws IOException, SQLException {
        JdbcClient client = JdbcClient.create(source);
        Map<String, Long> before = rows(client);
        Files.deleteIfExists(file); // a killed process may have left one
        Files.createFile(file, PosixFilePermissions.asFileAttribute(MODE));
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            script(client, "script nodata nopasswords nosettings", "", out);
            script(client, "script simple nopasswords nosettings table " + kept(before), "INSERT ", out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        verify(file, before, rows(client));
    }

    private static String kept(Map<String, Long> tables) {
        return tables.keySet().stream()
                .filter(table -> !READ_AGAIN.contains(table))
                .map(table -> '"' + table + '"')
                .collect(Collectors.joining(", "));
    }

    private static void script(JdbcClient client, String script, String beginning, Writer out) {
        client.sql(script).query((RowCallbackHandler) row -> {
            String statement = row.getString(1);
            if (statement.startsWith(beginning)) {
                write(statement, out);
            }
        });
    }

    private static void write(String statement, Writer out) {
        try {
            out.write(statement);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Other runs may write meanwhile: each count has to lie between the one before and the one after. */
    private static void verify(Path file, Map<String, Long> before, Map<String, Long> after) throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        SingleConnectionDataSource memory = new SingleConnectionDataSource(url, "sa", "", true);
        try {
            JdbcClient client = JdbcClient.create(memory);
            load(client, file);
            Map<String, Long> loaded = rows(client);
            for (String table : before.keySet()) {
                boolean empty = READ_AGAIN.contains(table);
                long first = empty ? 0 : before.getOrDefault(table, 0L);
                long last = empty ? 0 : after.getOrDefault(table, 0L);
                long count = loaded.getOrDefault(table, -1L);
                if (count < Math.min(first, last) || count > Math.max(first, last)) {
                    throw new SQLException("the backup has " + count + " rows of " + table + " where " + first + " to "
                            + last + " are");
                }
            }
        } finally {
            memory.destroy();
        }
    }

    private static void load(JdbcClient client, Path backup) {
        client.sql("runscript from ? compression gzip").param(backup.toString()).update();
    }

    private static Map<String, Long> rows(JdbcClient client) {
        Map<String, Long> rows = new TreeMap<>();
        String tables = "select table_name from information_schema.tables where table_schema = 'PUBLIC'";
        for (String table : client.sql(tables).query(String.class).list()) {
            rows.put(
                    table,
                    client.sql("select count(*) from \"" + table + "\"")
                            .query(Long.class)
                            .single());
        }
        return rows;
    }

    /**
     * Puts the newest usable backup in place of the database file, which must be out of the way.
     *
     * @param id the database it must be of; empty if nobody knows
     * @param problems what was wrong with the ones that could not be used is added here
     */
    Optional<Path> restore(RepositorySettings settings, Optional<String> id, List<Problem> problems)
            throws IOException {
        for (Path backup : newestFirst()) {
            Path restored = directory.resolve("restoring.mv.db");
            Files.deleteIfExists(restored);
            try {
                rebuild(settings, backup, id);
                DurableFile.sync(restored);
                Files.move(restored, settings.file(), StandardCopyOption.ATOMIC_MOVE);
                DurableFile.sync(directory);
                return Optional.of(backup);
            } catch (SQLException | DataAccessException unusable) {
                problems.add(new Problem(backup.toString(), "the backup cannot be used: " + unusable.getMessage()));
            } finally {
                Files.deleteIfExists(restored);
            }
        }
        return Optional.empty();
    }

    private void rebuild(RepositorySettings settings, Path backup, Optional<String> id) throws SQLException {
        String url = RepositorySettings.H2 + directory.resolve("restoring");
        SingleConnectionDataSource target =
                new SingleConnectionDataSource(url, settings.user(), settings.password(), true);
        try {
            JdbcClient client = JdbcClient.create(target);
            load(client, backup);
            Optional<String> found = Identity.id(client);
            if (found.isEmpty() || (id.isPresent() && !id.equals(found))) {
                throw new SQLException("it is of another database");
            }
            client.sql("checkpoint sync").update();
        } finally {
            target.destroy();
        }
    }
}
