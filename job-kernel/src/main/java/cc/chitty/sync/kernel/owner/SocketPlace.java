package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Where the socket is: in the state directory, or, as its path may have about 100 bytes only, in a short private temporary directory. */
final class SocketPlace {

    /** The operating systems allow 104 (macOS) and 108 (Linux) with the final zero. */
    private static final int LONGEST = 100;

    private static final String PREFIX = "chittysync-";

    private SocketPlace() {}

    /** A path at which nothing is. */
    static Path choose(StateDirectory state) throws IOException {
        if (fits(state.ownerSocket())) {
            Files.deleteIfExists(state.ownerSocket());
            return state.ownerSocket();
        }
        Path shared = fits(temporary().resolve(PREFIX + "0".repeat(20) + "/s")) ? temporary() : Path.of("/tmp");
        return Files.createTempDirectory(
                        shared,
                        PREFIX,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                .resolve("s");
    }

    /** Where shells come to; only in the state directory, since a shell cannot look elsewhere. */
    static Optional<Path> shell(StateDirectory state, Path socket) throws IOException {
        if (!socket.equals(state.ownerSocket()) || !fits(state.shellSocket())) {
            return Optional.empty();
        }
        Files.deleteIfExists(state.shellSocket());
        return Optional.of(state.shellSocket());
    }

    /** Removes a socket of ours, and its temporary directory if it has one. */
    static void remove(StateDirectory state, Path socket) throws IOException {
        Path directory = socket.getParent();
        if (socket.equals(state.ownerSocket())) {
            Files.deleteIfExists(state.shellSocket());
            Files.deleteIfExists(socket);
        } else if (directory != null && isOurTemporary(directory)) {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(directory);
        }
    }

    /** What a killed owner left. Only for who holds the lock. */
    static void removeLeftOver(StateDirectory state, Optional<OwnerNote> previous) {
        Path socket = previous.flatMap(OwnerNote::socket).orElse(state.ownerSocket());
        try {
            remove(state, socket);
        } catch (IOException e) {
            throw StorageFailure.of("remove the old socket", socket, e);
        }
    }

    private static boolean isOurTemporary(Path directory) {
        Path name = directory.getFileName();
        Path shared = directory.getParent();
        return name != null
                && name.toString().startsWith(PREFIX)
                && (temporary().equals(shared) || Path.of("/tmp").equals(shared))
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    }

    private static boolean fits(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
