package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Style;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What starts jobs by itself, red where it has gone silent. */
final class Triggers implements StatusCommand.Part {

    private final List<Silence> silences;
    private final Moment now;

    Triggers(List<Silence> silences, Moment now) {
        this.silences = List.copyOf(silences);
        this.now = now;
    }

    @Override
    public List<String> lines(Printing printing) {
        return silences.isEmpty()
                ? List.of("Nothing starts jobs by itself. `chittysync install` sets that up.")
                : silences.stream()
                        .map(silence -> line(silence, printing.style()))
                        .toList();
    }

    private String line(Silence silence, Style style) {
        if (!silence.isSetUp()) {
            return style.dim("off     ") + silence.command() + " by "
                    + silence.trigger().word() + ": is not set up; its help tells how";
        }
        Duration period = silence.period();
        String every = period == null ? "" : "; every " + Words.took(period) + " expected";
        String line = silence.command() + " by " + silence.trigger().word() + ": last went well "
                + Words.ago(at(silence), now.at()) + every;
        return silence.isTooLong() ? style.red("SILENT  " + line) : style.green("ok      ") + line;
    }

    private static @Nullable Instant at(Silence silence) {
        Moment last = silence.last();
        return last == null ? null : last.at();
    }

    @Override
    public void write(Json json) {
        json.list("triggers", silences, silence -> {
            Duration period = silence.period();
            Duration silent = silence.silent();
            json.text("trigger", silence.trigger().word())
                    .text("command", silence.command())
                    .time("last_success", at(silence))
                    .flag("set_up", silence.isSetUp())
                    .flag("silent", silence.isTooLong());
            if (period != null) {
                json.number("expected_every_seconds", period.toSeconds());
            }
            if (silent != null) {
                json.number("elapsed_seconds", silent.toSeconds());
            }
        });
    }

    @Override
    public boolean isWell() {
        return silences.stream().noneMatch(Silence::isTooLong);
    }
}
