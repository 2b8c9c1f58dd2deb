package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.NeverSynced;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds private keys by what is in files, whatever they are called, and tokens in the settings of package managers; those that
 * a setting names may pass.
 */
record PrivateKeys(Ends ends) {

    static final String WORDS =
            "it is a private key or has a token; name it in the category's setting 'named' if it is to be synced";

    /**
     * Which of some files are keys. They are looked at on this machine: before they leave it, or when they lie in staging.
     *
     * @param at the directory on this machine in which they lie
     * @param lying under which path each lies there
     */
    Set<PlannedChange> among(Tree tree, String at, List<PlannedChange> items, Function<PlannedChange, TreePath> lying) {
        Map<TreePath, List<PlannedChange>> looked = new HashMap<>();
        for (PlannedChange item : items) {
            if (isLookedAt(tree, item)) {
                looked.computeIfAbsent(lying.apply(item), path -> new ArrayList<>())
                        .add(item);
            }
        }
        Set<PlannedChange> keys = new HashSet<>();
        if (looked.isEmpty()) {
            return keys;
        }
        Endpoint ours = ends.of(Side.OURS);
        ours.read(at, List.copyOf(looked.keySet()), (path, entry, content) -> {
            List<PlannedChange> found = looked.get(path);
            if (found != null && NeverSynced.isSecret(tree.ruled(found.get(0)), asSent(tree, found.get(0), content))) {
                keys.addAll(found);
            }
        });
        return keys;
    }

    /** A key that is taken out of a history on its way does not leave this machine. */
    private static InputStream asSent(Tree tree, PlannedChange item, InputStream content) throws IOException {
        return tree.isCorrected(tree.ruled(item)) ? tree.canonical(Side.OURS, tree.ruled(item), content) : content;
    }

    /** Whether what lies in a file of this machine for that change must not be brought. */
    static boolean isOne(Tree tree, PlannedChange item, Path file) throws IOException {
        if (!isLookedAt(tree, item)) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return NeverSynced.isSecret(tree.ruled(item), content);
        }
    }

    /** What a snapshot gives back was there before; a transcript tells what was said, whatever that was. */
    private static boolean isLookedAt(Tree tree, PlannedChange item) {
        return item.action() != Action.RESTORE
                && !tree.rule(tree.ruled(item)).appended()
                && !tree.root().category().named().contain(tree.ruled(item), false);
    }
}
