package cc.chitty.sync.gitpush.remote;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * The other side: one branch of one remote. Every call ends within a deadline, with a result or a {@code Failure}:
 * RETRYABLE where the remote cannot be reached, NOT_SET_UP where it wants other credentials, REFUSED where it or its host
 * key is not to be trusted or it says no.
 */
public interface GitRemote {

    /** How a push ended that the remote has answered. */
    enum Pushed {
        /** The branch is our commit now. */
        DONE,
        /** Somebody else pushed in the meantime. */
        OVERTAKEN
    }

    /** Where it is, for another program that is to go there, without credentials; null where only we can. */
    default @Nullable String url() {
        return null;
    }

    /** The branch's commit there; empty where there is no such branch. */
    Optional<ObjectId> tip();

    /** Whether the remote has any branch or tag at all. */
    boolean isEmpty();

    /** Brings that commit and its history into the repository. */
    void fetch(Repository into, ObjectId commit);

    /** Moves the branch to a commit, forward only. */
    Pushed push(Repository from, ObjectId commit, @Nullable ObjectId expected);
}
