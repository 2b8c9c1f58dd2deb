package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.session.SessionPaths;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where theirs goes of which a person wants both versions: a name beside ours that neither side has, whether it is synced or not.
 */
final class Beside {

    private static final int LOOKED_AT = 50;
    private static final int MOST = 1_000;

    private final SyncRun run;
    private final String peer;

    private Beside(SyncRun run, String peer) {
        this.run = run;
        this.peer = peer;
    }

    /**
     * The places, by root key and path. Looks at both sides and changes nothing.
     *
     * @throws Failure USAGE where theirs cannot be kept as a whole
     */
    static Map<String, Map<TreePath, TreePath>> of(SyncRun run, String peer) {
        Beside beside = new Beside(run, peer);
        Map<String, Map<TreePath, TreePath>> places = new HashMap<>();
        run.decided().forEach(one -> places.put(one.tree().key(), beside.of(one)));
        return places;
    }

    /** Of whatever of theirs is changed; what lies in a directory that is kept goes with it. */
    private Map<TreePath, TreePath> of(Decided one) {
        Map<TreePath, TreePath> places = new TreeMap<>();
        one.reconciled().decisions().stream()
                .filter(decision -> isBoth(one, decision))
                .map(Decision::path)
                .sorted()
                .filter(path -> one.looked().at(Side.THEIRS, path) != null)
                .filter(path -> places.keySet().stream().noneMatch(path::isBelow))
                .forEach(path -> {
                    requireNoSession(one.looked(), path);
                    requireWhole(one.looked(), path);
                    places.put(path, free(one.looked(), path));
                });
        return places;
    }

    private boolean isBoth(Decided one, Decision decision) {
        return decision.target() == Side.THEIRS
                && run.options().how().choice(one.tree().key(), decision.path()) == SyncOptions.Choice.BOTH;
    }

    /** An agent finds a session by its id, which is its name and in every line, and in the names of what belongs to it. */
    private static void requireNoSession(Looked looked, TreePath path) {
        boolean holds = SessionPaths.isLines(path)
                || looked.entries(Side.THEIRS).keySet().stream()
                        .anyMatch(there -> there.isBelow(path) && SessionPaths.isLines(there));
        if (holds) {
            throw new Failure(
                    FailureCategory.USAGE,
                    "keep both versions of " + looked.tree().key() + ":" + looked.on(Side.OURS, path),
                    "a session has its id in its name and in every line; an agent would not find a copy with another name",
                    "Take ours or theirs; the snapshot of that run keeps the other. Nothing was changed.");
        }
    }

    private void requireWhole(Looked looked, TreePath path) {
        if (!isDirectory(looked.at(Side.THEIRS, path))) {
            return;
        }
        if (isDirectory(looked.at(Side.OURS, path))) {
            throw refused(looked, path, "both are directories, and only their permissions differ");
        }
        Tree tree = looked.tree();
        Scope everything = new Scope(tree.at(Side.THEIRS), List.of(looked.on(Side.THEIRS, path)), Set.of());
        run.ends().theirs().scan(List.of(everything), run.interruption()).get(0).entries().keySet().stream()
                .filter(there ->
                        !looked.entries(Side.THEIRS).containsKey(tree.forms().canonical(Side.THEIRS, there)))
                .findFirst()
                .ifPresent(there -> {
                    throw refused(looked, path, "the directory there holds something that is not synced: " + there);
                });
    }

    private static boolean isDirectory(@Nullable Entry entry) {
        return entry != null && entry.kind() == EntryKind.DIRECTORY;
    }

    private static Failure refused(Looked looked, TreePath path, String why) {
        return new Failure(
                FailureCategory.USAGE,
                "keep both versions of " + looked.tree().key() + ":" + path,
                why,
                "Take ours or theirs, or put one of them elsewhere yourself. Nothing was changed.");
    }

    private TreePath free(Looked looked, TreePath path) {
        for (int first = 1; first < MOST; first += LOOKED_AT) {
            List<TreePath> names = IntStream.range(first, first + LOOKED_AT)
                    .mapToObj(number -> path.parent().child(name(path.name(), peer, number)))
                    .toList();
            Set<TreePath> taken = new HashSet<>();
            for (Side side : Side.values()) {
                taken.addAll(taken(looked, side, names));
            }
            for (TreePath name : names) {
                if (!taken.contains(name)) {
                    return name;
                }
            }
        }
        throw refused(looked, path, "there are " + MOST + " of them already");
    }

    private Set<TreePath> taken(Looked looked, Side side, List<TreePath> names) {
        Map<TreePath, TreePath> places = new HashMap<>();
        names.forEach(name -> places.put(looked.on(side, name), name));
        Set<TreePath> taken = new HashSet<>();
        run.ends()
                .of(side)
                .look(looked.tree().at(side), places.keySet())
                .keySet()
                .forEach(place -> taken.add(places.getOrDefault(place, place)));
        return taken;
    }

    /** {@code notes.md} of the peer {@code ws} is {@code notes.ws.md}, then {@code notes.ws.2.md}. */
    static String name(String name, String peer, int number) {
        String mark = number == 1 ? "." + peer : "." + peer + "." + number;
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name + mark : name.substring(0, dot) + mark + name.substring(dot);
    }
}
