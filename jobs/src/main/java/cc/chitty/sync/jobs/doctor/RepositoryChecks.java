package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.device.HostName;
import cc.chitty.sync.kernel.owner.OwnerLock;
import cc.chitty.sync.kernel.owner.OwnerNote;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.run.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The job repository and who has it open. The database itself is not opened: its owner may be at work. */
final class RepositoryChecks {

    /** With which every H2 file begins. */
    private static final String MAGIC = "H:2,";

    private final Patient patient;
    private final String settings;

    /**
     * The checks.
     *
     * @param settings the digest of those in force here
     */
    RepositoryChecks(Patient patient, String settings) {
        this.patient = patient;
        this.settings = settings;
    }

    List<Finding> findings() throws IOException {
        return List.of(database(), owner());
    }

    private Finding database() throws IOException {
        RepositorySettings where =
                RepositorySettings.of(patient.state().root(), patient.environment(), System.getProperties());
        if (!where.isFile()) {
            return Finding.ok("database", "at " + where.printable());
        }
        Path file = where.file();
        boolean known = Files.exists(where.sidecar());
        if (!Files.exists(file)) {
            return known
                    ? Finding.wrong(
                            "database",
                            file + " is gone",
                            "The next command restores its newest backup; todos are kept in other files.")
                    : Finding.note("database", "there is none yet", "`chittysync consolidate` makes it.");
        }
        if (!begins(file)) {
            return Finding.wrong(
                    "database",
                    file + " is not an H2 file any more",
                    "The next command restores its newest backup; todos are kept in other files.");
        }
        String what = Words.bytes(Files.size(file));
        return known
                ? Finding.ok("database", what)
                : Finding.note(
                        "database",
                        what + "; nothing tells whether it is the newest state",
                        "It is adopted as it is by the next command.");
    }

    private static boolean begins(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
        }
    }

    private Finding owner() {
        Optional<OwnerNote> note = OwnerLock.describe(patient.state());
        if (note.isEmpty()) {
            return Finding.ok("owner", "nobody is at work");
        }
        String who = note.get().text();
        if (note.get().identity().isDeadOn(HostName.current())) {
            return Finding.note("owner", "was killed: " + who, "The next command recovers its runs.");
        }
        return note.get().identity().settingsDigest().equals(settings)
                ? Finding.ok("owner", who)
                : Finding.wrong(
                        "owner",
                        who + " has other settings than this command, which would wait for it in vain",
                        "Compare the variables CHITTYSYNC_*, SPRING_* and those of the agents here and there.");
    }
}
