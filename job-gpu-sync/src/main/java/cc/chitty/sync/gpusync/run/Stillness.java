package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.peer.Endpoint.Scanned;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.PropertiesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Knows how both sides looked when there was last nothing to do. While they look the same, there still is nothing to do, and
 * neither what is remembered of each path has to be loaded nor the peer's entries to come over the network. It is made by a
 * whole look that found nothing, holds for the very same settings, options and memory, and for a day.
 */
final class Stillness {

    private static final Duration TRUSTED = Duration.ofDays(1);

    /** What changed so shortly before it was looked at may change again without its stamp showing it. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /** Raised when a look has to remember more than before. */
    private static final String FORMAT = "2";

    private static final String AT = "at";

    private final Workshop shop;
    private final SyncRun run;
    private final Map<String, String> known;
    private final Map<String, String> now;

    Stillness(Workshop shop, SyncRun run) {
        this.shop = shop;
        this.run = run;
        this.known = PropertiesFile.read(file()).orElseGet(TreeMap::new);
        this.now = new TreeMap<>(Map.of("format", FORMAT, "inputs", run.inputs()));
        run.trees()
                .forEach(tree ->
                        now.put(tree.key() + ".memory", shop.memory(run, tree).stamp()));
    }

    private Path file() {
        return shop.peering().directory().resolve("still.properties");
    }

    /** Whether all but the sides is as it was. */
    boolean isPossible() {
        return !run.trees().isEmpty()
                && isFresh()
                && now.entrySet().stream().allMatch(it -> it.getValue().equals(known.get(it.getKey())));
    }

    private boolean isFresh() {
        return Optional.ofNullable(known.get(AT))
                .map(Instant::parse)
                .filter(at -> !at.isAfter(shop.clock().instant()))
                .filter(at -> at.plus(TRUSTED).isAfter(shop.clock().instant()))
                .isPresent();
    }

    /**
     * Whether both sides look as they did. The peer is asked for that alone, at the same time.
     *
     * @param ours looks at our side
     */
    boolean holds(Supplier<List<Scanned>> ours) {
        Both<Boolean> still = Both.atOnce("ours", () -> isOurs(ours.get()), this::isTheirs);
        return still.ours() && still.theirs();
    }

    private boolean isOurs(List<Scanned> ours) {
        for (int i = 0; i < ours.size(); i++) {
            String listing = ours.get(i).listing();
            if (listing == null || !listing.equals(known.get(run.trees().get(i).key() + ".ours"))) {
                return false;
            }
        }
        return true;
    }

    private boolean isTheirs() {
        List<String> theirs = run.trees().stream()
                .map(tree -> known.getOrDefault(tree.key() + ".theirs", ""))
                .toList();
        return !theirs.contains("")
                && run.ends()
                        .theirs()
                        .isStill(
                                run.trees().stream()
                                        .map(tree -> tree.root().scope(Side.THEIRS))
                                        .toList(),
                                theirs,
                                run.interruption());
    }

    /** What the look that found nothing has counted. */
    void count() {
        for (String name : List.of("files_ours", "files_theirs")) {
            run.count(name, Long.parseLong(known.getOrDefault("count." + name, "0")));
        }
    }

    /** Keeps how both sides look if there was nothing to do, nothing to tell, and nothing that may still be changing. */
    void keep(Looking looking, List<Decided> decided) {
        Map<String, String> kept = new TreeMap<>(now);
        kept.put(AT, shop.clock().instant().toString());
        boolean still = !run.options().dryRun() && looking.open().isEmpty();
        for (int i = 0; still && i < decided.size(); i++) {
            Decided tree = decided.get(i);
            Both<Looking.Told> told = looking.told(i);
            String ours = told.ours().listing();
            String theirs = told.theirs().listing();
            still = ours != null && theirs != null && isQuiet(tree) && isSettled(tree.looked(), told);
            kept.put(tree.tree().key() + ".ours", String.valueOf(ours));
            kept.put(tree.tree().key() + ".theirs", String.valueOf(theirs));
        }
        if (still) {
            run.counts().forEach((name, count) -> kept.put("count." + name, Long.toString(count)));
            PrivateDirectory.create(shop.peering().directory());
            DurableFile.replace(file(), PropertiesFile.bytes(kept));
        }
    }

    private static boolean isQuiet(Decided tree) {
        return tree.reconciled().decisions().isEmpty()
                && tree.joined().isEmpty()
                && tree.looked().troubles().isEmpty()
                && tree.looked().seen().torn().isEmpty()
                && tree.looked().seen().sparse().isEmpty() // what is left out may change without any file
                && !tree.memory().hasChanged();
    }

    private boolean isSettled(Looked looked, Both<Looking.Told> told) {
        long ours = looked.began() - SETTLED.toNanos();
        long theirs = ours + run.ends().theirs().facts().ahead().toNanos();
        return told.ours().latest() < ours && told.theirs().latest() < theirs;
    }
}
