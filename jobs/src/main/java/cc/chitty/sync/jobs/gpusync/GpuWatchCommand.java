package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncSettings;
import cc.chitty.sync.gpusync.SyncedPlaces;
import cc.chitty.sync.jobs.command.Invocation;
import cc.chitty.sync.jobs.command.ShownCommand;
import cc.chitty.sync.jobs.command.Words;
import cc.chitty.sync.jobs.watch.PeerWatch;
import cc.chitty.sync.jobs.watch.Replacement;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.state.FileLock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code gpu-sync watch}. Holds neither the state directory nor the job repository while it waits: each sync is a command of its
 * own, which the owner runs where there is one. So it can stay beside {@code chittysync watch}.
 */
@Command(
        name = "watch",
        description = {
            "Syncs when something that is synced changes here, and now and then, until it is stopped (exit 130).",
            "Conflicts and refusals are left to a person, and told once."
        },
        footer = {"  chittysync gpu-sync watch", "  chittysync gpu-sync watch --peer all --exclude-cache"})
final class GpuWatchCommand extends ShownCommand {

    @Option(names = "--peer", paramLabel = "NAME", description = "With this peer, or all; else with the first.")
    private String peer = "";

    @Option(names = "--exclude-cache", description = "Without the category cache.")
    private boolean excludeCache;

    @Option(names = "--fast", description = "Without large files (setting filters.fast).")
    private boolean fast;

    @Option(names = "--profile", paramLabel = "NAME", description = "By a profile of the settings.")
    private String profile = "";

    private final OwnerRun ownerRun;
    private final WithoutOwner here;

    GpuWatchCommand(Invocation invocation, OwnerRun ownerRun, WithoutOwner here) {
        super(invocation);
        this.ownerRun = ownerRun;
        this.here = here;
    }

    @Override
    protected ExitCode run() {
        Replacement replacement = Replacement.of(state());
        GpuSyncSettings settings = here.settings(state().root());
        List<String> peers =
                settings.named(peer).stream().map(GpuSyncSettings.Peer::name).toList();
        try (FileLock lock = lock()) {
            assert lock != null;
            return watch(settings, peers, replacement);
        }
    }

    /** One watcher of peers is at work on a state directory. */
    private FileLock lock() {
        return FileLock.tryTake(state().root().resolve("gpu-sync/watch.lock"))
                .orElseThrow(() -> new Failure(
                        FailureCategory.BUSY,
                        "watch",
                        "`gpu-sync watch` runs already",
                        "One is enough; --peer all is with all peers. To replace it, end that process first."));
    }

    private ExitCode watch(GpuSyncSettings settings, List<String> peers, Replacement replacement) {
        SyncedPlaces places = SyncedPlaces.of(settings, here.home(invocation().environment()));
        GpuSyncSettings.Watch when = settings.watch();
        PeerWatch watch = PeerWatch.of(
                state(),
                places.paths(),
                places::concern,
                new PeerWatch.Times(when.settle(), when.longest(), when.poll(), when.away()));
        WatchedSync syncing = new WatchedSync(invocation(), ownerRun, options(), this::say);
        boolean told = watch.run(
                peers,
                syncing::with,
                List.of(() -> leaveIf(replacement)),
                how -> say("watching: " + how + "; asking " + String.join(", ", peers) + " every "
                        + Words.took(when.poll())),
                invocation().interruption());
        if (replacement.happened()) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "go on watching",
                    "the program or its settings were replaced",
                    "Start it again: chittysync gpu-sync watch");
        }
        return told ? ExitCode.INTERRUPTED : ExitCode.USAGE;
    }

    private void leaveIf(Replacement replacement) {
        if (replacement.happened()) {
            invocation().interruption().raise();
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        if (excludeCache) {
            options.add("--exclude-cache");
        }
        if (fast) {
            options.add("--fast");
        }
        if (!profile.isEmpty()) {
            options.addAll(List.of("--profile", profile));
        }
        return options;
    }

    private void say(String text) {
        if (printing().isForPeople()) {
            printing().line(now() + " " + text);
            invocation().out().flush();
        }
    }
}
