package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where things go.
 *
 * @param home of the person
 * @param jar the application in one file
 * @param settings variables that set something, which the scheduled runs shall have too
 */
record Place(StateDirectory state, Path home, Path jar, Map<String, String> settings) {

    Place {
        settings = Map.copyOf(settings);
    }

    Path program(String name) {
        return state.programs().resolve(name);
    }

    Path claude() {
        return agent("CLAUDE_CONFIG_DIR", ".claude");
    }

    Path codex() {
        return agent("CODEX_HOME", ".codex");
    }

    Path gemini() {
        return agent("GEMINI_CLI_HOME", "").resolve(".gemini");
    }

    /** An agent's directory: where its variable says, else below the home directory. */
    private Path agent(String variable, String usual) {
        String set = settings.getOrDefault(variable, "");
        return set.isBlank() ? home.resolve(usual) : Path.of(set);
    }

    /** Whether it is the home of the account we run in: the system's programs change that, whatever home we were given. */
    boolean isOwn() {
        return home.equals(Path.of(System.getProperty("user.home")));
    }

    /** Of systemd. */
    Path units() {
        return home.resolve(".config/systemd/user");
    }

    /** Of launchd. */
    Path launchAgents() {
        return home.resolve("Library/LaunchAgents");
    }
}
