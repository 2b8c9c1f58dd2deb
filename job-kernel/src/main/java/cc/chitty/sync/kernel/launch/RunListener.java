package cc.chitty.sync.kernel.launch;

/** Hears of runs. What it does has no part in a run's result, so it must not throw, and it must not take long. */
public interface RunListener {

    void began(String job, Trigger trigger);

    void ended(String job, Trigger trigger, Ended run);
}
