package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoSide;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code rollback git-push RUN}: says of every todo what was so before that run, as a person would. The journals keep all
 * that happened; the next run makes a new commit of it, and nothing is forced.
 */
final class Rollback {

    private static final String AGENT = "chittysync";

    private final SyncParts parts;
    private final FileHistory history;

    Rollback(SyncParts parts) {
        this.parts = parts;
        this.history = new FileHistory(parts);
    }

    /**
     * Puts the claims into the spool, from where the next consolidate or git-push takes them.
     *
     * @return how many todos change
     * @throws Failure USAGE if that run committed nothing, DAMAGED if a view cannot be read
     */
    int to(String run) {
        Map<TodoKey, TodoSide> then = read(history.before(run, Layout.TODOS));
        Map<TodoKey, TodoSide> now = read(current());
        List<SpooledClaim> claims = claims(run, then, now);
        try {
            new Spool(
                            parts.place().state().spool(),
                            SecretFiles.of(parts.place().state()))
                    .add(claims);
        } catch (IOException e) {
            throw StorageFailure.of("write to", parts.place().state().spool(), e);
        }
        return claims.size();
    }

    private List<SpooledClaim> claims(String run, Map<TodoKey, TodoSide> then, Map<TodoKey, TodoSide> now) {
        Set<TodoKey> keys = new TreeSet<>(then.keySet());
        keys.addAll(now.keySet());
        Instant at = parts.place().clock().instant();
        List<SpooledClaim> claims = new ArrayList<>();
        for (TodoKey key : keys) {
            Claim claim = claim(then.get(key), now.get(key), at);
            if (claim != null) {
                claims.add(new SpooledClaim(
                        key,
                        AGENT,
                        "rollback-" + (run.length() > 12 ? run.substring(0, 12) : run) + "-" + at.toEpochMilli(),
                        claim,
                        null));
            }
        }
        return claims;
    }

    /** The time of a deletion is behind all that was said, or it would not count. */
    private static @Nullable Claim claim(@Nullable TodoSide then, @Nullable TodoSide now, Instant at) {
        if (then == null) {
            Instant after = now == null || at.isAfter(now.updated())
                    ? at
                    : now.updated().plusMillis(1);
            return Claim.gone(Kind.DELETED, now == null ? "" : now.text(), after);
        }
        boolean same = now != null
                && now.status() == then.status()
                && Objects.equals(now.activeForm(), then.activeForm())
                && Objects.equals(now.priority(), then.priority());
        Details details = new Details(then.activeForm(), then.priority(), null);
        return same ? null : new Claim(Kind.REOPENED, then.text(), at, then.status(), details);
    }

    private byte[] current() {
        Path view = parts.place().state().todosView();
        try {
            return Files.readAllBytes(view);
        } catch (IOException e) {
            throw StorageFailure.of("read", view, e);
        }
    }

    private static Map<TodoKey, TodoSide> read(byte[] view) {
        try {
            return EditedView.read(view, Map.of());
        } catch (EditedView.Unreadable e) {
            throw new Failure(
                    FailureCategory.DAMAGED,
                    "read " + Layout.TODOS,
                    String.valueOf(e.getMessage()),
                    "Choose another run, or run 'consolidate --full'.",
                    e);
        }
    }
}
