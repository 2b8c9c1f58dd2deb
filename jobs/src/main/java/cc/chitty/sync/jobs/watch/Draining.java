package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.run.Failure;
import java.nio.file.Path;
import java.util.List;

/** Files away what hooks had noted before a look at everything, once that has gone well. */
final class Draining implements Looking {

    private final Looking looking;
    private final Signs signs;
    private final WatchReport report;

    Draining(Looking looking, Signs signs, WatchReport report) {
        this.looking = looking;
        this.signs = signs;
        this.report = report;
    }

    @Override
    public Outcome at(Focus focus) {
        try {
            List<Path> notes = focus.isEverything() ? signs.notes() : List.of();
            Outcome outcome = looking.at(focus);
            if (outcome != Outcome.FAILED) {
                signs.fileAway(notes);
            }
            return outcome;
        } catch (Failure e) {
            report.failed(e);
            return Outcome.FAILED;
        }
    }
}
