package cc.chitty.sync.kernel.launch;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hears of runs. What it does has no part in a run's result, so it must not throw, and it must not take long. */
public interface RunListener {

    void began(String job, Trigger trigger);

    /**
     * Hears how it ended.
     *
     * @param failure why it could not go on; null where it came to its end
     */
    void ended(String job, Trigger trigger, ExitCode code, @Nullable Failure failure);

    /** Tells all of them. */
    static RunListener all(List<RunListener> listeners) {
        return new RunListener() {
            @Override
            public void began(String job, Trigger trigger) {
                listeners.forEach(listener -> listener.began(job, trigger));
            }

            @Override
            public void ended(String job, Trigger trigger, ExitCode code, @Nullable Failure failure) {
                listeners.forEach(listener -> listener.ended(job, trigger, code, failure));
            }
        };
    }
}
