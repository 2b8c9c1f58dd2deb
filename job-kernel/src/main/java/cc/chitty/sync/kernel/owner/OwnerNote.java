package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an owner says about itself in {@code owner.properties}. It may be of an owner that is dead: only the lock tells.
 *
 * @param identity who it is
 * @param socket where it listens, once it does
 */
public record OwnerNote(Identity identity, Optional<Path> socket) {

    /** One line for a person. */
    public String text() {
        return "process " + identity.pid() + " on " + identity.host() + ", started " + identity.started() + ", version "
                + identity.version();
    }

    void write(Path file) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "host", identity.host(),
                "pid", Long.toString(identity.pid()),
                "started", identity.started().toString(),
                "version", identity.version(),
                "settings", identity.settingsDigest()));
        socket.ifPresent(path -> values.put("socket", path.toString()));
        DurableFile.replace(file, PropertiesFile.bytes(values));
    }

    static Optional<OwnerNote> read(Path file) {
        return PropertiesFile.readIfWhole(file).flatMap(OwnerNote::parse);
    }

    /** A note that makes no sense is as good as none; the owner to come writes a new one. */
    private static Optional<OwnerNote> parse(Map<String, String> values) {
        try {
            Identity identity = new Identity(
                    values.getOrDefault("host", ""),
                    Long.parseLong(values.getOrDefault("pid", "")),
                    Instant.parse(values.getOrDefault("started", "")),
                    values.getOrDefault("version", ""),
                    values.getOrDefault("settings", ""));
            return Optional.of(new OwnerNote(
                    identity, Optional.ofNullable(values.get("socket")).map(Path::of)));
        } catch (NumberFormatException | DateTimeException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
