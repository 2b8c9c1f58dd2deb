package cc.chitty.sync.gitpush;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is where in the repository that the devices share. Everything else in it is somebody else's and is kept. */
final class Layout {

    static final String FORMAT_FILE = "chittysync-format";
    static final String FORMAT = "1";
    static final String ATTRIBUTES = ".gitattributes";
    static final String TODOS = "todos.json";
    static final String PROJECTS = "project-coordination.json";
    static final String CONFLICTS = "conflicts.json";

    /** The pseudo device in whose name foreign edits of a view are said. */
    static final String EDITED = "edited";

    private static final Pattern JOURNAL = Pattern.compile("devices/([A-Za-z0-9][A-Za-z0-9_-]{0,63})\\.jsonl");
    private static final Pattern LIFECYCLE =
            Pattern.compile("lifecycle/([A-Za-z0-9][A-Za-z0-9_-]{0,63})/[0-9]{4}-[0-9]{2}\\.jsonl");

    private static final Pattern KEPT = Pattern.compile("conflicts/([A-Za-z0-9][A-Za-z0-9_-]{0,63})\\.jsonl");

    private Layout() {}

    static String journal(String device) {
        return "devices/" + device + ".jsonl";
    }

    /** The device whose journal that path is. */
    static @Nullable String journalOf(String path) {
        return device(JOURNAL, path);
    }

    /** The device whose lifecycle that path belongs to. */
    static @Nullable String lifecycleOf(String path) {
        return device(LIFECYCLE, path);
    }

    /** The device that keeps conflicts at that path. */
    static @Nullable String conflictsOf(String path) {
        return device(KEPT, path);
    }

    /** The device that adds lines to the file at that path, and never changes one: lifecycle or conflicts. */
    static @Nullable String addedToBy(String path) {
        String device = lifecycleOf(path);
        return device == null ? conflictsOf(path) : device;
    }

    /** Whether some device writes the file at that path, for as long as it is there. */
    static boolean isDevices(String path) {
        return journalOf(path) != null || addedToBy(path) != null;
    }

    static String conflicts(String device) {
        return "conflicts/" + device + ".jsonl";
    }

    private static @Nullable String device(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
