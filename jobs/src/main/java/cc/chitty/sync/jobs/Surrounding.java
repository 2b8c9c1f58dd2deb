package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where agents keep their files: below the user's home directory, or below the one that a variable names. */
final class Surrounding {

    static final String VARIABLE = "CHITTYSYNC_AGENTS_HOME";

    private Surrounding() {}

    /** Variables by which programs and their agents are found: the process's own, as those of whom it works for are not handed over. */
    static Map<String, String> programs(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        for (String name : List.of("PATH", "SSH_AUTH_SOCK")) {
            String value = System.getenv(name);
            if (value != null) {
                all.putIfAbsent(name, value);
            }
        }
        return all;
    }

    /**
     * The person's home directory.
     *
     * @throws Failure NOT_SET_UP when it has a name that this JVM cannot speak
     */
    static Path home() {
        try {
            return Path.of(System.getProperty("user.home"));
        } catch (InvalidPathException e) {
            FileSystems.requireUtf8Names(System.getProperty("sun.jnu.encoding", ""));
            throw e;
        }
    }

    static Surroundings of(Map<String, String> environment) {
        String home = environment.get(VARIABLE);
        return new Surroundings(home == null ? home() : Path.of(home), environment);
    }
}
