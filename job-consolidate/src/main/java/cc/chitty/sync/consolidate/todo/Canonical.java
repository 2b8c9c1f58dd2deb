package cc.chitty.sync.consolidate.todo;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The last tie-break of the law: the details of a register by code point, nothing before something. */
final class Canonical {

    static final Comparator<Sighting> ORDER = Canonical::compare;

    private Canonical() {}

    static int compare(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return CodePoints.compare(a, b);
    }

    private static int compare(Sighting a, Sighting b) {
        int activeForm = compare(a.activeForm(), b.activeForm());
        int priority = activeForm != 0 ? activeForm : compare(a.priority(), b.priority());
        return priority != 0 ? priority : compare(a.note(), b.note());
    }
}
