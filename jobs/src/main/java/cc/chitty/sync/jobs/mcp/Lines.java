package cc.chitty.sync.jobs.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FastByteArrayOutputStream;

/** What an agent writes, line by line, in UTF-8. Of a line that is too long nothing is kept: it is read to its end and passed over. */
final class Lines {

    /**
     * In bytes. No todo is as long, the SDK takes no more either, and Jackson gives up at 20 million characters; a line is
     * held three or four times while it is understood.
     */
    static final int LONGEST = 16 << 20;

    private static final int USUAL = 1 << 16;

    private final InputStream in;
    private final int longest;
    private final Consumer<String> dropped;
    private final byte[] buffer = new byte[USUAL];
    private int next;
    private int end;

    /**
     * Nothing is read yet.
     *
     * @param longest what a line may have, in bytes
     * @param dropped told why a line is passed over
     */
    Lines(InputStream in, int longest, Consumer<String> dropped) {
        this.in = in;
        this.longest = longest;
        this.dropped = dropped;
    }

    /** The next line without its end; null when the agent has closed its end. The last one need not be ended. */
    @Nullable String next() throws IOException {
        while (next < end || fill()) {
            String line = line();
            if (line != null) {
                return line;
            }
            dropped.accept("it has more than " + longest + " bytes");
        }
        return null;
    }

    /** Null where it is too long. */
    private @Nullable String line() throws IOException {
        // it grows by blocks: one array that is copied into one twice as long would be held three times
        FastByteArrayOutputStream line = new FastByteArrayOutputStream();
        boolean kept = true;
        boolean ended = false;
        while (!ended && (next < end || fill())) {
            int stop = endOfLine();
            kept = kept && line.size() + stop - next <= longest;
            if (kept) {
                line.write(buffer, next, stop - next);
            } else {
                line.reset();
            }
            ended = stop < end;
            next = ended ? stop + 1 : stop;
        }
        return kept ? line.toString(StandardCharsets.UTF_8) : null;
    }

    private int endOfLine() {
        int at = next;
        while (at < end && buffer[at] != '\n') {
            at++;
        }
        return at;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
