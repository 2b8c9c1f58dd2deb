package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.store.DriveStore;
import cc.chitty.sync.gitpush.Mirrors;
import cc.chitty.sync.gitpush.mirror.MirrorChange;
import cc.chitty.sync.gitpush.mirror.MirrorCommit;
import cc.chitty.sync.gitpush.mirror.MirrorPush;
import cc.chitty.sync.gitpush.mirror.MirrorRepository;
import cc.chitty.sync.gitpush.mirror.MirrorRules;
import cc.chitty.sync.gitpush.mirror.MirrorRun;
import cc.chitty.sync.gitpush.mirror.MirrorSecrets;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Keeps the versions of mirrors in repositories of ours. */
final class Versions {

    private static final long MOST_IN_ONE_COMMIT = 1536L << 20;
    private static final int ATTEMPTS = 8;

    private final Mirrors mirrors;

    Versions(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    /** The repository of a remote's mirror; to be closed. */
    MirrorRepository open(Parts parts) {
        return MirrorRepository.open(StoredVersions.place(parts), mirrors.writer());
    }

    private static MirrorRun of(DriveRun run) {
        return new MirrorRun(Long.toString(run.id()), run::problem, run.progress(), run.interruption());
    }

    /** For who only looks. */
    static MirrorRun looking() {
        return new MirrorRun("0", problem -> {}, Progress.NONE, new Interruption());
    }

    /** Commits the mirror as it is, unless the last commit holds just that and is still in the repository. */
    void commit(Parts parts, DriveRun run, DriveStore store) {
        String listed = run.mirror();
        String mirror = listed == null ? Fingerprint.of(parts.mirror().list().files()) : listed;
        MirrorRules rules = rules(parts);
        CommittedMirror before = CommittedMirror.read(parts);
        String judged = judged(parts, rules);
        StoredVersions stored = new StoredVersions(parts);
        boolean kept = stored.has(before);
        if (kept && before.holds(mirror, judged)) {
            return;
        }
        try (MirrorRepository repository = open(parts)) {
            repository.repairs().forEach(run::problem);
            if (!kept) {
                run.problem(stored.lost(before));
            }
            MirrorChange all = new MirrorChange(parts.settings().git().message(), null, true);
            MirrorCommit done = repository.commit(of(run), rules, all);
            String id = done.id() == null ? "" : done.id();
            run.count("commits", done.commits());
            run.count("files_left_out", done.leftOut());
            if (done.isNew()) {
                store.committed(run.id(), id);
            }
            before.committed(mirror, judged, id, done.leftOut()).write(parts);
        }
    }

    /** A digest of what files are left out by. */
    private static String judged(Parts parts, MirrorRules rules) {
        return Digests.of(rules.secrets().version()
                + rules.secrets().allowed()
                + rules.largest()
                + rules.lfs()
                + parts.settings().git().branch());
    }

    private static MirrorRules rules(Parts parts) {
        GitSettings git = parts.settings().git();
        return new MirrorRules(
                MirrorSecrets.of(parts.place().state(), git.allowSecrets()),
                git.warnSize().toBytes(),
                git.largest().toBytes(),
                git.lfs(),
                MOST_IN_ONE_COMMIT);
    }

    /** The git remote of a mirror's versions; empty where they stay here. */
    Optional<GitRemote> remote(Parts parts) {
        GitSettings git = parts.settings().git();
        return git.remote().isEmpty() ? Optional.empty() : Optional.of(mirrors.remote(git.remote(), git.branch()));
    }

    /** Pushes what was committed and is not on the git remote, where one is set. */
    void push(Parts parts, DriveRun run) {
        remote(parts).ifPresent(remote -> push(parts, run, remote));
    }

    /**
     * Every run asks the git remote for its branch, also one with nothing to do: "nothing to do" would be wrong where it was
     * emptied or cannot be reached. That is one question beside those that rclone has asked, and leaves the repository closed.
     */
    private void push(Parts parts, DriveRun run, GitRemote remote) {
        CommittedMirror committed = CommittedMirror.read(parts);
        GitSettings git = parts.settings().git();
        if (committed.isPushed(git) && committed.there().equals(tip(remote))) {
            return;
        }
        try (MirrorRepository repository = open(parts)) {
            MirrorPush done = repository.push(of(run), remote, ATTEMPTS);
            run.count("commits_pushed", done.commits());
            committed.pushed(git, Objects.requireNonNullElse(done.commit(), "")).write(parts);
        }
    }

    /** The commit of the branch there, in full; empty where there is no such branch. */
    static String tip(GitRemote remote) {
        return remote.tip().map(ObjectId::name).orElse("");
    }
}
