package cc.chitty.sync.drivesync.rclone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How rclone is started.
 *
 * @param program its name, looked for along {@code PATH}, or its path
 * @param config its configuration, which need not be there
 * @param environment of the user; rclone's own variables in it are not handed on, since they change what any option does
 * @param silence how long nothing may happen before a call is ended
 * @param more arguments for every call, before all others
 */
public record RcloneProgram(
        String program, Path config, Map<String, String> environment, Duration silence, List<String> more) {

    private static final String OWN_VARIABLES = "RCLONE_";

    public RcloneProgram {
        environment = Map.copyOf(environment);
        more = List.copyOf(more);
    }

    /** Where the program is; empty where it is not installed. */
    public Optional<Path> find() {
        return find(program, environment);
    }

    /** Where a program of that name or path is, for that user; empty where it is not installed. */
    public static Optional<Path> find(String program, Map<String, String> environment) {
        if (program.indexOf('/') >= 0) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        for (String directory :
                environment.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    List<String> arguments(List<String> call) {
        List<String> all = new ArrayList<>(List.of("--config", config.toString(), "--ask-password=false"));
        all.addAll(more);
        all.addAll(call);
        return all;
    }

    /** Numbers and names must not follow the user's language. */
    Map<String, String> variables() {
        Map<String, String> kept = new TreeMap<>(environment);
        kept.keySet().removeIf(name -> name.startsWith(OWN_VARIABLES));
        kept.put("LC_ALL", "C.UTF-8");
        return kept;
    }
}
