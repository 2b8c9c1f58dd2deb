package cc.chitty.sync.kernel.state;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which file systems keep our promises: locks between processes and a rename that a crash cannot tear need a local one. */
public final class FileSystems {

    private static final Set<String> NETWORK = Set.of(
            "nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "v9fs", "drvfs", "afs", "afpfs", "webdav",
            "ceph", "lustre", "gpfs", "beegfs", "davfs", "ncpfs", "coda", "macfuse", "osxfuse");

    private FileSystems() {}

    /** The path itself need not exist yet. */
    static void requireLocal(Path path) {
        Path existing = path;
        for (Path parent = path; parent != null && Files.notExists(existing); parent = parent.getParent()) {
            existing = parent;
        }
        requireLocal(path, typeOf(existing));
    }

    /** Whether what is there is on a disk of this machine: only there other programs' changes can be noticed. */
    public static boolean isLocal(Path existing) {
        return isLocal(typeOf(existing));
    }

    private static boolean isLocal(String type) {
        String known = type.toLowerCase(Locale.ROOT);
        return !NETWORK.contains(known) && !known.startsWith("fuse");
    }

    static void requireLocal(Path path, String type) {
        if (!isLocal(type)) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "keep state in " + path,
                    "it is on a file system of type " + type + ", where locks and renames are not reliable",
                    "Set " + StateDirectory.VARIABLE + " to a directory on a local disk.");
        }
    }

    /** Without UTF-8 the JVM cannot name files with other letters than ASCII and would miss them; only the locale decides that. */
    public static void requireUtf8Names(String encoding) {
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "read file names",
                    "this JVM uses " + encoding + " for file names, not UTF-8",
                    "Set LC_ALL=C.UTF-8 in the environment (cron has none) and start again.");
        }
    }

    private static String typeOf(Path existing) {
        try {
            return Files.getFileStore(existing).type();
        } catch (IOException e) {
            throw StorageFailure.of("find the file system of", existing, e);
        }
    }
}
