package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.logging.LogFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings the schema up to date; costs one statement where it is. */
final class Migrations {

    /** The newest migration on the class path; a test compares it with the files. Finding it out takes Flyway 140 ms. */
    static final int NEWEST = 7;

    private Migrations() {}

    static boolean pending(DataSource source) {
        return version(source).orElse(0) < NEWEST;
    }

    static void apply(RepositorySettings settings, DataSource source) {
        Optional<Integer> version = version(source);
        if (version.orElse(0) > NEWEST) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "use the job repository at " + settings.place(),
                    "its schema has version " + version.orElseThrow() + ", this program knows " + NEWEST,
                    "A newer ChittySync has used it: run that one, or give this one a state directory of its own.");
        }
        if (version.orElse(0) < NEWEST) {
            migrate(settings, source);
        }
    }

    /** The version of a schema that is too new for this program; empty where it is not. */
    static Optional<Integer> future(DataSource source) {
        return version(source).filter(version -> version > NEWEST);
    }

    /** Empty where Flyway has never been; asked first, since failing on a missing table breaks a transaction on PostgreSQL. */
    private static Optional<Integer> version(DataSource source) {
        JdbcClient client = JdbcClient.create(source);
        if (!Identity.hasTable(client, "flyway_schema_history")) {
            return Optional.empty();
        }
        return client.sql("select max(cast(\"version\" as integer)) from \"flyway_schema_history\" where \"success\" ="
                        + " true")
                .query(Integer.class)
                .optional();
    }

    private static void migrate(RepositorySettings settings, DataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + settings.vendor())
                .load();
        // Flyway announces itself at length, and loading it resets this; whatever matters arrives as an exception.
        LogFactory.setLogCreator(type -> new QuietFlyway());
        try {
            flyway.migrate();
        } catch (FlywayException | DataAccessException failed) {
            throw failure(settings, failed);
        }
    }

    private static Failure failure(RepositorySettings settings, RuntimeException failed) {
        boolean foreign = failed instanceof FlywayException flyway
                && flyway.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE;
        return new Failure(
                foreign ? FailureCategory.USAGE : FailureCategory.RETRYABLE,
                "bring the job repository at " + settings.place() + " up to date",
                String.valueOf(failed.getMessage()).strip(),
                foreign
                        ? "Give ChittySync an empty database or schema of its own."
                        : "See that the disk has room and that the user may create tables; then start again.",
                failed);
    }
}
