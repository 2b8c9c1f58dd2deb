package cc.chitty.sync.consolidate.view;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code todos.json} to take out or to put in.
 *
 * @param line what stands at this key from now on; null: nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying every line would double the work
record ViewEdit(ViewKey key, byte @Nullable [] line) {

    /** By key; at the same key what is taken out comes before what is put in. */
    static final Comparator<ViewEdit> ORDER = ViewEdit::compare;

    private static int compare(ViewEdit a, ViewEdit b) {
        int byKey = a.key.compareTo(b.key);
        return byKey != 0 ? byKey : Boolean.compare(a.line != null, b.line != null);
    }
}
