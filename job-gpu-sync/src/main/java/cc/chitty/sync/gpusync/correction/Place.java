package cc.chitty.sync.gpusync.correction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path that is corrected, as one side writes it in one form; below it the places that lie in it. It is found by what it adds to
 * the place it lies in: {@code head}, any number of detours, {@code tail}.
 */
final class Place {

    private final Form form;
    private final int code;
    private final byte[] written;
    private final byte[] head;
    private final byte[] detour;
    private final byte[] tail;
    private final List<Place> inside = new ArrayList<>();

    Place(Form form, int code, String written, String outer) {
        this.form = form;
        this.code = code;
        this.written = bytes(written);
        String added = written.substring(outer.length());
        int last = added.lastIndexOf(form.separator());
        this.head = bytes(added.substring(0, last));
        this.detour = bytes(form.detour());
        this.tail = bytes(added.substring(last));
    }

    /**
     * That it was found.
     *
     * @param detours how many
     * @param length bytes of all of it
     */
    record Found(Place place, int detours, int length) {

        /** Writes it with so many detours more or less. */
        void write(Output output, int more) {
            output.put(place.head);
            for (int i = 0; i < detours + more; i++) {
                output.put(place.detour);
            }
            output.put(place.tail);
        }
    }

    /** Looks for it at an offset. */
    @Nullable Found find(Window window, int offset) {
        if (!window.startsWith(offset, head)) {
            return null;
        }
        int at = offset + head.length;
        for (int detours = 0; ; detours++) {
            if (window.startsWith(at, tail) && Boundary.ends(form, window, at + tail.length)) {
                return new Found(this, detours, at + tail.length - offset);
            }
            if (!window.startsWith(at, detour)) {
                return null;
            }
            at += detour.length;
        }
    }

    /** The first of them that is there; at most one is. */
    static @Nullable Found findAny(List<Place> places, Window window, int offset) {
        for (Place place : places) {
            Found found = place.find(window, offset);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    int code() {
        return code;
    }

    byte[] written() {
        return written;
    }

    List<Place> inside() {
        return inside;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
