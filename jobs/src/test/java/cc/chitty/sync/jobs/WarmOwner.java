package cc.chitty.sync.jobs;

import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The application as the owner of a state directory runs it for its guests: one command after the other in one process. */
public final class WarmOwner implements AutoCloseable {

    private final Map<String, String> environment;
    private final Commands commands;

    private WarmOwner(Map<String, String> environment, Commands commands) {
        this.environment = environment;
        this.commands = commands;
    }

    /** Takes no lock: nobody else knows of this state directory. */
    public static WarmOwner of(Path state, Path claude) {
        Map<String, String> environment =
                Map.of(StateDirectory.VARIABLE, state.toString(), "CLAUDE_CONFIG_DIR", claude.toString());
        StateDirectory directory = StateDirectory.open(environment, Path.of(System.getProperty("user.home")));
        Identity identity = Identity.ofThisProcess(Version.text(), Settings.digest(directory, environment));
        return new WarmOwner(environment, new Commands(directory, identity));
    }

    /** Runs a command; what it printed is in the exception if its exit code is not 0. */
    public String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Request request = new Request(List.of(arguments), Path.of("/"), environment, new Terminal(false, false, 80));
        int code = commands.run(request, out, out, new Interruption());
        String printed = out.toString(StandardCharsets.UTF_8);
        if (code != 0) {
            throw new IllegalStateException("exit code " + code + ": " + printed);
        }
        return printed;
    }

    @Override
    public void close() {
        commands.close();
    }
}
