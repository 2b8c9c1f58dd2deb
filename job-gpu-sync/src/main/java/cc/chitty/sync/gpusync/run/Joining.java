package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads both versions of files that are put together. They are small: histories, lists of hosts. */
final class Joining {

    private final Ends ends;
    private final Joiner joiner;

    Joining(Ends ends, Joiner joiner) {
        this.ends = ends;
        this.joiner = joiner;
    }

    /** What conflicts become, where their files' rules say so. */
    Map<TreePath, Decided.Joined> joined(Looked looked, List<Decision> decisions) {
        Map<TreePath, Decided.Joined> joined = new HashMap<>();
        for (Decision decision : decisions) {
            if (decision.verdict() == Verdict.CONFLICT
                    && looked.tree().rule(decision.path()).joined()) {
                joined(looked, decision.path()).ifPresent(it -> joined.put(decision.path(), it));
            }
        }
        return joined;
    }

    private Optional<Decided.Joined> joined(Looked looked, TreePath path) {
        Entry ours = looked.at(Side.OURS, path);
        Entry theirs = looked.at(Side.THEIRS, path);
        if (ours == null || theirs == null) {
            return Optional.empty();
        }
        Tree tree = looked.tree();
        int mode = tree.mode(path, ours) & tree.mode(path, theirs);
        long modified = Math.max(ours.stamp().modified(), theirs.stamp().modified());
        return join(tree, path, looked.on(Side.OURS, path), looked.on(Side.THEIRS, path))
                .map(content -> new Decided.Joined(Content.file(Hashing.of(content), mode), content.length, modified));
    }

    /** The joined content in canonical form; empty if there is none, or a side's file is gone. */
    Optional<byte[]> join(Tree tree, TreePath path, TreePath ours, TreePath theirs) {
        byte[] mine = content(tree, Side.OURS, path, ours);
        byte[] others = content(tree, Side.THEIRS, path, theirs);
        return mine == null || others == null ? Optional.empty() : joiner.join(path, mine, others);
    }

    private byte @Nullable [] content(Tree tree, Side side, TreePath path, TreePath there) {
        List<byte[]> found = new ArrayList<>();
        ends.of(side)
                .read(
                        tree.at(side),
                        List.of(there),
                        (same, entry, content) ->
                                found.add(tree.canonical(side, path, content).readAllBytes()));
        return found.isEmpty() ? null : found.get(0);
    }
}
