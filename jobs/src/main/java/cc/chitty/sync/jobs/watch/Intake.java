package cc.chitty.sync.jobs.watch;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import io.methvin.watcher.DirectoryChangeListener;
import java.nio.file.Path;

/** Turns events into changes. */
final class Intake implements DirectoryChangeListener {

    private final Changes changes;
    private final Signs signs;
    private volatile boolean lost;

    Intake(Changes changes, Signs signs) {
        this.changes = changes;
        this.signs = signs;
    }

    /** Whether events were lost: directories that were made meanwhile may not be watched. */
    boolean hasLost() {
        return lost;
    }

    @Override
    public void onEvent(DirectoryChangeEvent event) {
        Path path = event.path();
        if (event.eventType() == EventType.OVERFLOW || path == null) {
            overflow();
        } else if (!signs.take(path, changes) && !isTouch(event)) {
            changes.add(path);
        }
    }

    /** A directory's own times change with its content, of which there are events. */
    private static boolean isTouch(DirectoryChangeEvent event) {
        return event.isDirectory() && event.eventType() == EventType.MODIFY;
    }

    /** As a directory that vanished while it was registered; the library also tells an overflow in this way. */
    @Override
    public void onException(Exception e) {
        overflow();
    }

    private void overflow() {
        lost = true;
        changes.everything();
    }
}
