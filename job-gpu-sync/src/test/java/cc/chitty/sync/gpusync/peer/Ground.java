package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import org.jspecify.annotations.Nullable;

/** What acts on a side behind its endpoint's back. Paths are absolute and of that side. */
public interface Ground {

    /** A directory of its own for one test, with nothing in it. */
    String place();

    /** Replaces or makes a file in place, with the directories above it; the time is in nanoseconds since 1970. */
    void file(String path, String content, int mode, long modified);

    void directory(String path, int mode);

    void link(String path, String target);

    /** Removes what is there, with everything below it. */
    void remove(String path);

    /** Renames, over what is there. */
    void rename(String from, String to);

    /** What is there; null: nothing. */
    @Nullable EntryKind kind(String path);

    String text(String path);

    int mode(String path);

    /** Nanoseconds since 1970. */
    long modified(String path);

    String target(String path);
}
