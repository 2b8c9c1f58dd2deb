package cc.chitty.sync.gpusync.bench;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.peer.ssh.SshPeers;
import cc.chitty.sync.gpusync.peer.ssh.SshSettings;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Prints how long each step of a first sync to an empty peer on the loopback takes, and rsync for the same. Arguments: number of
 * files, bytes of each, bytes of one large file.
 */
public final class PeerFigures {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path directory;
    private final SshServer server;

    private PeerFigures(Path directory) {
        this.directory = directory;
        this.server = new SshServer(directory.resolve("server"));
    }

    public static void main(String[] arguments) throws Exception {
        int files = Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("peer-figures");
        PeerFigures figures = new PeerFigures(directory);
        try {
            make(directory.resolve("from"), files, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
            figures.rsync("rsync -a, empty peer");
            figures.rsync("rsync -a, nothing to do");
            figures.ours();
        } finally {
            figures.server.close();
            DirectoryTree.delete(directory);
        }
    }

    private static void make(Path root, int files, int size, long large) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        byte[] content = new byte[size];
        for (int i = 0; i < files; i++) {
            Path file = root.resolve("d" + i % 40).resolve("s" + i % 1000).resolve("file" + i + ".txt");
            Files.createDirectories(file.getParent());
            random.nextBytes(content);
            Files.write(file, content);
        }
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(root.resolve("large"))) {
            for (long written = 0; written < large; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private void rsync(String what) throws Exception {
        timed(
                what,
                () -> new ProcessBuilder(
                                "rsync",
                                "-a",
                                "-e",
                                "ssh -F " + server.configuration(),
                                directory.resolve("from") + "/",
                                "peer:" + directory.resolve("rsynced") + "/")
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    private void ours() throws Exception {
        Endpoint here = new LocalEndpoint("here", directory, System.getenv("PATH"));
        SshSettings settings =
                new SshSettings("peer", server.home(), server.configuration(), "", Duration.ofSeconds(20), LIMIT);
        Endpoint there = timed("connect and ask", () -> SshPeers.connect(settings, Clock.systemUTC()));
        try (there) {
            String root = directory.resolve("from").toString();
            SortedMap<TreePath, Entry> entries = timed("scan here", () -> scan(here, root));
            timed(
                    "scan there (the copy)",
                    () -> scan(there, directory.resolve("rsynced").toString()));
            List<TreePath> files = entries.entrySet().stream()
                    .filter(it -> it.getValue().kind() == EntryKind.FILE)
                    .map(Map.Entry::getKey)
                    .toList();
            String target = directory.resolve("to").toString();
            String staging = there.staging(target, "bench");
            Engine engine = Engines.choose(here, there, LIMIT).engine();
            timed("transfer by " + engine.name(), () -> {
                engine.bring(
                        new Engine.Load(here, root, there, staging, target, items(entries, files), Engine.Limits.NONE),
                        Progress.NONE,
                        new Interruption());
                return "";
            });
            Map<TreePath, Digest> ours = timed("digests here", () -> here.digests(root, files, new Interruption()));
            Map<TreePath, Digest> theirs =
                    timed("digests there", () -> there.digests(staging, files, new Interruption()));
            System.out.println("same digests: " + ours.equals(theirs) + " " + theirs.size());
            List<Outcome> outcomes = timed(
                    "publish",
                    () -> there.publish(new Publication(target, staging, directory + "/kept", changes(entries))));
            System.out.println("done: "
                    + outcomes.stream()
                            .filter(it -> it.result() == Outcome.Result.DONE)
                            .count() + " of "
                    + outcomes.size());
            there.discard(staging);
            timed("scan there, warm", () -> scan(there, target));
        }
    }

    private static List<Engine.Item> items(SortedMap<TreePath, Entry> entries, List<TreePath> files) {
        return files.stream()
                .map(it -> new Engine.Item(
                        it, Objects.requireNonNull(entries.get(it)).stamp().size()))
                .toList();
    }

    private static List<Change> changes(SortedMap<TreePath, Entry> entries) {
        List<Change> changes = new ArrayList<>();
        entries.forEach((path, entry) -> {
            boolean file = entry.kind() == EntryKind.FILE;
            long modified = file ? entry.stamp().modified() : Wanted.UNTIMED;
            changes.add(new Change(
                    path,
                    null,
                    new Wanted(entry.kind(), entry.mode(), entry.stamp().size(), modified, null, false)));
        });
        changes.remove(0);
        return changes;
    }

    private static SortedMap<TreePath, Entry> scan(Endpoint endpoint, String root) {
        return endpoint.scan(List.of(new Scope(root, List.of(), Set.of())), new Interruption())
                .get(0)
                .entries();
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long began = System.nanoTime();
        T result = work.call();
        System.out.printf("%-28s %8.2f s%n", what, (System.nanoTime() - began) / 1e9);
        return result;
    }
}
