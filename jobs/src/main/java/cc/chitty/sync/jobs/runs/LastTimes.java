package cc.chitty.sync.jobs.runs;

import cc.chitty.sync.jobs.command.Json;
import cc.chitty.sync.jobs.command.Printing;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.kernel.launch.RecordedRun;
import cc.chitty.sync.kernel.launch.RunHistory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.batch.core.BatchStatus;

/** When each job last did its work. */
final class LastTimes implements StatusCommand.Part {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");
    private static final int LOOKED_AT = 200;

    private final Instant now;
    private final List<RecordedRun> good;

    LastTimes(RunHistory history, Instant now) {
        this.now = now;
        this.good = history.jobs().stream()
                .flatMap(job -> history.last(job, LOOKED_AT).stream()
                        .filter(run -> run.status() == BatchStatus.COMPLETED && run.ended() != null)
                        .filter(run -> !Runs.isDryRun(run))
                        .limit(1))
                .toList();
    }

    @Override
    public List<String> lines(Printing printing) {
        List<String> lines = new ArrayList<>();
        for (RecordedRun run : good) {
            Instant ended = Objects.requireNonNull(run.ended());
            lines.add(run.job() + "  " + LOCAL.format(ended.atZone(ZoneId.systemDefault())) + "  "
                    + Words.ago(ended, now));
        }
        return lines.isEmpty() ? List.of("Nothing ran to its end yet.") : lines;
    }

    @Override
    public void write(Json json) {
        json.list("times", good, run -> json.text("job", run.job()).time("ended", run.ended()));
    }
}
