package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.publish.JournalMending;
import cc.chitty.sync.consolidate.publish.JournalMending.Damage;
import cc.chitty.sync.consolidate.publish.Publisher;
import cc.chitty.sync.consolidate.source.Focus;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private final JournalMending mending;

    DiscoverTasklet(CurrentRun current, Glance glance, Publisher publisher, JournalMending mending) {
        this.current = current;
        this.glance = glance;
        this.publisher = publisher;
        this.mending = mending;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        ConsolidateRun run = current.run();
        run.progress().step("discover");
        List<Problem> problems = new ArrayList<>();
        if (!run.options().dryRun()) {
            publisher.complete().ifPresent(problems::add);
        }
        glance.disbelief().ifPresent(problem -> {
            run.disbelieve();
            problems.add(problem);
        });
        List<Damage> damages = mending.damages(run.isFull());
        boolean again = run.isFull() || damages.stream().anyMatch(damage -> glance.isOwn(damage.journal()));
        problems.addAll(run.options().dryRun() ? told(damages) : mend(damages));
        Discovery.Found glanced = run.takeGlanced();
        Discovery.Found found = glanced == null || again ? look(run) : glanced;
        run.begin(found.changes());
        problems.forEach(run::problem);
        found.problems().forEach(run::problem);
        run.count("files_found", found.found());
        run.count("files_changed", found.changes().size());
        if (!run.isFull() && glance.isIdle(found, run.place().spool())) {
            contribution.setExitStatus(IDLE);
            if (!run.options().dryRun()) {
                glance.keepDigests();
            }
        }
        return RepeatStatus.FINISHED;
    }

    private static List<Problem> told(List<Damage> damages) {
        return damages.stream()
                .map(damage -> new Problem(
                        damage.journal().toString(), damage.what() + "; a run that is no rehearsal brings it back"))
                .toList();
    }

    /**
     * Those of other devices first, which may end in a refusal. What this device's own journal held comes back from all
     * sources, too: they are forgotten before it is touched, so that a run that dies in between is made up for.
     */
    private List<Problem> mend(List<Damage> damages) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Damage damage : damages) {
            if (!glance.isOwn(damage.journal())) {
                problems.add(mending.mend(damage, false));
            }
        }
        for (Damage damage : damages) {
            if (glance.isOwn(damage.journal())) {
                glance.forget();
                Problem problem = mending.mend(damage, true);
                problems.add(new Problem(problem.where(), problem.what() + "; every source is read again"));
            }
        }
        return problems;
    }

    private Discovery.Found look(ConsolidateRun run) {
        Walk begun = run.takeWalk();
        boolean full = run.isFull();
        return begun == null ? glance.look(full, Focus.EVERYTHING) : glance.look(full, begun);
    }
}
