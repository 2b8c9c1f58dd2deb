package cc.chitty.sync.gitpush;

import cc.chitty.sync.gitpush.mirror.MirrorWriter;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.secret.SecretFiles;
import java.nio.file.Path;
import java.util.Map;

/** What jobs with mirrors have in common with git-push: whose they are, the author of commits, and how remotes let us in. */
public final class Mirrors {

    private final SyncParts parts;

    Mirrors(SyncParts parts) {
        this.parts = parts;
    }

    /** The user's home directory. */
    public Path home() {
        return parts.where().home();
    }

    /** The user's environment. */
    public Map<String, String> environment() {
        return parts.where().environment();
    }

    /** The id of this device. */
    public String device() {
        return parts.place().device();
    }

    /** Who makes the commits, by {@code chittysync.git-push.author}. */
    public MirrorWriter writer() {
        SyncPlace place = parts.place();
        return new MirrorWriter(
                parts.settings().author().author(parts.where().home(), place.device()),
                place.device(),
                place.writer(),
                place.clock());
    }

    /**
     * A branch of a remote, by {@code chittysync.git-push.access} and {@code .deadline}.
     *
     * @throws Failure USAGE if it is no address, or one with credentials
     */
    public GitRemote remote(String url, String branch) {
        return parts.remote(RemoteAddress.of(url), SecretFiles.of(parts.place().state()), branch);
    }
}
