package cc.chitty.sync.drivesync.rclone;

import java.util.function.Consumer;

/** Hears what rclone says while it runs, in a thread of the call. */
public interface LogListener {

    LogListener NONE = event -> {};

    void said(LogEvent event);

    /** Once a second; returns whether anything was done since the last one. */
    default boolean progress(TransferStats stats) {
        return true;
    }

    /** Hears of both. */
    static LogListener of(Consumer<LogEvent> events, Consumer<TransferStats> progress) {
        return new LogListener() {
            private TransferStats before = TransferStats.NOTHING;

            @Override
            public void said(LogEvent event) {
                events.accept(event);
            }

            @Override
            public boolean progress(TransferStats stats) {
                progress.accept(stats);
                boolean moved = !stats.isAsFarAs(before);
                before = stats;
                return moved;
            }
        };
    }
}
