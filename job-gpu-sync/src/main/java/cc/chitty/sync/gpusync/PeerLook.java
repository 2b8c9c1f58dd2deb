package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.category.session.SessionValidation;
import cc.chitty.sync.gpusync.engine.Engines;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.plan.ConflictTable;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.run.Comparison;
import cc.chitty.sync.gpusync.run.Ends;
import cc.chitty.sync.gpusync.run.Peering;
import cc.chitty.sync.gpusync.run.Tree;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at a peer without changing anything. */
public final class PeerLook {

    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final int LARGEST = 1 << 20;

    private final GpuSyncParts parts;

    PeerLook(GpuSyncParts parts) {
        this.parts = parts;
    }

    /**
     * What a peer is.
     *
     * @param engine by which contents would be brought
     * @param free bytes of the file system of its home directory; empty where it does not tell
     * @param gpus a line each, as {@code nvidia-smi} tells them: name, use, memory in use, memory
     * @param took to connect and ask
     */
    public record Report(EndpointFacts facts, String engine, Optional<Long> free, List<Gpu> gpus, Duration took) {

        public Report {
            gpus = List.copyOf(gpus);
        }
    }

    /** One graphics processor; memory in MiB. */
    public record Gpu(String name, String use, String memoryUsed, String memory) {}

    /** Connects and asks. */
    public Report look(String peer) {
        long began = System.nanoTime();
        Peering peering = parts.peering(peer);
        try (Ends ends = peering.connect()) {
            EndpointFacts facts = ends.theirs().facts();
            return new Report(
                    facts,
                    engine(peering.engine(ends)),
                    ends.theirs().freeBytes(facts.home()),
                    gpus(ends.theirs()),
                    Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private static String engine(Engines.Choice choice) {
        return choice.engine().name() + " (" + choice.reason() + ")";
    }

    private static List<Gpu> gpus(Endpoint endpoint) {
        String program = endpoint.facts().tools().get("nvidia-smi");
        RemotePrograms programs = endpoint.programs().orElse(null);
        if (program == null || programs == null) {
            return List.of();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> command = List.of(
                program.startsWith("/") ? program : "nvidia-smi",
                "--query-gpu=name,utilization.gpu,memory.used,memory.total",
                "--format=csv,noheader,nounits");
        try {
            programs.run(command, InputStream.nullInputStream(), out, QUIET);
        } catch (IOException e) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "ask " + endpoint.facts().name() + " for its GPUs",
                    String.valueOf(e.getMessage()),
                    "Look at the connection, and start again.",
                    e);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .flatMap(PeerLook::gpu)
                .toList();
    }

    private static java.util.stream.Stream<Gpu> gpu(String line) {
        String[] fields = line.split(",", -1);
        return fields.length < 4
                ? java.util.stream.Stream.empty()
                : java.util.stream.Stream.of(
                        new Gpu(fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[3].strip()));
    }

    /**
     * Both versions of a path in conflict.
     *
     * @param ours lines; empty: it is not there, no text, or too large to be shown
     * @param theirs the same
     */
    public record Versions(Optional<List<String>> ours, Optional<List<String>> theirs) {

        /** Whether both are there and look like text. */
        public boolean areText() {
            return ours.isPresent() && theirs.isPresent();
        }

        public List<String> ourLines() {
            return ours.orElse(List.of());
        }

        public List<String> theirLines() {
            return theirs.orElse(List.of());
        }
    }

    /** Whether agents can resume the sessions of each side. */
    public record Validated(SessionValidation.Result ours, SessionValidation.Result theirs) {}

    /** Looks through all sessions of both sides. */
    public Validated validate(String peer, Progress progress, Interruption interruption) {
        Peering peering = parts.peering(peer);
        try (Ends ends = peering.connect()) {
            return new Validated(
                    new SessionValidation(ends.ours(), progress, interruption).all(),
                    new SessionValidation(ends.theirs(), progress, interruption).all());
        }
    }

    /** Reads all that is synced on both sides, and compares it. */
    public Comparison.Result compare(String peer, Progress progress, Interruption interruption) {
        Peering peering = parts.peering(peer);
        try (Ends ends = peering.connect()) {
            return Comparison.of(peering, ends, parts.place().clock(), progress, interruption);
        }
    }

    /** Reads both versions. */
    public Versions versions(ConflictTable.Stored stored) {
        Peering peering = parts.peering(stored.peer());
        try (Ends ends = peering.connect()) {
            Tree tree = peering.allTrees(ends).stream()
                    .filter(it -> it.key().equals(stored.conflict().place().root()))
                    .findFirst()
                    .orElseThrow(() -> new Failure(
                            FailureCategory.USAGE,
                            "show the conflict " + stored.id(),
                            "its root is not synced any more",
                            "See the settings chittysync.gpu-sync."));
            TreePath path = stored.conflict().place().path();
            return new Versions(content(ends, tree, Side.OURS, path), content(ends, tree, Side.THEIRS, path));
        }
    }

    private static Optional<List<String>> content(Ends ends, Tree tree, Side side, TreePath path) {
        List<byte[]> found = new ArrayList<>();
        TreePath place = tree.forms().on(side, path);
        ends.of(side).read(tree.root().at(side), List.of(place), (same, entry, content) -> {
            if (entry.stamp().size() <= LARGEST) {
                found.add(tree.asHere(side, path, content).readNBytes(LARGEST));
            }
        });
        return found.stream()
                .filter(PeerLook::isText)
                .findFirst()
                .map(content ->
                        new String(content, StandardCharsets.UTF_8).lines().toList());
    }

    private static boolean isText(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.indexOf('\0') < 0 && Arrays.equals(content, text.getBytes(StandardCharsets.UTF_8));
    }
}
