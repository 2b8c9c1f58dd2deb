package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStoreException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Holds the job repository open for the owner process: opened before Spring's pool and closed after it. May be used by
 * several threads.
 */
public final class RepositoryGuard implements AutoCloseable {

    /** Fewer runs than {@link Identity#continueAfter} leaves room for. */
    private static final Duration RECORD_EVERY = Duration.ofSeconds(10);

    /** Bytes by which a file may grow over twice what it had after it was compacted: each run leaves 0.3 MB behind. */
    private static final long GROWTH = 2L << 20;

    /** How much of the parts of a file that hold rows is rows, in per cent; below it they are moved together. */
    private static final int FULL_ENOUGH = 50;

    /** Bytes of rows that are moved at once: a run waits for it, each ten seconds at most. */
    private static final int TIDIED_AT_ONCE = 4 << 20;

    private final RepositorySettings settings;
    private final DataSource source;
    private final Opening opening;
    private final Clock clock;
    /** As {@link Sidecar} has them. */
    private long compacted;

    private final long forgotten;
    /** What no command has told yet of how the repository was found. */
    private List<Problem> untold = List.of();

    private long recordedRun;
    private Instant recordedAt = Instant.EPOCH;
    /** Whether nobody was told yet that what was committed cannot be written. */
    private boolean unwritten = true;

    private RepositoryGuard(
            RepositorySettings settings, DataSource source, Opening opening, Sidecar sidecar, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.opening = opening;
        this.clock = clock;
        this.compacted = sidecar.compacted();
        this.forgotten = sidecar.forgotten();
        this.recordedRun = Identity.lastRun(JdbcClient.create(source));
    }

    /**
     * Opens the repository, repairs what is damaged and brings the schema up to date. Only under the owner's lock.
     *
     * @throws Failure USAGE if it is of a newer program or of another state directory, BUSY if another program has the
     *     file open, RETRYABLE if it cannot be reached
     */
    public static RepositoryGuard open(RepositorySettings settings, Clock clock) {
        try {
            if (settings.isFile()) {
                FileOpening.Opened opened = new FileOpening(settings, clock).open();
                return new RepositoryGuard(settings, opened.source(), opened.opening(), opened.sidecar(), clock)
                        .noted();
            }
            DataSource source = new DriverManagerDataSource(settings.url(), settings.user(), settings.password());
            Opening opening = new ServedOpening(settings, source, clock).open();
            Sidecar sidecar = Sidecar.read(settings.sidecar()).orElseThrow();
            return new RepositoryGuard(settings, source, opening, sidecar, clock).noted();
        } catch (IOException | SQLException | DataAccessException failed) {
            throw RepositoryFailure.of(settings, "open", failed);
        }
    }

    /** What is to be told, also if this process dies before it is; else what a process before did not live to tell. */
    private RepositoryGuard noted() {
        if (opening.problems().isEmpty()) {
            untold = OpeningNote.read(settings)
                    .filter(note -> !note.told())
                    .map(OpeningNote::problems)
                    .orElse(List.of());
        } else {
            untold = opening.problems();
            new OpeningNote(clock.instant(), false, untold).write(settings);
        }
        return this;
    }

    public Opening opening() {
        return opening;
    }

    /** What the person has to know of how the repository was found: once, to who asks first and tells it. */
    public synchronized List<Problem> tell() {
        List<Problem> telling = untold;
        if (!telling.isEmpty()) {
            Instant at = OpeningNote.read(settings).map(OpeningNote::at).orElseGet(clock::instant);
            new OpeningNote(at, true, telling).write(settings);
            untold = List.of();
        }
        return telling;
    }

    /** The repository, without a pool: for work before Spring starts and after it ended. One thread at a time. */
    public DataSource source() {
        return settings.isFile() ? new StoredDataSource(source) : source;
    }

    /**
     * Makes what was committed survive a power cut, and every ten seconds and at the end writes down how far the runs have
     * come. To be called at the ends of runs (and of long steps): without it a power cut takes back seconds of acknowledged commits.
     * A file that has grown is tidied then, as {@link #close} never comes in a process that stays.
     */
    public synchronized void checkpoint() {
        checkpoint(false);
    }

    private void checkpoint(boolean closing) {
        try {
            JdbcClient client = JdbcClient.create(source);
            long lastRun = Identity.lastRun(client);
            if (settings.isFile()) {
                client.sql("checkpoint sync").update();
            }
            if (lastRun > recordedRun && (closing || isRecordOld())) {
                record(Identity.id(client).orElseThrow(), lastRun);
                if (settings.isFile() && !closing) {
                    tidyIfGrown(client);
                }
            }
            unwritten = true;
        } catch (IOException | SQLException | DataAccessException | MVStoreException failed) {
            unwritten = false;
            throw RepositoryFailure.of(settings, "write", failed);
        }
    }

    private void record(String id, long lastRun) throws IOException {
        long size = settings.isFile() ? Files.size(settings.file()) : 0;
        new Sidecar(id, lastRun, size, compacted, forgotten).write(settings.sidecar());
        recordedRun = lastRun;
        recordedAt = clock.instant();
    }

    /** The record may lag behind: it is there to tell an older or an emptied database from ours. */
    private boolean isRecordOld() {
        return recordedAt.plus(RECORD_EVERY).isBefore(clock.instant());
    }

    /** Backs an H2 file up if the last backup is a day or 200 runs old; on PostgreSQL that is its administrator's. */
    public synchronized Optional<Path> backupIfDue() {
        return settings.isFile() ? backup(false) : Optional.empty();
    }

    /** Backs an H2 file up now, verified by loading it; the newest three are kept. */
    public synchronized Optional<Path> backup() {
        return settings.isFile() ? backup(true) : Optional.empty();
    }

    private Optional<Path> backup(boolean now) {
        try {
            Backups backups = new Backups(settings.surroundings(), clock);
            long lastRun = Identity.lastRun(JdbcClient.create(source));
            return now || backups.due(lastRun) ? Optional.of(backups.create(source, lastRun)) : Optional.empty();
        } catch (IOException | SQLException | DataAccessException failed) {
            throw RepositoryFailure.of(settings, "back up", failed);
        }
    }

    /**
     * Closes the file; Spring's pool must be closed before. What the runs since the last checkpoint did is made durable, and a
     * file that has grown is compacted: H2 does not use freed space again for 45 s, and each run frees 0.3 MB.
     */
    @Override
    public synchronized void close() {
        if (source instanceof SingleConnectionDataSource held) {
            try {
                closeWhole();
            } finally {
                held.destroy();
            }
        }
    }

    /** What could not be written before, and still cannot, has been told then. */
    private void closeWhole() {
        boolean tell = unwritten;
        try {
            checkpoint(true);
            compactIfGrown();
        } catch (Failure failed) {
            if (tell) {
                throw failed;
            }
        } catch (IOException | DataAccessException failed) {
            throw RepositoryFailure.of(settings, "close", failed);
        }
    }

    private void compactIfGrown() throws IOException {
        if (hasGrown()) {
            JdbcClient client = JdbcClient.create(source);
            String id = Identity.id(client).orElseThrow();
            client.sql("shutdown compact").update();
            DatabaseFile.makePrivate(settings.file());
            DurableFile.sync(settings.file());
            DurableFile.sync(settings.surroundings());
            compacted = Files.size(settings.file());
            record(id, recordedRun);
        }
    }

    /**
     * Each run leaves a few rows among pages that the next one makes anew, and H2 uses no part of its file again while a row of it
     * lives: moves such rows together, so that the rest can be used again after 45 s.
     */
    private void tidyIfGrown(JdbcClient client) throws IOException, SQLException {
        if (hasGrown()) {
            try (Connection connection = source.getConnection()) {
                SessionLocal session =
                        (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
                session.getDatabase().getStore().getMvStore().compact(FULL_ENOUGH, TIDIED_AT_ONCE);
            }
            client.sql("checkpoint sync").update();
        }
    }

    private boolean hasGrown() throws IOException {
        return Files.size(settings.file()) > 2 * compacted + GROWTH;
    }
}
