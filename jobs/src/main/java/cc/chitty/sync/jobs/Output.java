package cc.chitty.sync.jobs;

import cc.chitty.sync.kernel.run.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Standard output of this process. That it cannot be written stops no command, which may be at more than printing; it is told
 * at the end, and there is no success then. Who stopped reading, as {@code head} does, has what they wanted.
 */
final class Output extends OutputStream {

    /** Of a file's type in its mode, and the types of what has a reader: a pipe, a socket. */
    private static final int TYPE = 0xf000;

    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xc000;

    private final OutputStream stream;
    private final Path place;
    private @Nullable IOException lost;

    /**
     * Nothing is written yet.
     *
     * @param place where the stream's file can be looked at
     */
    Output(OutputStream stream, Path place) {
        this.stream = stream;
        this.place = place;
    }

    static Output standard() {
        return new Output(new FileOutputStream(FileDescriptor.out), Path.of("/dev/fd/1"));
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (lost == null) {
            try {
                stream.write(bytes, offset, length);
            } catch (IOException e) {
                lost = e;
            }
        }
    }

    /**
     * The exit code of a command that would end with this one.
     *
     * @param err is told what was lost
     */
    synchronized int code(int code, OutputStream err) {
        IOException why = lost;
        if (why == null || hasNoReader(why)) {
            return code;
        }
        PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
        print.print("chittysync: cannot write the output: " + why.getMessage() + "\n");
        print.print("  Look at where it goes, and start again.\n");
        print.flush();
        return code == ExitCode.DONE.code() ? ExitCode.FAILED.code() : code;
    }

    /** The system says it in the person's language; then what kind of file it is tells. */
    private boolean hasNoReader(IOException why) {
        return String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe") || isRead();
    }

    private boolean isRead() {
        try {
            int type = (int) Files.getAttribute(place, "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // nobody can look: it is told
        }
    }
}
