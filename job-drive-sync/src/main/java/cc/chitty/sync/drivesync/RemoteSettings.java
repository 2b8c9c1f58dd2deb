package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.DeletionGuard;
import cc.chitty.sync.drivesync.plan.Direction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One folder that is mirrored.
 *
 * @param name lower-case letters, digits and hyphens; each name once
 * @param remote as rclone takes it, as {@code gd:Documents}
 * @param mirror the directory that mirrors it, absolute; null: {@code mirrors/<name>} in the state directory
 * @param filter rclone's filter rules by name, in order, as {@code - *.tmp}
 * @param every how often {@code drive-sync --due} runs it
 * @param backup where files of the remote are set aside before they are replaced or deleted; null: beside the remote
 */
public record RemoteSettings(
        String name,
        String remote,
        @Nullable Path mirror,
        @DefaultValue("pull") Direction direction,
        @DefaultValue List<String> filter,
        @DefaultValue("1h") Duration every,
        @Nullable String backup,
        @DefaultValue("link") GoogleDocs gdocs,
        @DefaultValue("auto") Compare compare,
        @DefaultValue("listing") Verify verify,
        @DefaultValue Guard guard,
        @DefaultValue Limits limits,
        @DefaultValue GitSettings git) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    private static final Pattern RULE = Pattern.compile("[+-] .+|!");

    /** What becomes of Google's own documents, which have no size and no content of their own. */
    public enum GoogleDocs {
        /** They are left out. */
        SKIP,
        /** Small files that lead to them. */
        LINK,
        /** Exported, whenever their time changes: each export differs from the one before. */
        EXPORT
    }

    /** By what a change on the remote is noticed. */
    public enum Compare {
        /** By hash where the remote has one without reading the content, else by size and time. */
        AUTO,
        /** By size and time. */
        TIME,
        /** By hash, even if the remote reads all of the content for it. */
        HASH
    }

    /** How it is made sure that what was transferred is what the other side has. */
    public enum Verify {
        /** Size, time and hash as far as the remote lists them. */
        LISTING,
        /** The content is read once more from the remote and compared. */
        CONTENT
    }

    /** Limits of the deletion guard. */
    public record Guard(
            @DefaultValue("50") int percent,
            @DefaultValue("1000") long count) {

        public Guard {
            if (percent < 0 || percent > 100 || count < 0) {
                throw new IllegalArgumentException(
                        "chittysync.drive-sync.remotes: guard.percent is from 0 to 100, guard.count 0 or more");
            }
        }
    }

    /**
     * What a run may use.
     *
     * @param bandwidth rclone's {@code --bwlimit}, also with a timetable, as {@code 08:00,512k 19:00,off}
     * @param transactions a second; 0: as many as go
     * @param bytes after which a run stops, to be resumed; null: no limit
     * @param time after which a run stops, to be resumed; null: no limit
     */
    public record Limits(
            @Nullable String bandwidth,
            @DefaultValue("0") double transactions,
            @DefaultValue("4") int transfers,
            @DefaultValue("8") int checkers,
            @Nullable DataSize bytes,
            @Nullable Duration time) {

        public Limits {
            if (transactions < 0 || transfers < 1 || checkers < 1) {
                throw new IllegalArgumentException(
                        "chittysync.drive-sync.remotes: limits.transfers and limits.checkers are"
                                + " 1 or more, limits.transactions 0 or more");
            }
        }
    }

    public RemoteSettings {
        require(NAME.matcher(name).matches(), name, "a name has lower-case letters, digits and hyphens");
        require(!remote.isBlank() && !remote.startsWith("-"), name, "it names no remote");
        requireNoSecret(name, "remote", remote);
        requireNoSecret(name, "backup", backup);
        requireNoSecret(name, "git.remote", git.remote());
        require(mirror == null || mirror.isAbsolute(), name, "its mirror must be an absolute path");
        filter = List.copyOf(filter);
        for (String rule : filter) {
            require(
                    RULE.matcher(rule).matches(),
                    name,
                    "'" + rule + "' is no filter rule; write '- *.tmp' or '+ *.md'");
        }
        require(
                !direction.writesRemote() || backup != null || !RemotePath.isRoot(remote),
                name,
                "set a backup directory elsewhere: there is nothing beside the root of a remote");
    }

    private static void require(boolean right, String name, String wrong) {
        if (!right) {
            throw new IllegalArgumentException("chittysync.drive-sync.remotes: " + name + ": " + wrong);
        }
    }

    /** The value is not in the message: it would be on the screen and in logs. */
    private static void requireNoSecret(String name, String setting, @Nullable String value) {
        String found = value == null ? null : WrittenSecrets.in(value).orElse(null);
        String place =
                setting.startsWith("git") ? "how git-push is let in" : "rclone's configuration, by 'rclone config'";
        require(found == null, name, "its " + setting + " holds " + found + "; put it into " + place);
    }

    DeletionGuard deletionGuard() {
        return new DeletionGuard(guard.percent(), guard.count());
    }

    /** Where files of the remote are set aside. */
    String backupDirectory() {
        return backup == null ? RemotePath.beside(remote, ".chittysync-backup") : backup;
    }
}
