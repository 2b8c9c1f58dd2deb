package cc.chitty.sync.gitpush.remote;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** A remote that JGit speaks to. */
public final class JGitRemote implements GitRemote {

    private final RemoteAddress address;
    private final String ref;
    private final Connecting connecting;
    private final Deadline deadline;
    private final SecretFilter secrets;

    /**
     * One branch of a remote.
     *
     * @param connecting what a transport needs before it connects
     * @param secrets what the server's own words pass before anybody sees them
     */
    public JGitRemote(
            RemoteAddress address, String branch, Connecting connecting, Deadline deadline, SecretFilter secrets) {
        this.address = address;
        this.ref = Constants.R_HEADS + branch;
        this.connecting = connecting;
        this.deadline = deadline;
        this.secrets = secrets;
    }

    /** Gives a transport credentials, host keys, proxy and timeout. */
    @FunctionalInterface
    public interface Connecting {
        void prepare(Transport transport);

        /** What stood in the way of the last connection, where the transport itself only says that something did. */
        default @Nullable Failure refusal() {
            return null;
        }
    }

    @Override
    public String url() {
        return address.toString();
    }

    @Override
    public Optional<ObjectId> tip() {
        return Optional.ofNullable(refs().get(ref)).map(Ref::getObjectId);
    }

    @Override
    public boolean isEmpty() {
        return refs().isEmpty();
    }

    private Map<String, Ref> refs() {
        return call("ask " + address, () -> {
            try (Transport transport = connecting(Transport.open(address.uri()));
                    FetchConnection connection = transport.openFetch()) {
                return connection.getRefsMap();
            }
        });
    }

    @Override
    public void fetch(Repository into, ObjectId commit) {
        call("fetch from " + address, () -> {
            try (Transport transport = connecting(Transport.open(into, address.uri()))) {
                transport.setTagOpt(TagOpt.NO_TAGS);
                transport.setCheckFetchedObjects(true);
                RefSpec branch = new RefSpec("+" + ref + ":refs/chittysync/fetched");
                return transport.fetch(NullProgressMonitor.INSTANCE, List.of(branch));
            }
        });
    }

    @Override
    public Pushed push(Repository from, ObjectId commit, @Nullable ObjectId expected) {
        return call("push to " + address, () -> {
            try (Transport transport = connecting(Transport.open(from, address.uri()))) {
                ObjectId old = expected == null ? ObjectId.zeroId() : expected;
                RemoteRefUpdate update = new RemoteRefUpdate(from, Constants.HEAD, commit, ref, false, null, old);
                PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
                return outcome(update, result);
            }
        });
    }

    private Pushed outcome(RemoteRefUpdate update, PushResult result) {
        return switch (update.getStatus()) {
            case OK, UP_TO_DATE -> Pushed.DONE;
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> Pushed.OVERTAKEN;
            case REJECTED_OTHER_REASON -> rejected(update, result);
            default ->
                throw failure(FailureCategory.RETRYABLE, "it ended as " + update.getStatus(), "Start again.", null);
        };
    }

    /** Servers tell a lost race in words of their own. */
    private Pushed rejected(RemoteRefUpdate update, PushResult result) {
        String reason = String.valueOf(update.getMessage());
        if (reason.contains("failed to update ref")
                || reason.contains("cannot lock ref")
                || reason.contains("failed to lock")
                || reason.contains("fetch first")
                || reason.contains("incorrect old value")
                || reason.contains("already exists")) {
            return Pushed.OVERTAKEN;
        }
        String said = (reason + " " + result.getMessages()).strip();
        throw failure(
                FailureCategory.REFUSED,
                "the remote rejects the commit: " + secrets.redact(said).text(),
                "Everything is committed here. Change what the remote complains about, or its rules, and start again.",
                null);
    }

    private Transport connecting(Transport transport) {
        connecting.prepare(transport);
        return transport;
    }

    private <T> T call(String what, Callable<T> work) {
        try {
            return deadline.call(what, work);
        } catch (Failure e) {
            throw e;
        } catch (TransportException e) {
            throw explained(e);
        } catch (Exception e) {
            throw failure(FailureCategory.RETRYABLE, words(e), "Look at the remote and start again.", e);
        }
    }

    private Failure explained(TransportException e) {
        Failure refusal = connecting.refusal();
        if (refusal != null) {
            return refusal;
        }
        String words = words(e);
        if (address.isPath() && words.contains("not permitted")) {
            return failure(
                    FailureCategory.NOT_SET_UP,
                    "git does not receive there",
                    "It has to be a repository that this user owns and may write to, or one that is trusted: 'git config"
                            + " --global --add safe.directory " + address.uri().getPath() + "'.",
                    e);
        }
        if (words.contains("not authorized")
                || words.contains("not permitted")
                || words.contains("Authentication is required")
                || words.contains("authentication not supported")
                || words.contains("Cannot log in")
                || words.contains("Auth fail")) {
            return failure(
                    FailureCategory.NOT_SET_UP,
                    "the remote does not take the credentials",
                    "Set a token that may read and write this repository, or add the SSH key there.",
                    e);
        }
        return failure(
                FailureCategory.RETRYABLE,
                words,
                "Look at the network and at the remote. Everything stays here; the next run goes on.",
                e);
    }

    /** All that was said down the chain of causes; the outermost is often only "connection failed". */
    private String words(Throwable thrown) {
        StringBuilder words = new StringBuilder();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && words.indexOf(message) < 0) {
                words.append(words.isEmpty() ? "" : ": ").append(message);
            }
        }
        String text = words.isEmpty() ? thrown.getClass().getSimpleName() : words.toString();
        return secrets.redact(text).text();
    }

    /** The cause may quote what was sent, so only its words are kept. */
    private Failure failure(FailureCategory category, String seen, String remedy, @Nullable Throwable cause) {
        Failure failure = new Failure(category, "reach " + address, seen, remedy);
        if (cause != null) {
            failure.setStackTrace(cause.getStackTrace());
        }
        return failure;
    }
}
