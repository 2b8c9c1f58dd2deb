package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.drivesync.rclone.Rclone;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** {@code drive-sync init}: looks at a remote and writes it into the settings. */
public final class DriveSetup {

    private static final String PREFIX = "chittysync.drive-sync.remotes";

    private final DriveParts parts;

    DriveSetup(DriveParts parts) {
        this.parts = parts;
    }

    /**
     * What is wanted.
     *
     * @param mirror null: in the state directory
     * @param git the remote of the versions; empty: they stay here
     */
    public record Wanted(
            String name, String remote, @Nullable Path mirror, Direction direction, String git) {}

    /**
     * What was found.
     *
     * @param files how many the remote has
     * @param mirror where its mirror will be
     */
    public record Found(int files, Path mirror) {}

    /**
     * Looks at the remote and writes the settings.
     *
     * @throws Failure USAGE for what makes no sense or is there already; NOT_SET_UP where there is no rclone or no such remote
     */
    public Found init(Wanted wanted, Interruption interruption) {
        if (parts.settings().remotes().stream().anyMatch(it -> it.name().equals(wanted.name))) {
            throw wrong(wanted, "there is one of that name");
        }
        Map<String, String> values = values(wanted);
        RemoteSettings settings = settings(wanted, values);
        List<RemoteSettings> all = new ArrayList<>(parts.settings().remotes());
        all.add(settings);
        parts.overlaps().requireNone(all);
        Parts remote = parts.of(settings);
        Rclone rclone = remote.rclone(interruption);
        int files = remote.files(rclone, remote.facts(rclone))
                .list(wanted.direction.writesRemote())
                .files()
                .size();
        write(values, parts.settings().remotes().size());
        return new Found(files, remote.mirror().root());
    }

    private static Map<String, String> values(Wanted wanted) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", wanted.name);
        values.put("remote", wanted.remote);
        if (wanted.mirror != null) {
            values.put("mirror", wanted.mirror.toString());
        }
        values.put("direction", wanted.direction.name().toLowerCase(Locale.ROOT));
        if (!wanted.git.isEmpty()) {
            values.put("git.remote", wanted.git);
        }
        return values;
    }

    private static RemoteSettings settings(Wanted wanted, Map<String, String> values) {
        try {
            return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", RemoteSettings.class);
        } catch (BindException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw wrong(wanted, String.valueOf(root.getMessage()));
        }
    }

    private static Failure wrong(Wanted wanted, String seen) {
        return new Failure(
                FailureCategory.USAGE,
                "set up " + wanted.name,
                seen,
                "Nothing was changed. 'chittysync drive-sync init --help' shows how it goes.");
    }

    private void write(Map<String, String> values, int index) {
        Path file = parts.place().state().root().resolve("settings.properties");
        List<String> lines = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
        values.forEach((name, value) -> lines.add(PREFIX + "[" + index + "]." + name + "=" + escaped(value)));
        DurableFile.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same in every encoding. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (char c : value.replace("\\", "\\\\").toCharArray()) {
            text.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return text.toString();
    }
}
