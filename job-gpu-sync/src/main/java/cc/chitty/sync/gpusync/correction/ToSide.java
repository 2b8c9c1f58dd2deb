package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.correction.Place.Found;
import java.io.IOException;
import java.io.InputStream;

/** From the canonical form to a side's text: codes become places, and what only looks like one gets a detour more. */
final class ToSide extends Rewriting {

    ToSide(Places places, InputStream source) {
        super(places, source);
    }

    @Override
    void mark() throws IOException {
        int code = window.at(1);
        if (code == MARK) {
            window.advance(1);
            pass(1);
            return;
        }
        Place place = code < 0 ? null : places.coded(code);
        if (place == null) {
            throw new IOException("not a canonical form: code " + code);
        }
        output.put(place.written());
        window.advance(2);
        Found inner = Place.findAny(place.inside(), window, 0);
        if (inner != null) {
            found(inner);
        }
        corrected();
    }

    @Override
    void found(Found found) {
        found.write(output, 1);
        window.advance(found.length());
    }
}
