package cc.chitty.sync.consolidate.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One place in which one agent keeps its todos. A new agent is one class and its fixtures.
 *
 * <p>A source only reads: it never writes, locks, renames or deletes an agent's file. Instances are stateless and are
 * called from several threads at once.
 */
public interface SessionSource {

    /** The name of this source in tables, logs and settings, as {@code claude-code-transcripts}. Unique and stable. */
    String name();

    /** The agent, as {@code claude-code}. */
    String agent();

    /**
     * Sources with a smaller number are read first. Those that tell where a session ran (transcripts) come before those
     * that only hold a list. 10: tells directories; 20: only lists.
     */
    int order();

    /** The directories, there or not, below which every found file is or will be: what has to be watched. */
    List<Path> roots(Surroundings where);

    /**
     * Names every file that holds sessions, with its stamp, without opening any of them.
     *
     * <p>A directory that is not there is no problem and yields nothing. One that cannot be listed is reported through
     * {@link FoundFiles#problem}, and then none of the files known to be below it counts as gone.
     */
    void find(Surroundings where, FoundFiles found);

    /**
     * Reads one found file, from where the last reading of it ended if {@code request} says so.
     *
     * <p>What is malformed is a problem of the reading, never an exception; an {@link IOException} (vanished,
     * unreadable) is reported by the caller as a problem of this file, which is then kept at its last good state and
     * read again next time.
     */
    Reading read(ReadRequest request) throws IOException;
}
