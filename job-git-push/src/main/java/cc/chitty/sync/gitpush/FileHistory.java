package cc.chitty.sync.gitpush;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.secret.SecretFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.jspecify.annotations.Nullable;

/** What the repository remembers: every version of every file, and by which run it came. */
public final class FileHistory {

    private final SyncParts parts;

    FileHistory(SyncParts parts) {
        this.parts = parts;
    }

    /**
     * One change of a file.
     *
     * @param commit in full
     * @param author who made it
     * @param device the device whose run it was; null for a person's commit
     * @param run the run's id on that device; null for a person's commit
     */
    public record Version(
            String commit,
            Instant at,
            String author,
            @Nullable String device,
            @Nullable String run) {}

    /** The versions of a file, newest first. */
    public List<Version> of(String path) {
        try (OwnRepository repository = open()) {
            List<Version> versions = new ArrayList<>();
            for (ObjectId at = repository.tip(); at != null; ) {
                RevCommit commit = repository.commit(at);
                ObjectId parent = commit.getParentCount() == 0 ? null : commit.getParent(0);
                if (!repository.blob(commit, path).equals(repository.blob(parent, path))) {
                    versions.add(version(commit));
                }
                at = parent;
            }
            return versions;
        }
    }

    private static Version version(RevCommit commit) {
        Optional<Machine> machine = Machine.of(commit);
        return new Version(
                commit.name(),
                Instant.ofEpochSecond(commit.getCommitTime()),
                commit.getAuthorIdent().getName(),
                machine.map(Machine::device).orElse(null),
                machine.map(Machine::run).orElse(null));
    }

    /**
     * A file as it was at a commit.
     *
     * @throws Failure USAGE if it was not there
     */
    public byte[] content(String commit, String path) {
        try (OwnRepository repository = open()) {
            return content(repository, ObjectId.fromString(commit), path);
        }
    }

    /**
     * A file as it was before this device's run.
     *
     * @throws Failure USAGE if that run committed nothing
     */
    byte[] before(String run, String path) {
        try (OwnRepository repository = open()) {
            for (ObjectId at = repository.tip(); at != null; ) {
                RevCommit commit = repository.commit(at);
                ObjectId parent = commit.getParentCount() == 0 ? null : commit.getParent(0);
                boolean found = Machine.of(commit)
                        .filter(by -> by.device().equals(parts.place().device())
                                && by.run().equals(run))
                        .isPresent();
                if (found) {
                    return parent == null ? "[]".getBytes(StandardCharsets.UTF_8) : content(repository, parent, path);
                }
                at = parent;
            }
        }
        throw new Failure(
                FailureCategory.USAGE,
                "find run " + run,
                "it committed nothing here",
                "'history --file " + Layout.TODOS + "' shows the runs that did.");
    }

    private static byte[] content(OwnRepository repository, ObjectId commit, String path) {
        return repository
                .blob(commit, path)
                .map(repository::bytes)
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "show " + path,
                        "it is not in commit " + commit.abbreviate(12).name(),
                        "'history --file " + path + "' shows the commits that have it."));
    }

    /** Looks for secrets in everything that is reachable: {@code git-push --check}. Names rules and blobs, never secrets. */
    public List<Problem> check() {
        SecretFilter secrets = SecretFiles.of(parts.place().state());
        List<Problem> found = new ArrayList<>();
        try (OwnRepository repository = open();
                ObjectWalk walk = new ObjectWalk(repository.git())) {
            ObjectId tip = repository.tip();
            if (tip == null) {
                return found;
            }
            walk.markStart(walk.parseCommit(tip));
            while (walk.next() != null) {
                // commits have no secrets in them, but all have to be passed before the objects come
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                if (object.getType() == Constants.OBJ_BLOB) {
                    String path = walk.getPathString();
                    look(path, new String(repository.bytes(object), StandardCharsets.UTF_8), secrets, found);
                }
            }
            return found;
        } catch (IOException e) {
            throw GitFailure.of("read all of", parts.place().repository(), e);
        }
    }

    private static void look(String path, String text, SecretFilter secrets, List<Problem> found) {
        List<String> rules = secrets.redact(text).rules();
        if (!rules.isEmpty()) {
            Problem problem = new Problem(
                    path, "secrets by the rules " + String.join(", ", new TreeSet<>(rules)) + "; rotate them");
            if (!found.contains(problem)) {
                found.add(problem);
            }
        }
    }

    private OwnRepository open() {
        return OwnRepository.open(parts.place().repository(), parts.settings().branch());
    }
}
