package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Programs;
import cc.chitty.sync.jobs.command.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What starts jobs regularly, and whether it does: silence is as bad as an error. A time at which the machine was off does
 * not count.
 */
final class TriggerChecks {

    private static final String NAME = "schedule";
    private static final Map<String, Duration> PERIODS = Map.of(
            "consolidate", Duration.ofMinutes(30),
            "git-push", Duration.ofMinutes(15),
            "drive-sync", Duration.ofHours(2),
            "prune", Duration.ofDays(1));
    /** Jitter, load and a run that takes long are no silence yet. */
    private static final int TOLERATED = 3;

    private static final Pattern LOGGED =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ) (\\S+).*: exit code (\\d+)");

    private final Patient patient;
    private final @Nullable Duration upFor;

    /**
     * The checks.
     *
     * @param upFor since when the machine is up; null where that is not known
     */
    TriggerChecks(Patient patient, @Nullable Duration upFor) {
        this.patient = patient;
        this.upFor = upFor;
    }

    /** How long this machine is up. */
    static @Nullable Duration upTime() throws IOException {
        Path file = Path.of("/proc/uptime");
        return Files.exists(file)
                ? Duration.ofSeconds(
                        (long) Double.parseDouble(Files.readString(file).replaceFirst(" .*\\s*", "")))
                : null;
    }

    private record Ran(Instant at, int code) {}

    List<Finding> findings() throws IOException {
        List<String> commands = new ArrayList<>(new TreeSet<>(registered()));
        if (commands.isEmpty()) {
            return List.of(Finding.note(
                    NAME,
                    "nothing starts jobs regularly",
                    "`chittysync install` sets that up; `chittysync watch --schedule` needs no other."));
        }
        Map<String, Ran> successes = new HashMap<>();
        Map<String, Ran> last = new HashMap<>();
        read(successes, last);
        return commands.stream()
                .map(command -> judged(command, successes.get(command), last.get(command)))
                .toList();
    }

    private Finding judged(String command, @Nullable Ran success, @Nullable Ran last) {
        Instant now = patient.clock().instant();
        Duration period = PERIODS.getOrDefault(command, Duration.ofDays(1));
        String log = patient.state().logs().resolve("cron.log").toString();
        Instant since = success == null ? installed(now) : success.at;
        Duration silent = Duration.between(since, now);
        Duration counted = upFor != null && upFor.compareTo(silent) < 0 ? upFor : silent;
        String what = command + " last went well " + Words.ago(success == null ? null : success.at, now);
        if (silent.isNegative()) {
            return Finding.wrong(NAME, what, "The clock was set back; jobs at fixed times may wait for it.");
        }
        if (counted.compareTo(period.multipliedBy(TOLERATED)) > 0) {
            String code = last == null ? "it never ran" : "its last exit code is " + last.code;
            return Finding.wrong(
                    NAME,
                    what + ", every " + period.toMinutes() + " min expected; " + code,
                    "See " + log + "; is cron (or systemd, launchd) running?");
        }
        return Finding.ok(NAME, what);
    }

    /** Nothing can have run before it was set up; the scripts were written then. */
    private Instant installed(Instant now) {
        try {
            return Files.getLastModifiedTime(patient.state().programs().resolve("scheduled"))
                    .toInstant();
        } catch (IOException absent) {
            return now.minus(Duration.ofDays(365)); // what is registered has nothing to start
        }
    }

    private void read(Map<String, Ran> successes, Map<String, Ran> last) throws IOException {
        for (String name : List.of("cron.log.2", "cron.log.1", "cron.log")) {
            Path file = patient.state().logs().resolve(name);
            if (Files.exists(file)) {
                for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
                    Matcher logged = LOGGED.matcher(line);
                    if (logged.matches()) {
                        Ran ran = new Ran(Instant.parse(logged.group(1)), Integer.parseInt(logged.group(3)));
                        last.put(logged.group(2), ran);
                        if (ran.code == 0 || ran.code == 3) {
                            successes.put(logged.group(2), ran);
                        }
                    }
                }
            }
        }
    }

    private List<String> registered() throws IOException {
        List<String> commands = new ArrayList<>();
        String programs = patient.state().programs().toString();
        if (Programs.has("crontab")) {
            Pattern ours = Pattern.compile(".*" + Pattern.quote(programs) + "\\S*scheduled\\S* \\d+ (\\S+).*");
            Programs.run(List.of("crontab", "-l"), new byte[0])
                    .out()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ours::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> commands.add(line.group(1)));
        }
        Path home = patient.agents().home();
        named(home.resolve(".config/systemd/user"), "chittysync-", ".timer", commands);
        named(home.resolve("Library/LaunchAgents"), "cc.chitty.sync.", ".plist", commands);
        commands.remove("watch");
        return commands;
    }

    private static void named(Path directory, String before, String after, List<String> commands) throws IOException {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, before + "*" + after)) {
                for (Path file : files) {
                    String name = String.valueOf(file.getFileName());
                    commands.add(name.substring(before.length(), name.length() - after.length()));
                }
            }
        }
    }
}
