package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.rclone.LogEvent;
import cc.chitty.sync.drivesync.rclone.LogListener;
import cc.chitty.sync.drivesync.rclone.TransferStats;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What rclone says while it transfers: which files it has finished, and what was wrong with which. */
final class TransferLog {

    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final Consumer<String> ended;
    private final Consumer<TransferStats> progress;

    /** One that only remembers. */
    TransferLog(Consumer<TransferStats> progress) {
        this(path -> {}, progress);
    }

    /** One that also tells of each file as soon as it is finished. */
    TransferLog(Consumer<String> ended, Consumer<TransferStats> progress) {
        this.ended = ended;
        this.progress = progress;
    }

    LogListener listener() {
        return LogListener.of(this::said, progress);
    }

    private void said(LogEvent event) {
        if (event.object().isEmpty()) {
            return;
        }
        if (event.isError()) {
            errors.put(event.object(), event.message());
        } else if (tellsOfEnd(event.message().toLowerCase(Locale.ROOT))) {
            finished.add(event.object());
            ended.accept(event.object());
        }
    }

    /** As "Copied (new)", "Multi-thread Copied (replaced existing)", "Moved (server-side)", and "Deleted" after a copy. */
    private static boolean tellsOfEnd(String message) {
        return message.contains("copied") || message.contains("moved") || message.contains("renamed");
    }

    boolean isFinished(String path) {
        return finished.contains(path);
    }

    Optional<String> error(String path) {
        return Optional.ofNullable(errors.get(path));
    }
}
