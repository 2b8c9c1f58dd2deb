package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.gitpush.repository.FileChanges;
import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.gitpush.repository.Machine;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.SecretFiles;
import cc.chitty.sync.kernel.secret.SecretFilter;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.jspecify.annotations.Nullable;

/** What the repository remembers: every version of every file, and by which run it came. */
public final class FileHistory {

    /** Before the first commit. */
    private static final String NOTHING = "[]";

    private static final Path NO_JOURNAL = Path.of("/nonexistent/journal");
    private static final int SHOWN_DIGITS = 8;

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

    /** The versions of a file, newest first: every commit in which it differs from all that this one follows. */
    public List<Version> of(String path) {
        try (OwnRepository repository = open()) {
            return new FileChanges(repository)
                    .of(path).stream().map(FileHistory::version).toList();
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
     * A file as it was before a run of git-push.
     *
     * @param run the id of this device's run, or the commit that any device's run made, in full
     * @throws Failure USAGE if that run committed nothing, or the file was not there yet
     */
    public byte[] before(String run, String path) {
        try (OwnRepository repository = open()) {
            RevCommit commit = commit(repository, run);
            return commit.getParentCount() == 0
                    ? NOTHING.getBytes(StandardCharsets.UTF_8)
                    : content(repository, commit.getParent(0), path);
        }
    }

    /**
     * The commit of a run.
     *
     * @throws Failure USAGE if it committed nothing
     */
    RevCommit commit(OwnRepository repository, String run) {
        AtomicReference<RevCommit> found = new AtomicReference<>();
        new FileChanges(repository).walk(commit -> {
            RevCommit whole = repository.commit(commit);
            if (isOf(run, whole)) {
                found.set(whole);
            }
            return found.get() == null;
        });
        RevCommit commit = found.get();
        if (commit == null) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "find run " + run,
                    "it committed nothing here",
                    "'history --file " + Layout.TODOS + "' shows the runs that did.");
        }
        return commit;
    }

    private boolean isOf(String run, RevCommit commit) {
        return commit.name().equals(run)
                || Machine.of(commit)
                        .filter(by -> by.device().equals(parts.place().device())
                                && by.run().equals(run))
                        .isPresent();
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

    /** Looks for secrets in everything that is reachable: {@code git-push --check}. Names rules and paths, never secrets. */
    public List<Problem> check() {
        List<Problem> found = new ArrayList<>();
        try (OwnRepository repository = open()) {
            check(repository, "", found);
        }
        for (GitPushSettings.Folder folder : parts.settings().repositories()) {
            Path place = parts.place().of(folder).repository();
            try (OwnRepository repository = OwnRepository.open(place, folder.branch())) {
                check(repository, folder.name() + ": ", found);
            }
        }
        return found;
    }

    /** What of this device may be a secret, and may as well be none. */
    public List<Problem> suspicions() {
        String device = parts.place().device();
        Path journal = JournalSet.file(parts.place().state().devices(), device);
        List<Problem> found = new ArrayList<>();
        try {
            JournalFiles.changes(journal, NO_JOURNAL, device, it -> {
                Set<String> why = SecretSweep.suspicion(it);
                if (!why.isEmpty()) {
                    String todo = TodoId.of(it.todo()).substring(0, SHOWN_DIGITS);
                    found.add(new Problem("todo " + todo, "it may hold a secret: " + String.join(", ", why)));
                }
            });
            return found;
        } catch (IOException e) {
            throw StorageFailure.of("read", journal, e);
        }
    }

    private void check(OwnRepository repository, String prefix, List<Problem> found) {
        SecretFilter secrets = SecretFiles.of(parts.place().state());
        try (ObjectWalk walk = new ObjectWalk(repository.git())) {
            ObjectId tip = repository.tip();
            if (tip == null) {
                return;
            }
            walk.markStart(walk.parseCommit(tip));
            while (walk.next() != null) {
                // commits have no secrets in them, but all have to be passed before the objects come
            }
            for (RevObject object = walk.nextObject(); object != null; object = walk.nextObject()) {
                if (object.getType() == Constants.OBJ_BLOB) {
                    String path = prefix + walk.getPathString();
                    look(path, new String(repository.bytes(object), StandardCharsets.UTF_8), secrets, found);
                }
            }
        } catch (IOException e) {
            throw GitFailure.of("read all of", repository.directory(), e);
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
