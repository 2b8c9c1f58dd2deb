package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.Merge;
import cc.chitty.sync.consolidate.merge.MergeResult;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.todo.LawSettings;
import cc.chitty.sync.consolidate.view.ViewChanges;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.time.Instant;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The step merge. */
final class MergeTasklet implements Tasklet {

    private final CurrentRun current;
    private final StateDirectory state;
    private final String device;
    private final Published published;
    private final LawSettings law;
    private final String lawDigest;

    MergeTasklet(
            CurrentRun current,
            StateDirectory state,
            String device,
            Published published,
            LawSettings law,
            String lawDigest) {
        this.current = current;
        this.state = state;
        this.device = device;
        this.published = published;
        this.law = law;
        this.lawDigest = lawDigest;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        ConsolidateRun run = current.run();
        run.progress().step("merge");
        MergeResult result = merge(run);
        run.merged(result);
        ViewChanges changes = result.changes();
        run.count("todos_looked_at", result.todos());
        run.count("sightings", result.sightings());
        run.count("added", changes.added());
        run.count("completed", changes.completed());
        run.count("reopened", changes.reopened());
        run.count("removed", changes.removed());
        run.count("changed_otherwise", changes.otherwise());
        run.count("conflicts_new", changes.newConflicts());
        return RepeatStatus.FINISHED;
    }

    private MergeResult merge(ConsolidateRun run) throws IOException {
        if (run.isFull() || !published.holds(lawDigest)) {
            return Merge.ofEverything(state, run.place(), device, law, published.isAsPublished(state.todosView()));
        }
        String newest = published.facts().get("newest");
        return Merge.ofChanges(state, run.place(), device, law, newest == null ? null : Instant.parse(newest));
    }
}
