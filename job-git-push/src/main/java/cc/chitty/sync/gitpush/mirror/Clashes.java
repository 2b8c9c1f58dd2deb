package cc.chitty.sync.gitpush.mirror;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Paths that would be one file where case, or the way an accent is written, does not count. The first that asks is admitted;
 * directories may differ so, since their files then lie together.
 */
final class Clashes {

    private static final String WORDS = "on some systems its name is that of ";

    private final Map<String, String> files = new HashMap<>();
    private final Set<String> directories = new HashSet<>();

    /** Why it is left out; null where it is admitted. */
    @Nullable String admit(String path) {
        String key = PathNames.folded(path);
        String other = files.get(key);
        if (other == null && directories.contains(key)) {
            other = "a directory";
        }
        for (int end = key.indexOf('/'); other == null && end > 0; end = key.indexOf('/', end + 1)) {
            other = files.get(key.substring(0, end));
        }
        if (other != null) {
            return WORDS + other + "; it is left out";
        }
        files.put(key, path);
        for (int end = key.indexOf('/'); end > 0; end = key.indexOf('/', end + 1)) {
            directories.add(key.substring(0, end));
        }
        return null;
    }

    /** Whether a file was left out for this reason, which may have gone. */
    static boolean isReason(String why) {
        return why.startsWith(WORDS);
    }
}
