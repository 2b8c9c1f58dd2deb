package cc.chitty.sync.gpusync.plan;

import java.util.Locale;

/** How far a planned change is. */
public enum ItemState {
    PLANNED,
    DONE,
    /** Something else was there, or came, than the plan had seen; it was left alone, and the next run looks again. */
    CHANGED,
    FAILED;

    /** As it is stored and printed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
