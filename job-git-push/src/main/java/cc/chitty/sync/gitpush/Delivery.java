package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.remote.GitRemote.Pushed;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RemoteBranch;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;

/** The last two steps: push, and read back what was pushed. */
final class Delivery {

    private final Sync sync;
    private final RandomGenerator random;

    Delivery(Sync sync, RandomGenerator random) {
        this.sync = sync;
        this.random = random;
    }

    /** Pushes; who was overtaken fetches and merges again, after a pause that grows and differs from others'. */
    void push(SyncRun run) {
        Failure unreachable = run.unreachable();
        if (unreachable != null) {
            throw unreachable;
        }
        for (int attempt = 1; !pushed(run); attempt++) {
            if (attempt == sync.settings().attempts()) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "push",
                        "other devices were faster " + attempt + " times",
                        "Everything is committed here; the next run pushes it.");
            }
            run.count("overtaken", 1);
            RemoteBranch.pause(run.interruption(), attempt, random);
            again(run);
        }
    }

    private void again(SyncRun run) {
        try (OwnRepository repository = sync.repository()) {
            sync.refetch(run, repository);
        }
        Failure unreachable = run.unreachable();
        if (unreachable != null) {
            throw unreachable;
        }
        sync.merge(run);
        sync.filter(run);
        sync.commit(run);
    }

    private boolean pushed(SyncRun run) {
        try (OwnRepository repository = sync.repository()) {
            ObjectId commit = repository.tip();
            ObjectId expected = repository.remoteTip();
            if (commit == null || commit.equals(expected)) {
                return true;
            }
            if (new RemoteBranch(sync.remote(), repository).deliver(commit, expected) == Pushed.OVERTAKEN) {
                return false;
            }
            repository.remoteTip(commit);
            repository.seen(commit);
            run.count("pushed", 1);
            return true;
        }
    }

    /** Exit 0 means that the remote was asked again and has it. */
    void verify(SyncRun run) {
        try (OwnRepository repository = sync.repository()) {
            ObjectId commit = repository.tip();
            Optional<ObjectId> there = sync.remote().tip();
            if (commit != null && !there.filter(commit::equals).isPresent() && !follows(repository, there, commit)) {
                throw new Failure(
                        FailureCategory.RETRYABLE,
                        "verify the push",
                        "the remote's branch does not have the commit "
                                + commit.abbreviate(12).name(),
                        "Somebody rewrote the branch in this moment. The next run puts back what is missing.");
            }
            repository.tidy();
        }
    }

    private boolean follows(OwnRepository repository, Optional<ObjectId> there, ObjectId commit) {
        if (there.isEmpty()) {
            return false;
        }
        sync.remote().fetch(repository.git(), there.get());
        return repository.contains(there.get(), commit);
    }
}
