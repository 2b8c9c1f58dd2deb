package cc.chitty.sync.drivesync.rclone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file as a remote lists it.
 *
 * @param path from the remote's path on, as rclone writes it
 * @param size bytes; -1 where it is known only when the file is read, as of a Google Doc
 * @param time null where the remote has none
 * @param hash as {@code md5:0cc1...}; null where none was asked for or known
 */
public record RemoteFile(
        String path,
        long size,
        @Nullable Instant time,
        @Nullable String hash) {}
