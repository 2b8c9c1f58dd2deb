package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.Interruption;
import java.io.OutputStream;

/**
 * Runs commands in the owner: its own and those of its guests, several at once, each in a thread of its own. Made only while the lock is
 * held, closed before it is released: it may open the database.
 */
@FunctionalInterface
public interface CommandRunner extends AutoCloseable {

    /**
     * Runs one command and returns its exit code. Output that its guest no longer takes is dropped; the interruption is raised then. A {@code
     * Failure} may be thrown; what a guest's command throws is printed to it.
     */
    int run(Request request, OutputStream out, OutputStream err, Interruption interruption);

    /**
     * Whether a command that comes from a shell has here the effect that it would have in a process of its own: same settings, nothing to read
     * from standard input. The environment is the one of the shell, as far as it may matter, with {@code HOME}.
     */
    default boolean servesShell(Request request) {
        return false;
    }

    @Override
    default void close() {}
}
