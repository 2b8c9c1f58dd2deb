package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.merge.MergeResult;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.consolidate.publish.Publisher;
import java.io.IOException;
import java.util.Objects;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The step publish. */
final class PublishTasklet implements Tasklet {

    private final CurrentRun current;
    private final Publisher publisher;
    private final SessionDirectories directories;
    private final SourceFiles files;
    private final Published published;
    private final String device;
    private final String law;

    PublishTasklet(
            CurrentRun current,
            Publisher publisher,
            SessionDirectories directories,
            SourceFiles files,
            ConsolidatePlace place,
            String law) {
        this.current = current;
        this.publisher = publisher;
        this.files = files;
        this.directories = directories;
        this.published = new Published(place.state());
        this.device = place.device();
        this.law = law;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException {
        ConsolidateRun run = current.run();
        if (run.options().dryRun()) {
            return RepeatStatus.FINISHED;
        }
        run.progress().step("publish");
        MergeResult result = Objects.requireNonNull(run.merged(), "merge comes before publish");
        long execution = contribution.getStepExecution().getJobExecutionId();
        publisher.recordRead(Long.toString(execution), result, device, law);
        publisher.complete();
        directories.publish();
        files.keepDigests();
        files.publication(published.line());
        run.count("files_published", result.replaced().size());
        return RepeatStatus.FINISHED;
    }
}
