package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.state.FileSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Java, the state directory, its disk and its clock. */
final class MachineChecks {

    private static final long LITTLE = 1_000_000_000L;
    private static final long TOO_LITTLE = 100_000_000L;
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Patient patient;
    private final Path root;

    MachineChecks(Patient patient) {
        this.patient = patient;
        this.root = patient.state().root();
    }

    List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>(List.of(java(), names()));
        if (!Files.isDirectory(root)) {
            String what = root + " is not there yet";
            findings.add(Finding.note("state directory", what, "`chittysync consolidate` makes it."));
            return findings;
        }
        findings.addAll(List.of(directory(), disk(), clock()));
        return findings;
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
        if (!Files.isWritable(root)) {
            return Finding.wrong("state directory", root + " cannot be written", "Run as the user whom it belongs to.");
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
        String remedy = "Make room; `chittysync prune` removes what is no longer needed.";
        return free < TOO_LITTLE ? Finding.wrong("disk", what, remedy) : Finding.note("disk", what, remedy);
    }

    /** What we wrote ourselves cannot be of the future, unless the clock was set back. */
    private Finding clock() throws IOException {
        Instant now = patient.clock().instant();
        for (Path file :
                List.of(patient.state().todosView(), patient.state().logs().resolve("cron.log"))) {
            if (Files.exists(file)) {
                Duration ahead =
                        Duration.between(now, Files.getLastModifiedTime(file).toInstant());
                if (ahead.compareTo(SKEW) > 0) {
                    String what = file + " was written " + Words.took(ahead) + " in the future";
                    return Finding.wrong("clock", what, "Set the clock, or turn on its synchronisation.");
                }
            }
        }
        return unsynchronised()
                ? Finding.note("clock", "is not synchronised", "On Linux: timedatectl set-ntp true")
                : Finding.ok("clock", "nothing is of the future");
    }

    /** Where systemd looks after the clock, it knows. */
    private static boolean unsynchronised() {
        return Programs.has("timedatectl")
                && Programs.run(List.of("timedatectl", "show", "-p", "NTPSynchronized", "--value"), new byte[0])
                        .out()
                        .strip()
                        .equals("no");
    }
}
