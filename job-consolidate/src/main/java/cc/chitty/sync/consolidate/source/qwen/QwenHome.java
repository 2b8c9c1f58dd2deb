package cc.chitty.sync.consolidate.source.qwen;

import cc.chitty.sync.consolidate.source.Surroundings;
import java.nio.file.Path;

/** Where Qwen Code keeps what it writes while it runs. */
final class QwenHome {

    private QwenHome() {}

    /** {@code QWEN_RUNTIME_DIR}, else {@code QWEN_HOME}, else {@code ~/.qwen}; a leading tilde is the home directory. */
    static Path of(Surroundings where) {
        String runtime = where.variable("QWEN_RUNTIME_DIR");
        String set = runtime == null ? where.variable("QWEN_HOME") : runtime;
        return where.home().resolve(set == null ? ".qwen" : withoutTilde(set));
    }

    private static String withoutTilde(String set) {
        if (set.equals("~")) {
            return "";
        }
        return set.startsWith("~/") ? set.substring(2) : set;
    }
}
