package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.Spool;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The step discover. Ends the run where there is nothing to do. */
final class DiscoverTasklet implements Tasklet {

    static final ExitStatus IDLE = new ExitStatus("IDLE");

    private final CurrentRun current;
    private final Discovery discovery;
    private final Publisher publisher;
    private final Published published;
    private final Path journal;
    private final String law;

    DiscoverTasklet(
            CurrentRun current,
            Discovery discovery,
            Publisher publisher,
            Published published,
            Path journal,
            String law) {
        this.journal = journal;
        this.current = current;
        this.discovery = discovery;
        this.publisher = publisher;
        this.published = published;
        this.law = law;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        ConsolidateRun run = current.run();
        run.progress().step("discover");
        if (!run.options().dryRun()) {
            publisher.complete();
        }
        boolean lost = published.hasLost(journal);
        if (lost && !run.options().dryRun()) {
            discovery.forget();
        }
        Discovery.Found found = discovery.changes(run.options().full());
        run.begin(found.changes());
        if (lost) {
            run.problem(new Problem(
                    journal.toString(),
                    "the journal is gone; every source is read again, and `snapshots` has older ones"));
        }
        found.problems().forEach(run::problem);
        run.count("files_found", found.found());
        run.count("files_changed", found.changes().size());
        boolean idle = found.changes().isEmpty()
                && !run.options().full()
                && new Spool(run.place().spool()).waiting().isEmpty()
                && published.isCurrent(law);
        if (idle) {
            contribution.setExitStatus(IDLE);
        }
        return RepeatStatus.FINISHED;
    }
}
