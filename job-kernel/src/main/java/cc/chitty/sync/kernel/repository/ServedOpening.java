package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Opens a repository on PostgreSQL. No lock is taken there: the state directory's owner lock is the mutex, and a database
 * (or schema) belongs to one state directory, which is told by the id that both keep.
 */
final class ServedOpening {

    private final RepositorySettings settings;
    private final DataSource source;
    private final Clock clock;
    private final TracesOfRuns traces;

    ServedOpening(RepositorySettings settings, DataSource source, Clock clock) {
        this.settings = settings;
        this.source = source;
        this.clock = clock;
        this.traces = new TracesOfRuns(settings.directory());
    }

    Opening open() throws IOException {
        PrivateDirectory.create(settings.surroundings());
        JdbcClient client = JdbcClient.create(source);
        Optional<Sidecar> sidecar = Sidecar.read(settings.sidecar());
        Optional<String> id = Identity.id(client);
        if (id.isPresent() && !id.equals(sidecar.map(Sidecar::id))) {
            throw foreign(id.get());
        }
        Migrations.apply(settings, source);
        return id.isPresent() ? compare(client, sidecar.orElseThrow()) : name(client, sidecar);
    }

    private Failure foreign(String id) {
        return new Failure(
                FailureCategory.USAGE,
                "use the job repository at " + settings.printable(),
                "it belongs to another state directory (its id is " + id + ")",
                "Give this state directory a database or schema of its own; if it is the one whose "
                        + settings.sidecar() + " was lost, put \"database.id=" + id
                        + "\", \"last.run=0\" and \"size=0\" there.");
    }

    /** The sidecar is written first: an id which only the database has would look like somebody else's. */
    private Opening name(JdbcClient client, Optional<Sidecar> sidecar) {
        Sidecar named = sidecar.orElseGet(() -> new Sidecar(UUID.randomUUID().toString(), 0, 0, 0));
        long last = Math.max(named.lastRun(), traces.highest()); // there may have been runs with a repository elsewhere
        if (last > 0) {
            Identity.continueAfter(client, last);
        }
        new Sidecar(named.id(), 0, 0, last).write(settings.sidecar());
        Identity.create(client, named.id(), clock);
        return named.lastRun() == 0
                ? Opening.quiet(Opening.Kind.FIRST)
                : loud(
                        Opening.Kind.REBUILT,
                        "the database has lost its tables: begun anew, all sources are read again");
    }

    private Opening compare(JdbcClient client, Sidecar sidecar) {
        long lastRun = Identity.lastRun(client);
        OptionalLong missing = lastRun < sidecar.lastRun()
                ? OptionalLong.of(sidecar.lastRun())
                : traces.missing(Math.max(lastRun, sidecar.known()));
        if (missing.isEmpty()) {
            return Opening.quiet(Opening.Kind.INTACT);
        }
        Identity.continueAfter(client, missing.getAsLong());
        new Sidecar(sidecar.id(), lastRun, 0, missing.getAsLong()).write(settings.sidecar());
        return loud(Opening.Kind.RESTORED, "the database is " + Identity.older(lastRun, missing.getAsLong()));
    }

    private Opening loud(Opening.Kind kind, String what) {
        return new Opening(kind, List.of(new Problem(settings.printable(), what)));
    }
}
