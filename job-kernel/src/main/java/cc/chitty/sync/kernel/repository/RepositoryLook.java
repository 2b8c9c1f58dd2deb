package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks whether an H2 file could be used, without the owner's lock and without touching it: at a copy, which H2 may write to. For who
 * only looks, while nobody is at work.
 */
public final class RepositoryLook {

    /** A copy of more would take seconds. In bytes. */
    private static final long TOO_LARGE = 256L << 20;

    private final RepositorySettings settings;
    private final DatabaseFile file;

    /** @param settings of an H2 file that is there */
    public RepositoryLook(RepositorySettings settings) {
        this.settings = settings;
        this.file = new DatabaseFile(settings.file(), Clock.systemUTC());
    }

    /**
     * What is wrong.
     *
     * @param future whether a newer program has used it, and only that one can
     */
    public record Trouble(String what, boolean future) {}

    /** What can be seen from outside. */
    public Optional<Trouble> outside() throws IOException {
        return file.visibleDamage().map(RepositoryLook::damage);
    }

    /** What can be seen from inside, too. Empty also where somebody else changed the file meanwhile: he would tell. */
    public Optional<Trouble> inside() throws IOException {
        Optional<Trouble> outside = outside();
        if (outside.isPresent() || Files.size(file.path()) > TOO_LARGE) {
            return outside;
        }
        FileTime before = Files.getLastModifiedTime(file.path());
        Path directory = Files.createTempDirectory("chittysync-look-");
        try {
            Optional<Trouble> trouble = inCopy(directory);
            return Files.getLastModifiedTime(file.path()).equals(before) ? trouble : Optional.empty();
        } finally {
            DirectoryTree.delete(directory);
        }
    }

    private Optional<Trouble> inCopy(Path directory) throws IOException {
        Files.copy(file.path(), directory.resolve("jobs.mv.db"));
        int options = settings.url().indexOf(';');
        String url = RepositorySettings.H2
                + directory.resolve("jobs")
                + (options < 0 ? "" : settings.url().substring(options));
        RepositorySettings copy = new RepositorySettings(url, settings.user(), settings.password(), directory);
        SingleConnectionDataSource source;
        try {
            source = DatabaseFile.connect(copy);
        } catch (SQLException failed) {
            return Optional.of(damage("H2 cannot open it: " + RepositoryFailure.seen(failed)));
        }
        try {
            return trouble(source);
        } finally {
            source.destroy();
        }
    }

    private Optional<Trouble> trouble(SingleConnectionDataSource source) throws IOException {
        TracesOfRuns traces = new TracesOfRuns(settings.directory());
        Optional<String> difference = FileOpening.difference(source, Sidecar.read(settings.sidecar()), traces);
        if (difference.isPresent()) {
            return difference.map(RepositoryLook::damage);
        }
        try {
            return Migrations.future(source)
                    .map(version -> new Trouble(
                            "its schema has version " + version + ", this program knows " + Migrations.NEWEST, true));
        } catch (DataAccessException unreadable) {
            return Optional.of(damage("it cannot be read: " + unreadable.getMessage()));
        }
    }

    private static Trouble damage(String what) {
        return new Trouble(what, false);
    }
}
