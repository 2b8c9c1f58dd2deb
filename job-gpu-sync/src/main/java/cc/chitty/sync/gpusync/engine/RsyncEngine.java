package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.peer.LocalPrograms;
import cc.chitty.sync.gpusync.peer.Parts;
import cc.chitty.sync.gpusync.peer.RemotePrograms.Ran;
import cc.chitty.sync.gpusync.peer.ssh.SshRoute;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** rsync of this machine with rsync of a peer: one process a load, over one connection of ssh that outlives the load. */
final class RsyncEngine implements Engine {

    /** What a broken transfer leaves; it goes with the staging directory. */
    private static final String PARTIAL = ".chittysync-partial";

    /** Bytes from which what is left of a file outlives its plan, and costs two commands to make a place for it. */
    private static final long LARGE = 8L << 20;

    /** Some files were left out: the caller sees which by what is staged. */
    private static final Set<Integer> JUDGED_BY_THE_CALLER = Set.of(0, 23, 24);

    private final Rsync rsync;
    private final SshRoute.Reachable peer;
    private final String remoteProgram;
    private final Duration quiet;

    RsyncEngine(Rsync rsync, SshRoute.Reachable peer, String remoteProgram, Duration quiet) {
        this.rsync = rsync;
        this.peer = peer;
        this.remoteProgram = remoteProgram;
        this.quiet = quiet;
    }

    @Override
    public String name() {
        return "rsync";
    }

    @Override
    public void prepare() {
        peer.openRoute();
    }

    @Override
    public void bring(Load load, Progress progress, Interruption interruption) {
        if (load.files().isEmpty()) {
            return;
        }
        if (interruption.raised()) {
            throw interrupted();
        }
        if (!isSecluded() && !(isPlain(load.root()) && isPlain(load.staging()) && isPlain(load.current()))) {
            new StreamEngine("packed", StreamEngine.LARGE).bring(load, progress, interruption);
            return;
        }
        // a name that begins with # would be taken for a comment
        RsyncProgress counting = new RsyncProgress(progress, load.files().size());
        String list =
                load.files().stream().map(it -> "./" + it.path().text()).collect(Collectors.joining("\0", "", "\0"));
        SshRoute route = peer.route();
        Ran ran;
        try {
            ran = new LocalPrograms(route.environment())
                    .run(
                            command(load, route),
                            new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8)),
                            counting,
                            quiet,
                            interruption);
        } catch (IOException e) {
            throw failure(route, -1, String.valueOf(e.getMessage()));
        }
        if (interruption.raised()) {
            throw interrupted();
        }
        if (!JUDGED_BY_THE_CALLER.contains(ran.exit())) {
            throw failure(route, ran.exit(), ran.errors());
        }
        counting.end();
    }

    /** Whether paths reach the other rsync as they are; else a shell there would read them. */
    private boolean isSecluded() {
        return rsync.knows("--secluded-args") || rsync.knows("--protect-args");
    }

    private static boolean isPlain(String path) {
        return path.matches("[A-Za-z0-9_/.,+@-]*");
    }

    List<String> command(Load load, SshRoute route) {
        boolean pushes = load.to() instanceof SshRoute.Reachable;
        List<String> command = new ArrayList<>(List.of(
                rsync.program(),
                "-pt",
                "--files-from=-",
                "--from0",
                "--partial-dir=" + partial(load),
                "--timeout=" + Math.max(1, quiet.toSeconds()),
                "--rsync-path=" + remoteProgram,
                "-e",
                shell(route, load.limits())));
        addKnown(command, load);
        String source = load.root() + "/";
        String target = load.staging() + "/";
        command.add(pushes ? source : route.host() + ":" + source);
        command.add(pushes ? route.host() + ":" + target : target);
        return command;
    }

    private static String partial(Load load) {
        return load.files().stream().anyMatch(it -> it.size() >= LARGE)
                ? load.to().staging(load.current(), Parts.DIRECTORY)
                : PARTIAL;
    }

    /** Not compressed twice. */
    private static String shell(SshRoute route, Limits limits) {
        String shell = route.command().stream().map(RsyncEngine::quoted).collect(Collectors.joining(" "));
        return limits.compressed() ? shell + " -o Compression=no" : shell;
    }

    private void addKnown(List<String> command, Load load) {
        if (isSecluded()) {
            command.add("-s");
        }
        if (rsync.knows("--no-implied-dirs")) {
            command.add("--no-implied-dirs");
        }
        if (rsync.knows("--copy-dest")) {
            command.add("--copy-dest=" + load.current());
            // else it takes a file of the same size and time for the same, and brings the old one
            command.add("--ignore-times");
        }
        if (rsync.knows("--info=")) {
            command.add("--info=progress2");
        }
        if (load.limits().bytesPerSecond() > 0) {
            command.add("--bwlimit=" + Math.max(1, load.limits().bytesPerSecond() / 1024));
        }
        if (load.limits().compressed()) {
            command.add("-z");
        }
    }

    /** As rsync takes its {@code -e} apart: at spaces, with quotes. */
    private static String quoted(String word) {
        return word.indexOf(' ') < 0 ? word : "'" + word + "'";
    }

    private static Failure interrupted() {
        return new Failure(FailureCategory.INTERRUPTED, "transfer files", "it was stopped", "The next run goes on.");
    }

    private static Failure failure(SshRoute route, int exit, String errors) {
        String seen = errors.isEmpty() ? "rsync ended with " + exit : errors + " (rsync " + exit + ")";
        return new Failure(
                exit == 1 || exit == 2 || exit == 127 ? FailureCategory.NOT_SET_UP : FailureCategory.RETRYABLE,
                "transfer files with " + route.host(),
                seen,
                exit == 11
                        ? "Look at the free space and the rights on both sides, and start again."
                        : "Look at the network and at the peer, and start again; what was brought stays.");
    }
}
