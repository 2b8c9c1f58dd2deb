package cc.chitty.sync.gpusync.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Runs programs on a side: argument arrays, no shell of the caller's making; ended with everything it started at the deadline. */
public interface RemotePrograms {

    /**
     * Runs one to its end.
     *
     * @param command program and arguments; each arrives as it is, whatever signs it has
     * @param input its standard input, read to its end; {@code InputStream.nullInputStream()} for none
     * @param output gets its standard output as it comes
     * @param quiet how long it may say nothing on its output, and take nothing from its input, before it is ended
     * @throws cc.chitty.sync.kernel.run.Failure RETRYABLE if the connection breaks or the deadline passes
     */
    Ran run(List<String> command, InputStream input, OutputStream output, Duration quiet) throws IOException;

    /**
     * How it ended.
     *
     * @param exit its code; -1 if a signal ended it
     * @param errors the end of its standard error, at most 4 KiB
     */
    record Ran(int exit, String errors) {}
}
