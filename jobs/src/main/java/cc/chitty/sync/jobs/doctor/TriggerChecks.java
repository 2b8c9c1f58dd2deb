package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Silence;
import cc.chitty.sync.kernel.run.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What starts jobs regularly, and whether it does: silence is as bad as an error. */
final class TriggerChecks {

    private static final String NAME = "schedule";

    private final Patient patient;
    private final Moment now;

    TriggerChecks(Patient patient, Moment now) {
        this.patient = patient;
        this.now = now;
    }

    List<Finding> findings() {
        Registered registered = new Registered(patient.state(), patient.agents().home());
        if (registered.commands().isEmpty()) {
            return List.of(Finding.note(
                    NAME,
                    "nothing starts jobs regularly",
                    "`chittysync install` sets that up; `chittysync watch --schedule` needs no other."));
        }
        return registered.silences(now).stream().map(this::judged).toList();
    }

    private Finding judged(Silence silence) {
        Moment last = silence.last();
        Instant at = last == null ? null : last.at();
        String what =
                silence.command() + " by " + silence.trigger().word() + " last went well " + Words.ago(at, now.at());
        if (at != null && at.isAfter(now.at().plusSeconds(60))) {
            return Finding.wrong(NAME, what, "The clock was set back; jobs at fixed times may wait for it.");
        }
        if (!silence.isSetUp()) {
            return Finding.note(NAME, silence.command() + " is not set up", "Its help tells how; or leave it.");
        }
        Duration period = silence.period();
        if (period != null && silence.isTooLong()) {
            Integer code = silence.code();
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
}
