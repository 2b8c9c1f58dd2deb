package cc.chitty.sync.drivesync;

import cc.chitty.sync.drivesync.store.StoredPlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A note that a chunk is being sent, on disk before the first byte is, when the tables do not know of it yet. It says that an
 * attempt of ours may have written at the chunk's places, and no more than that: it also stays where rclone could write nothing,
 * and somebody else may have been there since. What there is ours, {@link Remains} tells.
 *
 * @param text names the chunk, and the plan by its number and by when it was made: tables that were lost count from 1 again
 */
record BegunChunk(NoteFile note, String text) {

    static BegunChunk of(Path directory, StoredPlan plan, int chunk) {
        return new BegunChunk(file(directory), plan.id() + " " + chunk + " " + plan.made() + "\n");
    }

    private static NoteFile file(Path directory) {
        return new NoteFile(directory.resolve("sending"));
    }

    /** Whether an earlier run has begun the same chunk, and not recorded it. */
    boolean isAgain() {
        return note.text().equals(Optional.of(text));
    }

    void begin() {
        note.replace(text);
    }

    /** Once nothing that was begun is unrecorded. */
    static void forget(Path directory) {
        file(directory).forget();
    }
}
