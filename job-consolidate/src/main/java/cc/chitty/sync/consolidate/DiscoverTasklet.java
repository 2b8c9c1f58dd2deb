package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The step discover. Ends the run where there is nothing to do. */
final class DiscoverTasklet implements Tasklet {

    static final ExitStatus IDLE = new ExitStatus("IDLE");

    private final CurrentRun current;
    private final Glance glance;
    private final Publisher publisher;

    DiscoverTasklet(CurrentRun current, Glance glance, Publisher publisher) {
        this.current = current;
        this.glance = glance;
        this.publisher = publisher;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        ConsolidateRun run = current.run();
        run.progress().step("discover");
        if (!run.options().dryRun()) {
            publisher.complete();
        }
        boolean lost = glance.hasLostJournal();
        if (lost && !run.options().dryRun()) {
            glance.forget();
        }
        Discovery.Found glanced = run.takeGlanced();
        Discovery.Found found = glanced == null || lost ? look(run) : glanced;
        run.begin(found.changes());
        if (lost) {
            run.problem(new Problem(
                    glance.journal().toString(),
                    "the journal is gone; every source is read again, and `snapshots` has older ones"));
        }
        found.problems().forEach(run::problem);
        run.count("files_found", found.found());
        run.count("files_changed", found.changes().size());
        if (!run.options().full() && glance.isIdle(found, run.place().spool())) {
            contribution.setExitStatus(IDLE);
            if (!run.options().dryRun()) {
                glance.keepDigests();
            }
        }
        return RepeatStatus.FINISHED;
    }

    private Discovery.Found look(ConsolidateRun run) {
        Walk begun = run.takeWalk();
        boolean full = run.options().full();
        return begun == null ? glance.look(full, Focus.EVERYTHING) : glance.look(full, begun);
    }
}
