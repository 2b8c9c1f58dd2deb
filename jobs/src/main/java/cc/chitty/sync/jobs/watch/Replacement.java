package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Notices that the program or its settings were replaced. The commands of a new program, or with other settings, cannot be
 * served by this process and would wait for it in vain.
 */
public final class Replacement {

    private record Stamp(Path file, long size, long modified, String key) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, seen.size(), seen.lastModifiedTime().toMillis(), String.valueOf(seen.fileKey()));
            } catch (NoSuchFileException e) {
                return new Stamp(file, -1, 0, "");
            } catch (IOException e) {
                throw StorageFailure.of("look at", file, e);
            }
        }
    }

    private final List<Stamp> begun;

    private Replacement(List<Path> files) {
        this.begun = files.stream().map(Stamp::of).toList();
    }

    /** As they are now; to be asked for before the settings are read. The launcher says where the program's jar is. */
    public static Replacement of(StateDirectory state) {
        Path settings = state.root().resolve("settings.properties");
        String jar = System.getProperty("jobs.jar");
        return new Replacement(jar == null ? List.of(settings) : List.of(settings, Path.of(jar)));
    }

    public boolean happened() {
        return begun.stream().anyMatch(stamp -> !Stamp.of(stamp.file).equals(stamp));
    }
}
