package cc.chitty.sync.kernel.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far a run is, told to a person who looks: one line on a terminal that is written over, nothing in cron or in a pipe. Used as
 * {@code progress.step("read").of(total)} and then {@code progress.advance(n)}. Safe for use by several threads.
 */
public interface Progress {

    Progress NONE = new Progress() {
        @Override
        public Progress step(String name) {
            return this;
        }

        @Override
        public Progress of(long total) {
            return this;
        }

        @Override
        public void advance(long done) {}

        @Override
        public void end() {}
    };

    /** A line on this terminal, redrawn at most every 100 ms of the ticker. */
    static Progress on(PrintStream terminal, int columns, LongSupplier nanos) {
        return new ProgressLine(terminal, columns, Duration.ofMillis(100), nanos);
    }

    /** Begins a step; what is done counts from zero and the total is unknown. */
    Progress step(String name);

    /** How many the step has in all. */
    Progress of(long total);

    /** That many more are done. */
    void advance(long done);

    /** Takes the line away, so that other output begins at the left. */
    void end();
}
