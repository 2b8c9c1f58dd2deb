package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.FileSystems;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Java, the state directory and its disk. */
final class MachineChecks {

    private static final long LITTLE = 1_000_000_000L;
    private static final long TOO_LITTLE = 100_000_000L;

    private final Path root;

    MachineChecks(Patient patient) {
        this.root = patient.state().root();
    }

    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>(List.of(java(), names()));
        if (Files.isDirectory(root)) {
            findings.addAll(List.of(directory(), disk()));
        } else {
            findings.add(missing());
        }
        return findings;
    }

    private Finding missing() throws IOException {
        String check = "state directory";
        if (Files.isSymbolicLink(root)) {
            Path target = root.resolveSibling(Files.readSymbolicLink(root)).normalize();
            return Finding.wrong(
                    check,
                    root + " is a link to " + target + ", which is not there",
                    "Bring " + target + " back, perhaps by mounting what it is on, or remove the link.");
        }
        return Files.exists(root)
                ? Finding.wrong(check, root + " is not a directory", "Move it away, or set CHITTYSYNC_HOME.")
                : Finding.note(check, root + " is not there yet", "`chittysync consolidate` makes it.");
    }

    private static Finding java() {
        String version = System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
        return Finding.ok("java", "Java " + version + " at " + System.getProperty("java.home"));
    }

    private static Finding names() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        return encoding.equalsIgnoreCase("UTF-8")
                ? Finding.ok("file names", "UTF-8")
                : Finding.wrong(
                        "file names", "this JVM reads them as " + encoding, "Set LC_ALL=C.UTF-8 in the environment.");
    }

    private Finding directory() throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(root));
        if (!mode.endsWith("------")) {
            return Finding.wrong(
                    "state directory", "others can enter " + root + " (" + mode + ")", "Run: chmod 700 '" + root + "'");
        }
        try {
            root.getFileSystem().provider().checkAccess(root, AccessMode.WRITE);
        } catch (IOException e) {
            Failure failure = StorageFailure.of("write to", root, e); // as of a command that cannot take its lock
            return Finding.wrong("state directory", String.valueOf(failure.getMessage()), failure.remedy());
        }
        return FileSystems.isLocal(root)
                ? Finding.ok("state directory", root + ", mode 0700")
                : Finding.wrong(
                        "state directory",
                        root + " is on a network file system",
                        "Set CHITTYSYNC_HOME to a directory on a local disk.");
    }

    private Finding disk() throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        String what = Words.bytes(free) + " free";
        if (free >= LITTLE) {
            return Finding.ok("disk", what);
        }
        String prune = "`chittysync prune` removes what is no longer needed.";
        return free < TOO_LITTLE
                ? Finding.wrong(
                        "disk",
                        "little room: " + what,
                        "Delete other files first: with less room a command may not start; then " + prune)
                : Finding.note("disk", what, "Make room; " + prune);
    }
}
