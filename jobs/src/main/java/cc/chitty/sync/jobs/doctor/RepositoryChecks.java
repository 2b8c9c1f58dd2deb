package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.consolidate.publish.PublishedViews;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.device.HostName;
import cc.chitty.sync.kernel.owner.OwnerLock;
import cc.chitty.sync.kernel.owner.OwnerNote;
import cc.chitty.sync.kernel.repository.OpeningNote;
import cc.chitty.sync.kernel.repository.RepositoryLook;
import cc.chitty.sync.kernel.repository.RepositorySettings;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The job repository and who has it open. While somebody is at work the database itself is not opened. */
final class RepositoryChecks {

    /** With which every H2 file begins. */
    private static final String MAGIC = "H:2,";

    private static final String DATABASE = "database";
    private static final String REPLACED =
            "The next command sets it aside and restores its newest backup; todos are kept in other files.";

    private static final Duration TOLD = Duration.ofDays(7);

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
        RepositorySettings where =
                RepositorySettings.of(patient.state().root(), patient.environment(), System.getProperties());
        Optional<OwnerNote> owner = OwnerLock.describe(patient.state())
                .filter(note -> !note.identity().isDeadOn(HostName.current()));
        List<Finding> findings = new ArrayList<>();
        findings.add(database(where, owner.isPresent()));
        opened(where).ifPresent(findings::add);
        findings.addAll(PublishedViews.damagedRecords(patient.state()).stream()
                .map(RepositoryChecks::damaged)
                .toList());
        findings.add(owner());
        return findings;
    }

    private Finding database(RepositorySettings where, boolean owned) throws IOException {
        if (!where.isFile()) {
            return Finding.ok(DATABASE, "at " + where.printable());
        }
        Path file = where.file();
        boolean known = Files.exists(where.sidecar());
        if (!Files.exists(file)) {
            return known
                    ? Finding.wrong(DATABASE, file + " is gone", REPLACED)
                    : Finding.note(DATABASE, "there is none yet", "`chittysync consolidate` makes it.");
        }
        if (!begins(file)) {
            return Finding.wrong(DATABASE, file + " is not an H2 file any more", REPLACED);
        }
        RepositoryLook look = new RepositoryLook(where);
        Optional<RepositoryLook.Trouble> trouble = owned ? look.outside() : look.inside(); // an owner writes to it
        if (trouble.isPresent()) {
            return Finding.wrong(
                    DATABASE,
                    file + ": " + trouble.get().what(),
                    trouble.get().future() ? "A newer ChittySync has used it: run that one." : REPLACED);
        }
        String what = Words.bytes(Files.size(file));
        return known
                ? Finding.ok(DATABASE, what)
                : Finding.note(
                        DATABASE,
                        what + "; nothing tells whether it is the newest state",
                        "It is adopted as it is by the next command.");
    }

    /** Of an opening that had something to tell, for some days after a command has told it. */
    private Optional<Finding> opened(RepositorySettings where) {
        Instant now = patient.clock().instant();
        return OpeningNote.read(where)
                .filter(note -> note.at().plus(TOLD).isAfter(now))
                .map(note -> Finding.note(
                        DATABASE,
                        Words.ago(note.at(), now) + ": "
                                + note.problems().stream()
                                        .map(problem -> problem.where() + ": " + problem.what())
                                        .collect(Collectors.joining("; ")),
                        "Nothing has to be done about it; this is told for " + TOLD.toDays() + " days."));
    }

    private static Finding damaged(Problem problem) {
        return Finding.wrong(
                "published",
                problem.where() + ": " + problem.what(),
                "`chittysync consolidate` makes it anew and ends with 3 once.");
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
