package cc.chitty.sync.drivesync;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** What all remotes share. */
record DriveParts(DriveSyncSettings settings, DrivePlace place, JdbcTemplate jdbc) {

    Parts of(RemoteSettings remote) {
        return new Parts(settings, remote, place, jdbc);
    }

    /**
     * The remotes of these names, to be written to; all of them where none is named.
     *
     * @throws Failure NOT_SET_UP where there is none at all, USAGE for a name that none has, or where mirrors overlap
     */
    List<RemoteSettings> remotes(List<String> names) {
        List<RemoteSettings> named = named(names);
        overlaps().requireNone(settings.remotes());
        return named;
    }

    MirrorOverlaps overlaps() {
        return new MirrorOverlaps(place);
    }

    /** As {@link #remotes}, to be looked at only: whether mirrors overlap is not asked. */
    List<RemoteSettings> named(List<String> names) {
        if (settings.remotes().isEmpty()) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "run drive-sync",
                    "no remote is set",
                    "Configure one with 'rclone config', then run 'chittysync drive-sync init NAME REMOTE:PATH'.");
        }
        return names.isEmpty()
                ? settings.remotes()
                : names.stream().map(this::remote).toList();
    }

    RemoteSettings remote(String name) {
        return settings.remotes().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        FailureCategory.USAGE,
                        "find the remote " + name,
                        "there is none of that name",
                        "There are " + names() + "; 'chittysync drive-sync init' adds one."));
    }

    private String names() {
        return settings.remotes().isEmpty()
                ? "none"
                : settings.remotes().stream().map(RemoteSettings::name).collect(Collectors.joining(", "));
    }
}
