package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one root, to be made together.
 *
 * @param root absolute directory on that side; made if it is not there
 * @param staging where the wanted files lie, each under its own path
 * @param kept absolute directory, never inside a root: what is replaced or removed goes there under its own path (a link where
 *     that can be, else a copy), durably before the first change; parents are made 0700. Nothing kept is overwritten: another
 *     version of the path makes that change fail. Of a change of the mode alone nothing is kept but the outcome. What was there before is told by the
 *     {@code before} of the outcomes, which the caller writes down.
 * @param back absolute directory in which what comes back is kept, under its own path; null: nothing comes back. A file gets
 *     set-user-id, set-group-id and sticky of that one if it is of the same user and group: a copy has not got them
 * @param changes parents before children where something is made, children before parents where something is removed
 */
public record Publication(
        String root, String staging, String kept, @Nullable String back, List<Change> changes) {

    public Publication {
        changes = List.copyOf(changes);
    }

    /** One of which nothing comes back. */
    public Publication(String root, String staging, String kept, List<Change> changes) {
        this(root, staging, kept, null, changes);
    }

    /**
     * One path's change.
     *
     * @param expected what the plan has seen there; null: nothing. Anything else there now: it is not touched. A directory is
     *     expected by its kind alone.
     * @param wanted what shall be there; null: nothing. A directory is removed only if it is empty.
     */
    public record Change(
            TreePath path,
            @Nullable Entry expected,
            @Nullable Wanted wanted) {}

    /**
     * What shall be at a path. A file's content lies in the staging directory, with this size.
     *
     * @param kind FILE, DIRECTORY or LINK
     * @param mode permission bits of a file or directory; one that is there already keeps set-user-id, set-group-id and sticky
     * @param modified nanoseconds since 1970, of a file; a directory gets it where it is not {@link #UNTIMED}, and so does a link
     *     where the side can do that: it is done without it, and the outcome tells what it has
     * @param target of a link
     * @param onlyMode whether the file that is there keeps its content and just gets another mode; nothing is staged then
     */
    public record Wanted(
            cc.chitty.sync.gpusync.manifest.EntryKind kind,
            int mode,
            long size,
            long modified,
            @Nullable String target,
            boolean onlyMode) {

        /** Of a directory or link that gets no time; 0 is a time as others are. */
        public static final long UNTIMED = Long.MIN_VALUE;

        /** Whether it gets a time. */
        public boolean isTimed() {
            return modified != UNTIMED;
        }
    }
}
