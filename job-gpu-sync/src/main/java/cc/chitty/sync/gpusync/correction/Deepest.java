package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.correction.Place.Found;
import org.jspecify.annotations.Nullable;

/**
 * The innermost of places that lie in each other.
 *
 * @param length bytes of all of it
 * @param lookalike a place in it that is told apart by a detour, if one follows; it is none of the length
 */
record Deepest(Place place, int length, @Nullable Found lookalike) {

    static Deepest in(Found outer, Window window) {
        Found inner = outer;
        int length = outer.length();
        Found next = Place.findAny(inner.place().inside(), window, length);
        while (next != null && next.detours() == 0) {
            inner = next;
            length += next.length();
            next = Place.findAny(inner.place().inside(), window, length);
        }
        return new Deepest(inner.place(), length, next);
    }
}
