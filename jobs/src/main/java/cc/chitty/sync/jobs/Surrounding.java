package cc.chitty.sync.jobs;

import cc.chitty.sync.consolidate.source.Surroundings;
import java.nio.file.Path;
import java.util.Map;

/** Where agents keep their files: below the user's home directory, or below the one that a variable names. */
final class Surrounding {

    static final String VARIABLE = "CHITTYSYNC_AGENTS_HOME";

    private Surrounding() {}

    static Surroundings of(Map<String, String> environment) {
        String home = environment.getOrDefault(VARIABLE, System.getProperty("user.home"));
        return new Surroundings(Path.of(home), environment);
    }
}
