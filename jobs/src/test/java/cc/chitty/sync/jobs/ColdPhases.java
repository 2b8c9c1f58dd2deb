package cc.chitty.sync.jobs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.OwnerLock;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.repository.RepositoryGuard;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Does what {@code consolidate} does in a process of its own and prints the milliseconds of each part in one line. Gets
 * the time at which its process was asked for as its only argument, in milliseconds since 1970.
 */
public final class ColdPhases {

    private static final Request REQUEST =
            new Request(List.of("consolidate"), Path.of("/"), System.getenv(), new Terminal(false, false, 80));

    private final StringBuilder line = new StringBuilder();
    private long last = System.nanoTime();

    private ColdPhases() {}

    public static void main(String[] arguments) {
        long started = System.currentTimeMillis() - Long.parseLong(arguments[0]);
        ColdPhases phases = new ColdPhases();
        phases.line.append(started);
        phases.run(System.getenv());
        System.out.println(phases.line);
    }

    @SuppressWarnings("try") // the lock is held, not used
    private void run(Map<String, String> environment) {
        StateDirectory state = StateDirectory.open(environment, Path.of(System.getProperty("user.home")));
        Identity identity = Identity.ofThisProcess(Version.text(), Settings.digest(state, environment));
        try (OwnerLock lock = OwnerLock.tryTake(state, identity).orElseThrow()) {
            end();
            RepositoryGuard repository = OwnerApplication.repository(state, environment);
            end();
            try (OwnerApplication application = OwnerApplication.over(repository, state, identity, environment)) {
                end();
                consolidate(state, application);
                end();
            }
            end();
        }
    }

    private static void consolidate(StateDirectory state, OwnerApplication application) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = CommandTree.execute(
                Invocation.of(REQUEST, out, out, new Interruption(), () -> state, () -> application));
        if (code != 0) {
            throw new IllegalStateException("exit code " + code + ": " + out.toString(StandardCharsets.UTF_8));
        }
    }

    private void end() {
        long now = System.nanoTime();
        line.append(' ').append((now - last) / 1_000_000);
        last = now;
    }
}
