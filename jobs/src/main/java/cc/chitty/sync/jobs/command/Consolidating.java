package cc.chitty.sync.jobs.command;

import cc.chitty.sync.consolidate.Consolidate;
import cc.chitty.sync.consolidate.ConsolidateOptions;
import cc.chitty.sync.consolidate.Consolidated;
import cc.chitty.sync.consolidate.Walk;
import cc.chitty.sync.kernel.launch.Trigger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a command consolidates, and what it owes the repository afterwards. */
public final class Consolidating {

    private Consolidating() {}

    /** Runs as asked; a run that changed something is made durable before anybody is told of it. */
    public static Consolidated run(
            Invocation invocation,
            ConsolidateOptions options,
            boolean fresh,
            Function<Consolidate.Asked, Consolidated> how) {
        Trigger trigger = Trigger.in(invocation.environment());
        Consolidated done = how.apply(
                new Consolidate.Asked(options, fresh, trigger, invocation.interruption(), invocation.progress()));
        if (!done.isIdle() && !options.dryRun()) {
            Owner owner = invocation.owner().get();
            owner.repository().checkpoint();
            owner.repository().backupIfDue();
        }
        return done;
    }

    /**
     * The same for whoever asks for all that changed.
     *
     * @param walk begun for this command; null for none
     */
    public static Consolidated run(
            Invocation invocation, ConsolidateOptions options, boolean fresh, @Nullable Walk walk) {
        Consolidate consolidate = invocation.owner().get().get(Consolidate.class);
        return run(invocation, options, fresh, asked -> consolidate.consolidate(asked.with(walk)));
    }
}
