package cc.chitty.sync.consolidate.source;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where agents keep their files: the home directory and the environment, handed in so that tests and other users'
 * homes are read in the same way.
 */
public record Surroundings(Path home, Map<String, String> environment) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The directory an agent's variable names, else {@code fallback} below the home directory. */
    public Path directory(String variable, String fallback) {
        String set = environment.get(variable);
        return set == null || set.isBlank() ? home.resolve(fallback) : home.resolve(set.strip());
    }

    public @Nullable String variable(String name) {
        String set = environment.get(name);
        return set == null || set.isBlank() ? null : set.strip();
    }
}
