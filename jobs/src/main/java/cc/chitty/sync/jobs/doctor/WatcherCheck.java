package cc.chitty.sync.jobs.doctor;

import cc.chitty.sync.jobs.watch.Signs;
import cc.chitty.sync.jobs.watch.WatcherNote;
import cc.chitty.sync.kernel.run.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Whether a watcher runs and sees changes: a file is changed for it to see. */
final class WatcherCheck {

    private static final String NAME = "watcher";
    private static final String START = "Start it: chittysync watch (or `chittysync install --watcher`).";

    private final Signs signs;
    private final Duration patience;
    private final boolean expected;

    /**
     * The check.
     *
     * @param expected whether something is set up to start one
     */
    WatcherCheck(Signs signs, Duration patience, boolean expected) {
        this.signs = signs;
        this.patience = patience;
        this.expected = expected;
    }

    List<Finding> findings() throws IOException {
        Optional<WatcherNote> note = WatcherNote.read(signs.note());
        if (note.isEmpty()) {
            return List.of(
                    expected
                            ? Finding.wrong(NAME, "none runs, though one is set up to", START)
                            : Finding.note(NAME, "none runs; lists are read when a hook or a schedule says so", START));
        }
        long pid = note.get().identity().pid();
        String who = "process " + pid;
        if (note.get().isDead()) {
            return List.of(Finding.wrong(NAME, who + " was killed and nobody started it again", START));
        }
        if (!sees()) {
            return List.of(Finding.wrong(
                    NAME,
                    who + " does not see that a file changes",
                    "End it with: kill " + pid + "; then start it again: chittysync watch"));
        }
        String how = note.get().how();
        return List.of(
                how.contains("cannot be watched")
                        ? Finding.note(
                                NAME,
                                who + ": " + how,
                                "On Linux, raise fs.inotify.max_user_watches and start it again.")
                        : Finding.ok(NAME, who + " sees changes; " + how));
    }

    private boolean sees() throws IOException {
        String token = UUID.randomUUID().toString();
        Path probe = signs.probe();
        Files.writeString(probe, token);
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() - end < 0) {
            if (Files.exists(signs.answer()) && Files.readString(signs.answer()).equals(token)) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return false;
    }
}
