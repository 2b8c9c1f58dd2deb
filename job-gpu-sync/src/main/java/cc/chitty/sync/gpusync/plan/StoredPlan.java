package cc.chitty.sync.gpusync.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a run's plan beside its items.
 *
 * @param instance the job instance; the runs that resume one another share it
 * @param asked how the run was asked for, as words of a command line
 * @param inputs digest of everything the plan depends on beside the two sides
 * @param made null: not planned yet
 * @param engine by which contents were brought, and why; null: none were
 */
public record StoredPlan(
        long instance,
        String peer,
        String asked,
        String inputs,
        @Nullable Made made,
        @Nullable String engine) {

    /**
     * That it was planned.
     *
     * @param snapshot the id under which is kept what it replaces
     */
    public record Made(Instant at, String fingerprint, String snapshot) {}
}
