package cc.chitty.sync.kernel.state;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a file hands on to the one that replaces it.
 *
 * @param owner the number of a user, who need not have a name
 * @param group the number of a group
 */
record Rights(Set<PosixFilePermission> mode, int owner, int group) {

    private static final String WANTED = "unix:permissions,uid,gid";

    Rights {
        mode = Set.copyOf(mode);
    }

    static Rights of(Path file) throws IOException {
        Map<String, Object> found = Files.readAttributes(file, WANTED);
        Set<PosixFilePermission> mode = ((Set<?>) Objects.requireNonNull(found.get("permissions")))
                .stream().map(PosixFilePermission.class::cast).collect(Collectors.toUnmodifiableSet());
        return new Rights(mode, number(found, "uid"), number(found, "gid"));
    }

    private static int number(Map<String, Object> found, String name) {
        return (int) Objects.requireNonNull(found.get(name));
    }

    /** Gives them to a file that is ours, the owner last: what was given away cannot be changed any more. */
    void give(Path file) throws IOException {
        Rights now = of(file);
        if (now.group != group) {
            tryGive(file, "unix:gid", group);
        }
        if (!now.mode.equals(mode)) {
            Files.setPosixFilePermissions(file, mode);
        }
        if (now.owner != owner) {
            tryGive(file, "unix:uid", owner);
        }
    }

    private static void tryGive(Path file, String attribute, int number) throws IOException {
        try {
            Files.setAttribute(file, attribute, number);
        } catch (FileSystemException e) {
            // only root gives a file away, and only a member one to a group: then it stays ours, as any new file of
            // ours is
            return;
        }
    }
}
