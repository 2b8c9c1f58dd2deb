package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.device.HostName;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a watcher says about itself in {@code watch/watcher.properties}. It may be of one that was killed.
 *
 * @param identity who it is; version and settings are not kept
 * @param how what it watches, for a person
 * @param schedules whether it also starts commands at their times
 */
public record WatcherNote(Identity identity, String how, boolean schedules) {

    void write(Path file) {
        DurableFile.replace(
                file,
                PropertiesFile.bytes(Map.of(
                        "host", identity.host(),
                        "pid", Long.toString(identity.pid()),
                        "started", identity.started().toString(),
                        "watching", how,
                        "schedule", Boolean.toString(schedules))));
    }

    /** Empty where there is none, and where it makes no sense: that is of nobody who lives. */
    public static Optional<WatcherNote> read(Path file) {
        return PropertiesFile.readIfWhole(file).flatMap(WatcherNote::parse);
    }

    private static Optional<WatcherNote> parse(Map<String, String> said) {
        try {
            Identity identity = new Identity(
                    said.getOrDefault("host", ""),
                    Long.parseLong(said.getOrDefault("pid", "")),
                    Instant.parse(said.getOrDefault("started", "")),
                    "",
                    "");
            return Optional.of(new WatcherNote(
                    identity, said.getOrDefault("watching", ""), Boolean.parseBoolean(said.get("schedule"))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    public boolean isDead() {
        return identity.isDeadOn(HostName.current());
    }
}
