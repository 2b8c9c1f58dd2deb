package cc.chitty.sync.drivesync;

import cc.chitty.sync.gitpush.mirror.MirrorPlace;
import cc.chitty.sync.gitpush.repository.StoredBranch;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether the repository of a mirror's versions still has what was committed last: somebody may have removed it, or put it back
 * from an older copy. Brings and changes nothing.
 */
record StoredVersions(Parts parts) {

    private static final int SHOWN = 12;

    static MirrorPlace place(Parts parts) {
        RemoteSettings settings = parts.settings();
        return MirrorPlace.of(
                parts.place().state(),
                settings.name(),
                parts.place().mirror(settings),
                settings.git().branch());
    }

    private StoredBranch branch() {
        MirrorPlace place = place(parts);
        return new StoredBranch(place.repository(), place.branch());
    }

    private Path repository() {
        return place(parts).repository();
    }

    /** True also where nothing was committed. Mostly one file is read; only where others' commits were joined is it opened. */
    boolean has(CommittedMirror committed) {
        if (committed.commit().isEmpty()) {
            return true;
        }
        String tip = branch().tip();
        boolean isJoined = committed.isPushed(parts.settings().git()) && tip.equals(committed.there());
        return tip.equals(committed.commit()) || (isJoined && !tip.isEmpty()) || branch().has(committed.commit());
    }

    /** For the run that commits the mirror anew. */
    Problem lost(CommittedMirror committed) {
        return new Problem(
                repository().toString(),
                lacks(committed)
                        + "; the mirror is committed anew, the versions before are only where that repository was copied or"
                        + " pushed to");
    }

    private static String lacks(CommittedMirror committed) {
        return "it lacks the last commit, " + shown(committed.commit())
                + ": it was removed, or put back from an older copy";
    }

    /** Looks deeper than {@link #has}: into the repository. Empty where nothing was committed yet. */
    Optional<Finding> finding() {
        CommittedMirror committed = CommittedMirror.read(parts);
        if (committed.commit().isEmpty()) {
            return Optional.empty();
        }
        String name = parts.settings().name();
        String place = "its versions in " + repository();
        if (!branch().has(committed.commit())) {
            return Optional.of(Finding.wrong(
                    name,
                    place + ": " + lacks(committed) + ", or is damaged",
                    "Put it back if there is a copy. 'chittysync drive-sync " + name + "' commits the mirror anew."));
        }
        if (!branch().isWhole()) {
            return Optional.of(Finding.wrong(
                    name,
                    place + " cannot be read: files of the last commit are missing",
                    "The next commit sets it aside and begins a new one; put it back if there is a copy."));
        }
        return Optional.of(Finding.ok(name, place + " have the last commit, " + shown(committed.commit())));
    }

    private static String shown(String commit) {
        return commit.substring(0, Math.min(SHOWN, commit.length()));
    }
}
