package cc.chitty.sync.drivesync.plan;

import org.jspecify.annotations.Nullable;

/**
 * One step of a plan that moves or removes a file.
 *
 * @param path relative to mirror and remote
 * @param copy where the mirror's file is kept; null unless it is a conflict
 * @param mirror as it was when the plan was made; null: not there
 * @param remote as it was when the plan was made; null: not there
 */
public record Transfer(
        String path,
        Action action,
        Remark remark,
        @Nullable String copy,
        @Nullable MirrorState mirror,
        @Nullable RemoteState remote) {

    /** How much of it goes over the network; what is not known counts as nothing. */
    public long bytes() {
        if (action.fetches() && remote != null) {
            return Math.max(0, remote.size());
        }
        return action == Action.PUSH && mirror != null ? mirror.size() : 0;
    }
}
