package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the file system said into a {@link Failure} which names the path and the way out. */
public final class StorageFailure {

    private StorageFailure() {}

    /**
     * The failure to throw.
     *
     * @param verb what was being done to the path, as "replace"
     */
    public static Failure of(String verb, Path path, IOException cause) {
        String seen = seen(cause);
        return new Failure(FailureCategory.RETRYABLE, verb + " " + path, seen, remedy(cause, seen, path), cause);
    }

    /** What the file system said, in words without the path where that is known anyway. */
    public static String seen(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        String text = cause instanceof FileSystemException known ? known.getReason() : cause.getMessage();
        return text == null ? cause.getClass().getSimpleName() : text;
    }

    private static String remedy(IOException cause, String seen, Path path) {
        String text = seen.toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota exceeded")) {
            return "Free some space on the file system of " + path + " and start again; what was there is untouched.";
        }
        if (text.contains("read-only file system")) {
            return "Mount the file system of " + path + " writable. If it is the state directory's,"
                    + " CHITTYSYNC_HOME may name one elsewhere.";
        }
        if (cause instanceof AccessDeniedException || text.contains("not permitted")) {
            return "Let the user who runs this write to " + path + " and its directory; see 'ls -ld'.";
        }
        if (text.contains("input/output error")) {
            return "The disk reports errors: look at the system log, and save what is on it.";
        }
        return "Look at " + path + " and start again; what was there is untouched.";
    }
}
