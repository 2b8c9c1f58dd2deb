package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;

/** Turns what JGit says of our repository into a failure with a way out. */
public final class GitFailure {

    private GitFailure() {}

    public static Failure of(String verb, Path repository, IOException cause) {
        return isDamage(cause) ? damaged(repository, cause) : StorageFailure.of(verb, repository, cause);
    }

    public static boolean isDamage(IOException cause) {
        return cause instanceof MissingObjectException || cause instanceof CorruptObjectException;
    }

    private static Failure damaged(Path repository, IOException cause) {
        return new Failure(
                FailureCategory.DAMAGED,
                "read the repository " + repository,
                String.valueOf(cause.getMessage()),
                "Start again: it is set aside and made anew from the remote and the journals.",
                cause);
    }
}
