package cc.chitty.sync.kernel.launch;

import java.util.Locale;

/** What started a run. */
public enum Trigger {
    PERSON,
    CRON,
    HOOK,
    WATCHER;

    /** The word in tables and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The trigger that the variable {@code CHITTYSYNC_TRIGGER} names; a person where it names none. */
    public static Trigger of(String word) {
        for (Trigger trigger : values()) {
            if (trigger.word().equals(word)) {
                return trigger;
            }
        }
        return PERSON;
    }
}
