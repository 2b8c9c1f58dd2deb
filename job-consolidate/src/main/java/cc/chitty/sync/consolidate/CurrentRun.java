package cc.chitty.sync.consolidate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which run the steps work for. There is one at a time: the owner lets a second one wait or join. */
public final class CurrentRun {

    private volatile @Nullable ConsolidateRun run;

    public void set(ConsolidateRun current) {
        run = current;
    }

    ConsolidateRun run() {
        return Objects.requireNonNull(run, "no run was set before the job was started");
    }
}
