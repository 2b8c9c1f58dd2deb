package cc.chitty.sync.jobs;

import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.Owner;
import cc.chitty.sync.jobs.command.OwnerAccess;
import cc.chitty.sync.jobs.trigger.Moment;
import cc.chitty.sync.jobs.trigger.Successes;
import cc.chitty.sync.kernel.launch.Trigger;
import cc.chitty.sync.kernel.owner.CommandRunner;
import cc.chitty.sync.kernel.owner.Identity;
import cc.chitty.sync.kernel.owner.Request;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs commands in the owner's process, its own and its guests'. The application is started with the first of them. */
final class Commands implements CommandRunner {

    private final StateDirectory state;
    private final Identity identity;
    private @Nullable OwnerApplication application;

    Commands(StateDirectory state, Identity identity) {
        this.state = state;
        this.identity = identity;
    }

    @Override
    public int run(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        Invocation invocation = Invocation.of(request, out, err, interruption, () -> state, access(request));
        int code = CommandTree.execute(invocation);
        Trigger trigger = Trigger.in(request.environment());
        request.arguments().stream()
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .ifPresent(
                        command -> new Successes(state).ended(trigger, command, code, Moment.now(invocation.clock())));
        return code;
    }

    /** A settings file that changed, another home or other variables: the shell's command then needs a process of its own. */
    @Override
    public boolean servesShell(Request request) {
        Map<String, String> environment = request.environment();
        return System.getProperty("user.home").equals(environment.get("HOME"))
                && Settings.digest(state, environment, Map.of()).equals(identity.settingsDigest())
                && CommandTree.canBeServed(request);
    }

    private OwnerAccess access(Request request) {
        return new OwnerAccess() {
            @Override
            public Owner get() {
                return application(request);
            }

            @Override
            public boolean isStarted() {
                return hasApplication();
            }
        };
    }

    private synchronized boolean hasApplication() {
        return application != null;
    }

    private synchronized OwnerApplication application(Request request) {
        OwnerApplication open = application;
        if (open == null) {
            open = OwnerApplication.open(state, identity, request.environment());
            application = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (application != null) {
            application.close();
            application = null;
        }
    }
}
