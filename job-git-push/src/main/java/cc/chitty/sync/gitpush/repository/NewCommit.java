package cc.chitty.sync.gitpush.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** A commit that is to be made. */
public record NewCommit(ObjectId tree, List<ObjectId> parents, Author author, Instant when, String message) {

    /**
     * One that says what the user's files are now. It is of no branch and is never pushed.
     *
     * @param before the one that said so last; none, where the past of that does not matter
     */
    public static NewCommit asTheyAreHere(ObjectId tree, List<ObjectId> before, Author author) {
        return new NewCommit(tree, before, author.unsigned(), Instant.EPOCH, "as they are here");
    }

    /** Writes it, signed as its author signs; no branch is moved. */
    public ObjectId in(OwnRepository repository) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(author.at(when));
        commit.setCommitter(author.at(when));
        commit.setMessage(message);
        try (ObjectInserter inserter = repository.git().newObjectInserter()) {
            commit.setGpgSignature(author.signing().of(commit.build()));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw GitFailure.of("write a commit to", repository.directory(), e);
        }
    }
}
