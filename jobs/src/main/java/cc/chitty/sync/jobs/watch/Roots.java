package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.state.FileSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The directories to watch, with all below them. They need not be there yet, and may go and come back. */
record Roots(List<Path> all) {

    /** Those that are below another one are left out. */
    static Roots of(Collection<Path> paths) {
        List<Path> all = paths.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .distinct()
                .toList();
        return new Roots(all.stream()
                .filter(path -> all.stream().noneMatch(other -> !other.equals(path) && path.startsWith(other)))
                .toList());
    }

    /**
     * One that is there.
     *
     * @param identity another one once it was deleted and made again
     * @param local whether changes in it can be noticed; else it has to be polled
     */
    record Present(Object identity, boolean local) {}

    /** Those that are there now. */
    Map<Path, Present> present() {
        Map<Path, Present> present = new LinkedHashMap<>();
        for (Path root : all) {
            look(root, present);
        }
        return present;
    }

    /** What cannot be looked at is told by the runs, which list it. */
    private static void look(Path root, Map<Path, Present> present) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                Object key = attributes.fileKey();
                present.put(root, new Present(key == null ? root : key, FileSystems.isLocal(root)));
            }
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return;
        } catch (IOException e) {
            present.put(root, new Present("unreadable", false));
        }
    }
}
