package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.correction.Place.Found;
import java.io.InputStream;

/** From a side's text to the canonical form: places become codes, a detour is taken away. */
final class ToCanonical extends Rewriting {

    ToCanonical(Places places, InputStream source) {
        super(places, source);
    }

    @Override
    void mark() {
        output.put(MARK);
        pass(1);
    }

    @Override
    void found(Found found) {
        if (found.detours() > 0) {
            found.write(output, -1);
            window.advance(found.length());
            return;
        }
        Deepest deepest = Deepest.in(found, window);
        output.put(MARK);
        output.put(deepest.place().code());
        window.advance(deepest.length());
        Found lookalike = deepest.lookalike();
        if (lookalike != null) {
            lookalike.write(output, -1);
            window.advance(lookalike.length());
        }
    }
}
