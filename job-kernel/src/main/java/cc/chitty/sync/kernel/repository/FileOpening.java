package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Opens our H2 file. H2 can open a damaged file without an error as an older state or as an empty database, and overwrites
 * it; so what it shows is compared with the sidecar, and the file from before is kept until that went well.
 *
 * <p>Killed at any point, the next opening finds the same and comes to the same end: the sidecar is written last.
 */
final class FileOpening {

    private final RepositorySettings settings;
    private final Clock clock;
    private final DatabaseFile file;
    private final Backups backups;
    private final TracesOfRuns traces;

    FileOpening(RepositorySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.file = new DatabaseFile(settings.file(), clock);
        this.backups = new Backups(settings.surroundings(), clock);
        this.traces = new TracesOfRuns(settings.directory());
    }

    /**
     * The held connection and how it was come by.
     *
     * @param sidecar as it is now
     */
    record Opened(SingleConnectionDataSource source, Opening opening, Sidecar sidecar) {}

    Opened open() throws IOException, SQLException {
        PrivateDirectory.create(settings.surroundings());
        Optional<Sidecar> sidecar = Sidecar.read(settings.sidecar());
        boolean known = sidecar.isPresent() || !backups.newestFirst().isEmpty();
        if (!known && file.isEmptyOrMissing()) {
            return recorded(first(), sidecar);
        }
        Optional<String> damage = file.visibleDamage();
        if (damage.isPresent()) {
            return replace(damage.get(), Optional.empty(), sidecar);
        }
        return openExisting(sidecar, known);
    }

    /** The first opening there ever was, unless something tells of runs before it. */
    private Opening first() {
        long last = traces.highest();
        Optional<Path> sign = traces.sign();
        if (last == 0 && sign.isEmpty()) {
            return Opening.quiet(Opening.Kind.FIRST);
        }
        String what = last == 0
                ? "begun anew; " + sign.orElseThrow() + " tells that there were runs"
                : "begun anew above run " + last + ", the last one that left a snapshot";
        return new Opening(
                Opening.Kind.REBUILT,
                List.of(new Problem(
                        file.path().toString(), "the database is gone: " + what + "; all sources are read again")));
    }

    private Opened openExisting(Optional<Sidecar> sidecar, boolean known) throws IOException, SQLException {
        Optional<DatabaseFile.Copy> copy = file.copyAside(sidecar);
        SingleConnectionDataSource source;
        try {
            source = DatabaseFile.connect(settings);
        } catch (SQLException failed) {
            refuseUnlessDamaged(failed, copy);
            return replace("H2 cannot open it: " + failed.getMessage(), copy, sidecar);
        }
        Optional<String> damage = difference(source, sidecar, traces);
        if (damage.isPresent()) {
            source.destroy();
            return known ? replace(damage.get(), copy, sidecar) : startOver(copy);
        }
        if (copy.isPresent()) {
            Files.deleteIfExists(copy.get().path());
        }
        return closingOnFailure(source, () -> keep(source, sidecar));
    }

    private void refuseUnlessDamaged(SQLException failed, Optional<DatabaseFile.Copy> copy) throws IOException {
        try {
            file.refuseUnlessDamaged(failed);
        } catch (Failure refused) {
            if (copy.isPresent()) {
                copy.get().forgetIfFresh();
            }
            throw refused;
        }
    }

    @FunctionalInterface
    private interface Rest {
        Opened open() throws IOException, SQLException;
    }

    /** A connection that nobody would close keeps the file open for as long as this process lives. */
    private static Opened closingOnFailure(SingleConnectionDataSource source, Rest rest)
            throws IOException, SQLException {
        boolean opened = false;
        try {
            Opened result = rest.open();
            opened = true;
            return result;
        } finally {
            if (!opened) {
                source.destroy();
            }
        }
    }

    /** What the database shows that the sidecar or what runs have left rules out; empty where they agree. */
    static Optional<String> difference(DataSource source, Optional<Sidecar> sidecar, TracesOfRuns traces) {
        try {
            JdbcClient client = JdbcClient.create(source);
            Optional<String> id = Identity.id(client);
            if (id.isEmpty()) {
                return Optional.of("it has lost its tables");
            }
            long lastRun = Identity.lastRun(client);
            if (sidecar.isPresent() && !id.get().equals(sidecar.get().id())) {
                return Optional.of("it is another database");
            }
            if (sidecar.isEmpty()) {
                return Optional.empty();
            }
            OptionalLong missing = lastRun < sidecar.get().lastRun()
                    ? OptionalLong.of(sidecar.get().lastRun())
                    : traces.missing(Math.max(lastRun, sidecar.get().known()));
            return missing.isPresent()
                    ? Optional.of("it is " + Identity.older(lastRun, missing.getAsLong()))
                    : Optional.empty();
        } catch (DataAccessException unreadable) {
            return Optional.of("it cannot be read: " + unreadable.getMessage());
        }
    }

    private Opened keep(SingleConnectionDataSource source, Optional<Sidecar> sidecar) throws IOException, SQLException {
        JdbcClient client = JdbcClient.create(source);
        long lastRun = Identity.lastRun(client);
        if (Migrations.pending(source)) {
            // H2 cannot take a half-done migration back.
            backups.create(source, lastRun);
        }
        prepare(source);
        boolean above =
                traces.highest() > Math.max(lastRun, sidecar.map(Sidecar::known).orElse(0L));
        if (sidecar.isPresent() && !above) {
            return new Opened(source, Opening.quiet(Opening.Kind.INTACT), sidecar.get());
        }
        if (above) {
            Identity.continueAfter(client, traces.highest());
        }
        if (sidecar.isPresent()) {
            return record(source, Opening.quiet(Opening.Kind.INTACT));
        }
        if (lastRun == 0) {
            return record(source, first());
        }
        Problem unknown = new Problem(
                file.path().toString(),
                "what was known about this database (" + settings.sidecar().getFileName()
                        + ") is gone; it is used as it is, up to run " + lastRun);
        return record(source, new Opening(Opening.Kind.ADOPTED, List.of(unknown)));
    }

    /** The very first start was cut short before a run could begin: nothing is thrown away. */
    private Opened startOver(Optional<DatabaseFile.Copy> copy) throws IOException, SQLException {
        file.setAside(copy, "unfinished");
        return recorded(first(), Optional.empty());
    }

    private Opened replace(String damage, Optional<DatabaseFile.Copy> copy, Optional<Sidecar> sidecar)
            throws IOException, SQLException {
        List<Problem> problems = new ArrayList<>();
        Optional<Path> kept = file.setAside(copy, "damaged");
        problems.add(new Problem(
                file.path().toString(),
                "the database is damaged: " + damage
                        + kept.map(path -> "; kept as " + path.getFileName()).orElse("")));
        Optional<Path> backup = backups.restore(settings, sidecar.map(Sidecar::id), problems);
        if (backup.isPresent()) {
            problems.add(new Problem(
                    backup.get().toString(),
                    "restored; runs after this backup are not remembered, and all sources are read again"));
            return recorded(new Opening(Opening.Kind.RESTORED, problems), sidecar);
        }
        problems.add(
                new Problem(file.path().toString(), "no backup could be used: begun anew, all sources are read again"));
        return recorded(new Opening(Opening.Kind.REBUILT, problems), sidecar);
    }

    private Opened recorded(Opening opening, Optional<Sidecar> before) throws IOException, SQLException {
        SingleConnectionDataSource source = DatabaseFile.connect(settings);
        return closingOnFailure(source, () -> {
            prepare(source);
            if (opening.kind() != Opening.Kind.FIRST) {
                long last = Math.max(before.map(Sidecar::lastRun).orElse(0L), traces.highest());
                Identity.continueAfter(JdbcClient.create(source), last);
            }
            return record(source, opening);
        });
    }

    /** With the schema up to date and a name of its own. */
    private void prepare(SingleConnectionDataSource source) {
        Migrations.apply(settings, source);
        JdbcClient client = JdbcClient.create(source);
        if (Identity.id(client).isEmpty()) {
            Identity.create(client, UUID.randomUUID().toString(), clock);
        }
    }

    private Opened record(SingleConnectionDataSource source, Opening opening) throws IOException {
        JdbcClient client = JdbcClient.create(source);
        client.sql("checkpoint sync").update();
        Sidecar sidecar = new Sidecar(
                Identity.id(client).orElseThrow(), Identity.lastRun(client), Files.size(file.path()), traces.highest());
        sidecar.write(settings.sidecar());
        return new Opened(source, opening, sidecar);
    }
}
