package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollback git-push RUN}: takes back what that run and the commits after it changed in the shared list, by saying of
 * each such todo what was so before, as a person would. What no commit has had is none of that and stays. The journals keep
 * all that happened; the next run makes a new commit of it, and nothing is forced.
 */
final class Rollback {

    private static final String AGENT = "chittysync";
    private static final int SHOWN_DIGITS = 12;

    private final SyncParts parts;
    private final String run;
    private final RevCommit undone;
    private final SharedTodos then;

    /**
     * Looks for the run.
     *
     * @param run the id of this device's run, or the commit that any device's run made
     * @throws cc.chitty.sync.kernel.run.Failure USAGE if that run committed nothing, REFUSED if nothing was shared before it,
     *     DAMAGED if a view cannot be read
     */
    Rollback(SyncParts parts, String run) {
        this.parts = parts;
        this.run = run;
        try (OwnRepository repository = open()) {
            this.undone = new FileHistory(parts).commit(repository, run);
            this.then = SharedTodos.before(repository, undone, run);
        }
    }

    /**
     * What happens to one todo.
     *
     * @param from as it is listed; null where it is not
     * @param to as it was; null where it was not listed
     */
    record Change(
            TodoKey key, @Nullable TodoSide from, @Nullable TodoSide to) {

        boolean isDoneIn(Map<TodoKey, TodoSide> view) {
            return SharedTodos.same(view.get(key), to);
        }
    }

    /** @param unshared how many listed todos stay because no commit had had them */
    record Plan(List<Change> changes, int unshared) {}

    /**
     * What has to be said, once all that is here is in a commit.
     *
     * @param sharing the run that has just made sure of that
     */
    Plan plan(long sharing) {
        Map<TodoKey, TodoSide> now = now();
        Set<TodoKey> unshared = new TreeSet<>(now.keySet());
        unshared.removeAll(then.keys());
        SharedTodos since;
        Set<TodoKey> back;
        try (OwnRepository repository = open()) {
            String last = Long.toString(sharing);
            since = SharedTodos.since(repository, undone, last, parts.place());
            unshared.removeAll(since.keys());
            back = SharedTodos.everSince(repository, undone, last, parts.place(), unshared);
        }
        unshared.removeAll(back);
        Set<TodoKey> shared = new TreeSet<>(then.keys());
        shared.addAll(since.keys());
        shared.addAll(back);
        List<Change> changes = new ArrayList<>();
        for (TodoKey key : shared) {
            TodoSide was = then.of(key);
            Change change = new Change(key, now.get(key), was);
            boolean brought = since.differs(key, was) || back.contains(key);
            if (then.isOneIn(key) && brought && !change.isDoneIn(now)) {
                changes.add(change);
            }
        }
        return new Plan(changes, unshared.size());
    }

    /** Puts the claims into the spool, from where the next consolidate or git-push takes them. */
    void say(List<Change> changes) {
        Instant at = parts.place().clock().instant();
        String session = "rollback-" + (run.length() > SHOWN_DIGITS ? run.substring(0, SHOWN_DIGITS) : run) + "-"
                + at.toEpochMilli();
        List<SpooledClaim> claims = changes.stream()
                .map(change -> new SpooledClaim(change.key, AGENT, session, claim(change, at), null))
                .toList();
        Path spool = parts.place().state().spool();
        try {
            new Spool(spool, SecretFiles.of(parts.place().state())).add(claims);
        } catch (IOException e) {
            throw StorageFailure.of("write to", spool, e);
        }
    }

    /** The time of a deletion is behind all that was said, or it would not count. */
    private static Claim claim(Change change, Instant at) {
        TodoSide from = change.from;
        TodoSide to = change.to;
        if (to == null) {
            Instant after = from == null || at.isAfter(from.updated())
                    ? at
                    : from.updated().plusMillis(1);
            return Claim.gone(Kind.DELETED, from == null ? "" : from.text(), after);
        }
        return new Claim(Kind.REOPENED, to.text(), at, to.status(), new Details(to.activeForm(), to.priority(), null));
    }

    /** The todos as they are listed here. */
    Map<TodoKey, TodoSide> now() {
        Path view = parts.place().state().todosView();
        try {
            return SharedTodos.read(Files.readAllBytes(view));
        } catch (IOException e) {
            throw StorageFailure.of("read", view, e);
        }
    }

    private OwnRepository open() {
        return OwnRepository.open(parts.place().repository(), parts.settings().branch());
    }
}
