package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.SortedFile;
import cc.chitty.sync.consolidate.journal.SpliceWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes the elements of a JSON array, one a line, out of new ones and of ranges of an older array of this form. */
final class JoinedWriter {

    static final byte[] SEPARATOR = ",\n".getBytes(StandardCharsets.US_ASCII);

    private final SpliceWriter out;
    private final SortedFile old;
    private boolean begun;

    JoinedWriter(SpliceWriter out, SortedFile old) {
        this.out = out;
        this.old = old;
    }

    void element(byte[] element) throws IOException {
        separate();
        out.write(element);
    }

    /** Copies the elements that start in {@code [from, to)} of the older array, whole lines both. */
    void range(long from, long to) throws IOException {
        if (from < to) {
            separate();
            out.copy(old.channel(), from, to == old.end() ? to : to - SEPARATOR.length);
        }
    }

    /** Where the next element will start. */
    long position() {
        return begun ? out.position() + SEPARATOR.length : out.position();
    }

    boolean begun() {
        return begun;
    }

    private void separate() throws IOException {
        if (begun) {
            out.write(SEPARATOR);
        }
        begun = true;
    }
}
