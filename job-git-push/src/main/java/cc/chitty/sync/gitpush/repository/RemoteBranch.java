package cc.chitty.sync.gitpush.repository;

import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.GitRemote.Pushed;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A repository's branch on its remote: brought here, moved forward, read back. */
public record RemoteBranch(GitRemote remote, OwnRepository repository) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int LONGEST_PAUSE = 40;

    /** Asks for the branch and brings its commits here; null where there is no such branch. */
    public @Nullable ObjectId bring() {
        Optional<ObjectId> there = remote.tip();
        if (there.isPresent() && !there.get().equals(repository.remoteTip())) {
            remote.fetch(repository.git(), there.get());
        }
        repository.remoteTip(there.orElse(null));
        return there.orElse(null);
    }

    /** Pushes. A connection that breaks leaves open whether the remote has taken the commit: it is asked. */
    public Pushed deliver(ObjectId commit, @Nullable ObjectId expected) {
        try {
            return remote.push(repository.git(), commit, expected);
        } catch (Failure e) {
            if (e.category() != FailureCategory.RETRYABLE) {
                throw e;
            }
            Optional<ObjectId> there = remote.tip();
            if (there.filter(commit::equals).isPresent()) {
                return Pushed.DONE;
            }
            throw e;
        }
    }

    /** Pushes; counts as delivered when the remote, asked again, has it. */
    public boolean delivered(ObjectId commit, @Nullable ObjectId expected) {
        return deliver(commit, expected) == Pushed.DONE
                && remote.tip().filter(commit::equals).isPresent();
    }

    /**
     * Tries until an attempt says that it is done, with pauses that grow and differ from others'.
     *
     * @throws Failure RETRYABLE if others were faster every time, INTERRUPTED
     */
    public static void untilDelivered(
            int attempts, Interruption interruption, RandomGenerator random, BooleanSupplier attempt) {
        for (int tried = 1; !attempt.getAsBoolean(); tried++) {
            if (tried == attempts) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "push",
                        "others were faster " + tried + " times",
                        "Everything is committed here; the next run pushes it.");
            }
            pause(interruption, tried, random);
        }
    }

    /** Longer each time, and not as long as others'. */
    public static void pause(Interruption interruption, int attempt, RandomGenerator random) {
        long most = FIRST_PAUSE.toMillis() * Math.min(LONGEST_PAUSE, 1L << attempt);
        if (interruption.await(Duration.ofMillis(random.nextLong(1, most)))) {
            throw new Failure(FailureCategory.INTERRUPTED, "push", "it was stopped", "The next run pushes it.");
        }
    }
}
