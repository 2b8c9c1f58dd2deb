package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidatePlace;
import cc.chitty.sync.consolidate.ViewRefresh;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunOwner;
import cc.chitty.sync.kernel.launch.RunningJobs;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the job {@code git-push}. Needs the beans of consolidate. */
@Lazy
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GitPushSettings.class)
public class GitPushJobConfiguration {

    /** The job's name. */
    public static final String NAME = "git-push";

    @Bean
    CurrentSync currentSync() {
        return new CurrentSync();
    }

    @Bean
    SyncParts syncParts(GitPushSettings settings, ConsolidatePlace place, RunOwner owner, ViewRefresh refresh) {
        SyncPlace sync = SyncPlace.of(place.state(), place.device(), owner.host(), place.clock());
        return new SyncParts(settings, sync, place.where(), refresh);
    }

    @Bean
    GitPush gitPushing(JobRunner runner, CurrentSync current, SyncParts parts, Consolidate consolidate) {
        return new GitPush(runner, current, parts, consolidate);
    }

    @Bean
    GitPushSetup gitPushSetup(SyncParts parts) {
        return new GitPushSetup(parts);
    }

    @Bean
    FileHistory fileHistory(SyncParts parts) {
        return new FileHistory(parts);
    }

    @Bean
    Mirrors mirrors(SyncParts parts) {
        return new Mirrors(parts);
    }

    @Bean(NAME)
    Job gitPush(
            JobRepository repository,
            RunningJobs running,
            PlatformTransactionManager transactions,
            CurrentSync current) {
        Steps steps = new Steps(repository, transactions, current);
        return new JobBuilder(NAME, repository)
                .listener(running)
                .start(steps.of("fetch", GitPushOptions::always, Sync::fetch))
                .next(steps.of("merge", GitPushOptions::always, Sync::merge))
                .next(steps.of("filter", GitPushOptions::commits, Sync::filter))
                .next(steps.of("commit", GitPushOptions::commits, (sync, run) -> {
                    sync.commit(run);
                    sync.tell(run);
                }))
                .next(steps.of(
                        "push",
                        GitPushOptions::pushes,
                        (sync, run) -> delivery(sync).push(run)))
                .next(steps.of(
                        "verify",
                        GitPushOptions::pushes,
                        (sync, run) -> delivery(sync).verify(run)))
                .next(steps.of(
                        "folders",
                        GitPushOptions::commits,
                        (sync, run) -> run.folders().forEach(folder -> folder.push(run))))
                .build();
    }

    private static Delivery delivery(Sync sync) {
        return new Delivery(sync, new SplittableRandom());
    }

    private record Steps(JobRepository repository, PlatformTransactionManager transactions, CurrentSync current) {

        /** Each begins from the state directory and the refs, so it may run again in a resumed run. */
        Step of(String name, Predicate<GitPushOptions> wanted, SyncTasklet.Work work) {
            return new StepBuilder(name, repository)
                    .tasklet(new SyncTasklet(current, name, wanted, work), transactions)
                    .allowStartIfComplete(true)
                    .build();
        }
    }
}
