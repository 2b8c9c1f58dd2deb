package cc.chitty.sync.kernel.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.h2.jdbc.JdbcException;
import org.jspecify.annotations.Nullable;

/** What went wrong with the job repository, in words about the file: not how it is reached, nor what it was asked. */
final class RepositoryFailure {

    /** With less room than this H2 fails in ways that do not tell why. In bytes. */
    private static final long LITTLE = 8L << 20;

    private RepositoryFailure() {}

    /** @param verb what was being done to the repository, as "open" */
    static Failure of(RepositorySettings settings, String verb, Exception failed) {
        if (settings.isFile()) {
            return ofFile(settings.file(), verb, failed);
        }
        return new Failure(
                FailureCategory.RETRYABLE,
                verb + " the job repository at " + settings.printable(),
                seen(failed),
                "See that the database server is reachable and has room; then start again.",
                failed);
    }

    private static Failure ofFile(Path file, String verb, Exception failed) {
        String what = verb + " the job repository";
        Optional<Failure> room = noRoom(file, what, failed);
        if (room.isPresent()) {
            return room.get();
        }
        IOException storage = cause(failed, IOException.class);
        if (storage != null) {
            return StorageFailure.of(what, file, storage);
        }
        return new Failure(
                FailureCategory.RETRYABLE,
                what + " " + file,
                seen(failed),
                "See that the disk has room and is writable; then start again.",
                failed);
    }

    /** The failure, if it is that nothing more fits on the file's disk. */
    static Optional<Failure> noRoom(Path file, String what, Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException storage && isNoSpace(storage)) {
                return Optional.of(StorageFailure.of(what, file, storage));
            }
        }
        return isNearlyFull(file)
                ? Optional.of(StorageFailure.of(what, file, new IOException("No space left on device", failed)))
                : Optional.empty();
    }

    private static boolean isNoSpace(IOException storage) {
        String text = StorageFailure.seen(storage).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }

    private static boolean isNearlyFull(Path file) {
        Path parent = file.getParent();
        try {
            return parent != null && Files.getFileStore(parent).getUsableSpace() < LITTLE;
        } catch (IOException e) {
            return false; // what cannot be asked is not known to be full
        }
    }

    /** What the database said, without the statement. */
    static String seen(Exception failed) {
        SQLException said = cause(failed, SQLException.class);
        String text = said instanceof JdbcException h2
                ? h2.getOriginalMessage()
                : said == null ? failed.getMessage() : said.getMessage();
        return String.valueOf(text);
    }

    static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
