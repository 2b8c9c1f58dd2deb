package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.run.Carrier;
import cc.chitty.sync.gpusync.run.Parcel;
import cc.chitty.sync.gpusync.run.SyncRun;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Gives the parcels of the plan that are not done, in their order; the next one is already being brought. */
final class ParcelReader implements ItemReader<Parcel>, StepExecutionListener {

    private final CurrentGpuSync current;
    private @Nullable Carrier carrier;

    ParcelReader(CurrentGpuSync current) {
        this.current = current;
    }

    @Override
    public void beforeStep(StepExecution step) {
        SyncRun run = current.run();
        GpuSyncTasklet.tell(run, step);
        run.progress().step("transfer").of(run.counts().getOrDefault("planned", 0L));
        carrier = current.steps().carrier(run);
    }

    @Override
    public @Nullable Parcel read() {
        Carrier open = carrier;
        return open == null ? null : open.next();
    }

    Carrier carrier() {
        return Objects.requireNonNull(carrier, "nothing is carried");
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        Carrier open = carrier;
        carrier = null;
        if (open != null) {
            open.close();
        }
        return step.getExitStatus();
    }
}
