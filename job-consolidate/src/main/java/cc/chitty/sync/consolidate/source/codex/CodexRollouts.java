package cc.chitty.sync.consolidate.source.codex;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.LineScan;
import cc.chitty.sync.consolidate.source.Listing;
import cc.chitty.sync.consolidate.source.Malformed;
import cc.chitty.sync.consolidate.source.Needles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Surroundings;
import com.github.luben.zstd.ZstdIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Codex's rollouts, one file for each thread, below {@code sessions/} and {@code archived_sessions/}: plans of {@code
 * update_plan}, the directory and the git remote. Packed ones ({@code .zst}) are read where no plain one lies beside.
 */
public final class CodexRollouts implements SessionSource {

    private static final String PLAIN = ".jsonl";
    private static final String PACKED = ".jsonl.zst";
    private static final Needles NEEDLES = Needles.of("\"session_meta\"", "update_plan");

    @Override
    public String name() {
        return "codex-rollouts";
    }

    @Override
    public String agent() {
        return "codex";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Path> roots(Surroundings where) {
        Path home = where.directory("CODEX_HOME", ".codex");
        return List.of(home.resolve("sessions"), home.resolve("archived_sessions"));
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        Path home = where.directory("CODEX_HOME", ".codex");
        Listing listing = new Listing(found);
        listing.tree(home.resolve("sessions"), entry -> find(entry, found));
        listing.tree(home.resolve("archived_sessions"), entry -> find(entry, found));
    }

    private static void find(Listing.Entry entry, FoundFiles found) {
        boolean packed = entry.name().endsWith(PACKED);
        boolean rollout =
                entry.name().startsWith("rollout-") && (packed || entry.name().endsWith(PLAIN));
        if (rollout && !(packed && Files.exists(entry.path().resolveSibling(stem(entry.path()) + PLAIN)))) {
            found.file(entry.path(), entry.stamp());
        }
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        return request.path().toString().endsWith(PACKED) ? packed(request, PackedRollout.LARGEST) : plain(request);
    }

    private static Reading plain(ReadRequest request) throws IOException {
        RolloutState before = RolloutState.parse(request.resume());
        try (LineScan scan = LineScan.open(request.path(), request.stamp(), before.mark())) {
            return reading(request, scan.resumed() ? before : RolloutState.NONE, scan);
        }
    }

    static Reading packed(ReadRequest request, long largest) throws IOException {
        if (Files.size(request.path()) == 0) {
            return new Malformed("cannot be unpacked: empty").reading(request.path(), 0);
        }
        try (LineScan scan = LineScan.of(request.path(), PackedRollout.open(request.path(), largest))) {
            return reading(request, RolloutState.NONE, scan);
        } catch (ZstdIOException | PackedRollout.TooLarge e) {
            return new Malformed("cannot be unpacked: " + e.getMessage())
                    .reading(request.path(), request.stamp().size());
        }
    }

    private static Reading reading(ReadRequest request, RolloutState before, LineScan scan) throws IOException {
        RolloutReading reading = new RolloutReading(request, before);
        scan.run(NEEDLES, reading);
        return reading.reading(scan);
    }

    /** The last 36 characters before the ending are the thread's UUID. */
    static String threadOf(Path rollout) {
        String stem = stem(rollout);
        return stem.substring(Math.max(0, stem.length() - 36));
    }

    private static String stem(Path rollout) {
        String name = rollout.getFileName().toString();
        return name.substring(0, name.length() - (name.endsWith(PACKED) ? PACKED : PLAIN).length());
    }
}
