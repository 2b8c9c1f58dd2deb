package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Silence;
import cc.chitty.sync.kernel.run.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What starts jobs regularly, and whether it does: silence is as bad as an error. */
final class TriggerChecks {

    private static final String NAME = "schedule";
    /** As the job {@code scheduled} writes them. */
    private static final Pattern LOGGED = Pattern.compile("\\S+ (\\S+).*: exit code (\\d+)");

    private static final String NOT_SET_UP = "10";

    private final Patient patient;
    private final Moment now;

    TriggerChecks(Patient patient, Moment now) {
        this.patient = patient;
        this.now = now;
    }

    List<Finding> findings() throws IOException {
        Registered registered = new Registered(patient.state(), patient.agents().home());
        if (registered.commands().isEmpty()) {
            return List.of(Finding.note(
                    NAME,
                    "nothing starts jobs regularly",
                    "`chittysync install` sets that up; `chittysync watch --schedule` needs no other."));
        }
        Map<String, String> codes = lastCodes();
        return registered.silences(now).stream()
                .map(silence -> judged(silence, codes.get(silence.command())))
                .toList();
    }

    private Finding judged(Silence silence, @Nullable String code) {
        Moment last = silence.last();
        Instant at = last == null ? null : last.at();
        String what =
                silence.command() + " by " + silence.trigger().word() + " last went well " + Words.ago(at, now.at());
        if (at != null && at.isAfter(now.at().plusSeconds(60))) {
            return Finding.wrong(NAME, what, "The clock was set back; jobs at fixed times may wait for it.");
        }
        if (NOT_SET_UP.equals(code)) {
            return Finding.note(NAME, silence.command() + " is not set up", "Its help tells how; or leave it.");
        }
        Duration period = silence.period();
        if (period != null && silence.isTooLong()) {
            String seen = code == null ? "nothing tells that it ran" : "its last exit code is " + code;
            return Finding.wrong(
                    NAME,
                    what + ", every " + period.toMinutes() + " min expected; " + seen,
                    "See " + log("cron.log") + "; is what starts it (cron, systemd, launchd, a watcher) running?");
        }
        return Finding.ok(NAME, what);
    }

    private Path log(String name) {
        return patient.state().logs().resolve(name);
    }

    private Map<String, String> lastCodes() throws IOException {
        Map<String, String> codes = new HashMap<>();
        for (String name : List.of("cron.log.1", "cron.log")) {
            if (Files.exists(log(name))) {
                for (String line : new String(Files.readAllBytes(log(name)), StandardCharsets.UTF_8).split("\n", -1)) {
                    Matcher logged = LOGGED.matcher(line);
                    if (logged.matches()) {
                        codes.put(logged.group(1), logged.group(2));
                    }
                }
            }
        }
        return codes;
    }
}
