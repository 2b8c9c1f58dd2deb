package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Successes;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.snapshot.SnapshotId;
import cc.chitty.sync.kernel.snapshot.Snapshots;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What we wrote ourselves cannot be of the future, unless the clock was set back: files, snapshots, runs. */
final class ClockCheck {

    private static final String NAME = "clock";
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Patient patient;

    ClockCheck(Patient patient) {
        this.patient = patient;
    }

    Finding finding() throws IOException {
        Instant now = patient.clock().instant();
        for (Map.Entry<String, Instant> written : written().entrySet()) {
            Duration ahead = Duration.between(now, written.getValue());
            if (ahead.compareTo(SKEW) > 0) {
                return Finding.wrong(
                        NAME,
                        written.getKey() + " is " + Words.took(ahead) + " in the future",
                        "Set the clock, or turn on its synchronisation; if it is right by now, this goes by itself.");
            }
        }
        return unsynchronised()
                ? Finding.note(NAME, "is not synchronised", "On Linux: timedatectl set-ntp true")
                : Finding.ok(NAME, "nothing is of the future");
    }

    /** Times by what has them. */
    private Map<String, Instant> written() throws IOException {
        StateDirectory state = patient.state();
        Map<String, Instant> written = new TreeMap<>();
        for (Path file : List.of(state.todosView(), state.logs().resolve("cron.log"))) {
            add(file, written);
        }
        for (Path directory : List.of(state.database(), state.devices())) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        add(file, written);
                    }
                }
            }
        }
        if (Files.isDirectory(state.snapshots())) {
            for (SnapshotId snapshot : new Snapshots(state).ids()) {
                written.put("snapshot " + snapshot, snapshot.instant());
            }
        }
        Map<String, Moment> runs = new Successes(state).all();
        runs.forEach((run, moment) -> written.put("the last run of " + run, moment.at()));
        return written;
    }

    private static void add(Path file, Map<String, Instant> written) throws IOException {
        if (Files.isRegularFile(file)) {
            written.put(file.toString(), Files.getLastModifiedTime(file).toInstant());
        }
    }

    /** Where systemd looks after the clock, it knows. */
    private static boolean unsynchronised() {
        return Programs.has("timedatectl")
                && Programs.run(List.of("timedatectl", "show", "-p", "NTPSynchronized", "--value"), new byte[0])
                        .text()
                        .strip()
                        .equals("no");
    }
}
