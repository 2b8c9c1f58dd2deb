package cc.chitty.sync.jobs.watch;

import cc.chitty.sync.kernel.launch.Ended;
import cc.chitty.sync.kernel.run.Failure;

/** Hears what the watcher does. */
public interface WatchReport {

    /** It watches now, or watches otherwise than before; {@code how} is for a person. */
    void watching(String how);

    /**
     * A run ended, well or with problems.
     *
     * @param news whether it found anything new about a todo
     */
    void ran(Ended run, boolean news);

    /** A run failed; it is tried again. */
    void failed(Failure failure);
}
