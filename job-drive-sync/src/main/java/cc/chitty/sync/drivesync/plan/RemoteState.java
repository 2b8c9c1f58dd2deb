package cc.chitty.sync.drivesync.plan;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as the remote listed it. Compared only with what the same remote said of it another time.
 *
 * @param size bytes; -1 where the remote does not know, as of a Google Doc
 * @param time null where the remote has none
 * @param hash as {@code md5:0cc1...}; null where the remote was not asked or has none
 */
public record RemoteState(
        long size, @Nullable Instant time, @Nullable String hash) {

    /** Whether nothing tells that it has changed. A hash of both is trusted alone: a new time on the same content is none. */
    public boolean isAs(RemoteState before) {
        if (size != before.size) {
            return false;
        }
        if (hash != null && before.hash != null && kind(hash).equals(kind(before.hash))) {
            return hash.equals(before.hash);
        }
        return Objects.equals(time, before.time);
    }

    private static String kind(String hash) {
        return hash.substring(0, hash.indexOf(':') + 1);
    }
}
