package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.publish.JournalMending;
import cc.chitty.sync.consolidate.publish.Published;
import cc.chitty.sync.kernel.repository.StepTransactions;
import cc.chitty.sync.kernel.secret.SecretFiles;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;

/** Builds the job's steps. All may run again in a resumed run, since each begins from what is on disk. */
final class ConsolidateSteps {

    private final ConsolidateSettings settings;
    private final ConsolidatePlace place;
    private final CurrentRun current;
    private final JobRepository repository;
    private final StepTransactions transactions;
    private final ConsolidateParts parts;
    private final Published published;

    ConsolidateSteps(
            ConsolidateSettings settings,
            ConsolidatePlace place,
            CurrentRun current,
            ConsolidateParts parts,
            JobRepository repository,
            StepTransactions transactions) {
        this.settings = settings;
        this.place = place;
        this.current = current;
        this.parts = parts;
        this.repository = repository;
        this.transactions = transactions;
        this.published = new Published(place.state());
    }

    Glance glance(SourceFiles files) {
        return new Glance(
                new Discovery(parts.sources(), place.where(), files),
                published,
                JournalSet.file(place.state().devices(), place.device()),
                law());
    }

    Step discover(Glance glance) {
        JournalMending mending = new JournalMending(place.state());
        return tasklet("discover", new DiscoverTasklet(current, glance, parts.publisher(), mending));
    }

    Step read(SourceFiles files, JdbcTemplate jdbc, AsyncTaskExecutor parsers, AsyncTaskExecutor spooler) {
        ClaimWriter writer = new ClaimWriter(
                current,
                parts.sources(),
                files,
                new AgentSessions(jdbc),
                settings.projects(),
                new ClaimWriter.Spooling(spooler, SecretFiles.of(place.state())));
        FileParser parser = new FileParser(place.clock());
        return new StepBuilder("read", repository)
                .<FileReading, FileReading>chunk(settings.chunk())
                .transactionManager(transactions.stored())
                .reader(new ReadAhead(
                        current,
                        files,
                        parser,
                        parsers,
                        settings.chunk(),
                        () -> JournalSessions.of(place.state().devices(), place.device())))
                .writer(writer)
                .listener(new ReadAgain(current))
                .allowStartIfComplete(true)
                .build();
    }

    Step merge() {
        return tasklet(
                "merge", new MergeTasklet(current, place.state(), place.device(), published, settings.law(), law()));
    }

    Step publish(SourceFiles files, JdbcTemplate jdbc) {
        SessionDirectories directories = new SessionDirectories(jdbc, place.state());
        return tasklet("publish", new PublishTasklet(current, parts.publisher(), directories, files, place, law()));
    }

    private Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository)
                .tasklet(tasklet, transactions.noted())
                .allowStartIfComplete(true)
                .build();
    }

    private String law() {
        return settings.law().digest();
    }
}
