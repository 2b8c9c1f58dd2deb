package cc.chitty.sync.kernel.launch;

import java.util.Locale;
import java.util.Map;

/** What started a run. */
public enum Trigger {
    PERSON,
    CRON,
    HOOK,
    WATCHER;

    /** The environment variable that names what starts a run. */
    public static final String VARIABLE = "CHITTYSYNC_TRIGGER";

    /** The word in tables and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The trigger that an environment names; a person where it names none. */
    public static Trigger in(Map<String, String> environment) {
        return of(environment.getOrDefault(VARIABLE, ""));
    }

    /** The trigger of this word; a person where there is none. */
    public static Trigger of(String word) {
        for (Trigger trigger : values()) {
            if (trigger.word().equals(word)) {
                return trigger;
            }
        }
        return PERSON;
    }
}
