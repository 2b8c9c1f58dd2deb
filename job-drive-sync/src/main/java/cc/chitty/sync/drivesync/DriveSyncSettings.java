package cc.chitty.sync.drivesync;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a person can set of {@code drive-sync}.
 *
 * @param program rclone, by name or path
 * @param config rclone's configuration; null: where rclone itself would look for it
 * @param passwordCommand prints the password of an encrypted configuration; null: it is not encrypted
 * @param silence how long rclone may do nothing before it is ended
 * @param planAge how old a plan may be when a run goes on with it; an older one is made anew
 * @param chunk how much is transferred before that is recorded
 * @param keep how many snapshots are kept, and how long
 * @param remotes what is mirrored
 */
@ConfigurationProperties(value = "chittysync.drive-sync", ignoreUnknownFields = false)
public record DriveSyncSettings(
        @DefaultValue("rclone") String program,
        @Nullable Path config,
        @Nullable String passwordCommand,
        @DefaultValue("10m") Duration silence,
        @DefaultValue("6h") Duration planAge,
        @DefaultValue Chunk chunk,
        @DefaultValue Keep keep,
        @DefaultValue List<RemoteSettings> remotes) {

    /**
     * A chunk ends with whichever comes first; one file alone may be larger.
     *
     * @param files 1 or more
     */
    public record Chunk(
            @DefaultValue("1000") int files,
            @DefaultValue("256MB") DataSize bytes) {

        public Chunk {
            if (files < 1 || bytes.toBytes() < 1) {
                throw new IllegalArgumentException("chittysync.drive-sync.chunk: must hold something");
            }
        }
    }

    /** Of each remote's snapshots; the newest always is. */
    public record Keep(
            @DefaultValue("50") int snapshots,
            @DefaultValue("30d") Duration age,
            @DefaultValue("50GB") DataSize bytes) {}

    public DriveSyncSettings {
        remotes = List.copyOf(remotes);
        long names = remotes.stream().map(RemoteSettings::name).distinct().count();
        if (names != remotes.size()) {
            throw new IllegalArgumentException("chittysync.drive-sync.remotes: two of them have one name");
        }
        if (silence.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("chittysync.drive-sync.silence must be 1 s or more, is " + silence);
        }
    }
}
