package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.correction.Place.Found;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A stream that is rewritten as it is read. Holds a block of it, however long its lines are. */
abstract class Rewriting extends InputStream {

    /** In the canonical form it begins a code; itself is written twice. It is in no UTF-8 text. */
    static final int MARK = 0xff;

    private static final int BLOCK = 1 << 13;
    private static final boolean[] LOOKED_AT = new boolean[256];

    static {
        LOOKED_AT['/'] = true;
        LOOKED_AT['\\'] = true;
        LOOKED_AT['-'] = true;
        LOOKED_AT[MARK] = true;
    }

    final Places places;
    final Window window;
    final Output output = new Output();
    private long literal = -1;
    private boolean ended;

    Rewriting(Places places, InputStream source) {
        this.places = places;
        this.window = new Window(source);
    }

    /** At a mark; takes it from the window. */
    abstract void mark() throws IOException;

    /** At a place that lies in no other; takes it from the window. */
    abstract void found(Found found);

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended && output.size() < Math.min(length, BLOCK)) {
                step();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return output.isEmpty() ? -1 : output.take(target, offset, length);
    }

    private void step() throws IOException {
        int plain = window.plain(LOOKED_AT);
        if (plain > 0) {
            pass(plain);
            return;
        }
        int sign = window.at(0);
        if (sign < 0) {
            ended = true;
        } else if (sign == MARK) {
            mark();
        } else {
            Found found = find(sign == '/' ? Form.PLAIN : sign == '-' ? Form.SLUG : Form.ESCAPED);
            if (found == null) {
                pass(1);
            } else {
                found(found);
                corrected();
            }
        }
    }

    private @Nullable Found find(Form form) {
        return Boundary.begins(form, window, literal) ? Place.findAny(places.outer(form), window, 0) : null;
    }

    /** What was just taken from the window is none of the text around it. */
    final void corrected() {
        literal = 0;
    }

    final void pass(int count) {
        window.take(count, output);
        passed(count);
    }

    final void passed(int count) {
        literal = literal < 0 ? literal : literal + count;
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
