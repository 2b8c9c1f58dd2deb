package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.plan.PlanTable;
import cc.chitty.sync.gpusync.run.Parcel;
import cc.chitty.sync.gpusync.run.SyncSteps;
import cc.chitty.sync.gpusync.run.Tables;
import cc.chitty.sync.kernel.launch.JobRunner;
import cc.chitty.sync.kernel.launch.RunHistory;
import cc.chitty.sync.kernel.launch.RunningJobs;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the job {@code gpu-sync}. */
@Lazy
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GpuSyncSettings.class)
public class GpuSyncJobConfiguration {

    /** The job's name. */
    public static final String NAME = PlanTable.JOB;

    /** The name of the job that puts a snapshot back. */
    public static final String ROLLBACK = "gpu-sync-rollback";

    @Bean
    CurrentGpuSync currentGpuSync() {
        return new CurrentGpuSync();
    }

    @Bean
    SshPeers sshPeers(GpuSyncPlace place) {
        return new SshPeers(place.clock());
    }

    @Bean
    GpuSyncParts.Peerings gpuSyncPeerings(GpuSyncSettings settings, GpuSyncPlace place, SshPeers peers) {
        return peer -> new SettledPeering(settings, peer, place, peers);
    }

    @Bean
    GpuSyncParts gpuSyncParts(
            GpuSyncSettings settings, GpuSyncPlace place, JdbcTemplate jdbc, GpuSyncParts.Peerings peerings) {
        return new GpuSyncParts(settings, place, Tables.in(jdbc), peerings);
    }

    @Bean
    GpuSync gpuSyncing(JobRunner runner, RunHistory history, CurrentGpuSync current, GpuSyncParts parts) {
        return new GpuSync(runner, history, current, parts);
    }

    @Bean
    GpuSyncRecords gpuSyncRecords(GpuSyncParts parts) {
        return new GpuSyncRecords(parts);
    }

    @Bean
    PeerLook peerLook(GpuSyncParts parts) {
        return new PeerLook(parts);
    }

    @Bean
    PeerDoctor peerDoctor(GpuSyncParts parts) {
        return new PeerDoctor(parts);
    }

    @Bean(NAME)
    Job gpuSync(
            JobRepository repository,
            RunningJobs running,
            PlatformTransactionManager transactions,
            CurrentGpuSync current) {
        Steps steps = new Steps(repository, transactions, current);
        return new JobBuilder(NAME, repository)
                .listener(running)
                .start(steps.of("connect", SyncSteps::connect))
                .next(steps.of("scan", SyncSteps::scan))
                .next(steps.of("plan", SyncSteps::plan))
                .next(steps.of("snapshot", SyncSteps::snapshot))
                .next(steps.of("git", SyncSteps::git))
                .next(steps.transfer())
                .next(steps.of("verify", SyncSteps::verify))
                .next(steps.of("record", SyncSteps::record))
                .next(steps.of("prune", SyncSteps::prune))
                .build();
    }

    @Bean(ROLLBACK)
    Job gpuSyncRollback(
            JobRepository repository,
            RunningJobs running,
            PlatformTransactionManager transactions,
            CurrentGpuSync current) {
        Steps steps = new Steps(repository, transactions, current);
        return new JobBuilder(ROLLBACK, repository)
                .listener(running)
                .start(steps.of("connect", SyncSteps::connect))
                .next(steps.of("plan", SyncSteps::planRollback))
                .next(steps.of("snapshot", SyncSteps::snapshot))
                .next(steps.of("git", SyncSteps::gitRollback))
                .next(steps.transfer())
                .next(steps.of("verify", SyncSteps::settleRollback))
                .next(steps.of("record", SyncSteps::recordRollback))
                .next(steps.of("prune", SyncSteps::prune))
                .build();
    }

    /** Each begins from what is on disk and in the job repository, so it may run again in a resumed run. */
    private record Steps(JobRepository repository, PlatformTransactionManager transactions, CurrentGpuSync current) {

        Step of(String name, GpuSyncTasklet.Work work) {
            return new StepBuilder(name, repository)
                    .tasklet(new GpuSyncTasklet(current, name, work), transactions)
                    .allowStartIfComplete(true)
                    .build();
        }

        /** A chunk is one parcel: it has as many changes as are made together anyway. */
        Step transfer() {
            ParcelReader reader = new ParcelReader(current);
            return new StepBuilder("transfer", repository)
                    .<Parcel, Parcel>chunk(1)
                    .transactionManager(transactions)
                    .reader(reader)
                    .writer(new ParcelWriter(current, reader))
                    .listener(reader)
                    .allowStartIfComplete(true)
                    .build();
        }
    }
}
