package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lock files that a killed git left in our repository. We hold the state directory, so they are no other run's of ours; a
 * person's git may be at work there, which is seen by its working directory, or else waited for.
 */
public final class StaleLocks {

    private static final Duration OLD = Duration.ofMinutes(10);
    private static final Path PROCESSES = Path.of("/proc");

    private StaleLocks() {}

    /**
     * Removes them.
     *
     * @return what was removed
     * @throws Failure RETRYABLE if another git may be at work
     */
    public static List<Problem> remove(Path repository, Instant now) {
        try {
            List<Problem> removed = new ArrayList<>();
            for (Path lock : locks(repository)) {
                Instant made = Files.getLastModifiedTime(lock).toInstant();
                if (made.isAfter(now.minus(OLD)) && isInUse(repository)) {
                    throw busy(lock);
                }
                Files.deleteIfExists(lock);
                removed.add(new Problem(lock.toString(), "a killed git had left this lock; it was removed"));
            }
            return removed;
        } catch (IOException e) {
            throw StorageFailure.of("look for locks in", repository, e);
        }
    }

    private static List<Path> locks(Path repository) throws IOException {
        if (!Files.exists(repository)) {
            return List.of();
        }
        List<Path> locks = new ArrayList<>();
        try (DirectoryStream<Path> top = Files.newDirectoryStream(repository, "*.lock")) {
            top.forEach(locks::add);
        }
        Path refs = repository.resolve("refs");
        if (Files.exists(refs)) {
            try (Stream<Path> below = Files.walk(refs)) {
                below.filter(file -> file.toString().endsWith(".lock")).forEach(locks::add);
            }
        }
        return locks;
    }

    /** Where processes cannot be looked at, a young lock counts as in use. */
    private static boolean isInUse(Path repository) throws IOException {
        if (!Files.exists(PROCESSES.resolve("self"))) {
            return true;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, repository)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean worksIn(Path process, Path repository) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(repository);
        } catch (IOException e) {
            return false; // it has ended, or is another user's, who cannot enter our directory
        }
    }

    private static Failure busy(Path lock) {
        return new Failure(
                FailureCategory.RETRYABLE,
                "use the repository " + lock.getParent(),
                "another git is at work in it (" + lock.getFileName() + ")",
                "It is ChittySync's own. Let that git end and start again.");
    }
}
