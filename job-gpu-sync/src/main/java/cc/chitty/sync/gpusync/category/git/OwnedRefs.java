package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is one side's own and kept on the other for safety: its stashes, and the commit it is on without a branch. Only its
 * owner changes it.
 *
 * @param prefix {@code refs/chittysync/<owner's device>/}
 */
record OwnedRefs(String prefix, RepositoryFacts owner, RepositoryFacts keeper, boolean deletes) {

    private static final String STASH = "stash/";
    private static final String HEAD = "HEAD";

    /** What the owner wants to be kept, by full name. */
    NavigableMap<String, ObjectName> wanted() {
        NavigableMap<String, ObjectName> wanted = new TreeMap<>();
        for (int i = 0; i < owner.stashes().size(); i++) {
            wanted.put(prefix + STASH + i, owner.stashes().get(i));
        }
        ObjectName detached = owner.detached();
        if (detached != null && !owner.refs().containsValue(detached)) {
            wanted.put(prefix + HEAD, detached);
        }
        return wanted;
    }

    /** The changes on the keeper's side. */
    List<RefMove> moves(Side side) {
        NavigableMap<String, ObjectName> wanted = wanted();
        List<RefMove> moves = new ArrayList<>();
        wanted.forEach((ref, value) -> {
            ObjectName kept = keeper.refs().get(ref);
            if (!value.equals(kept)) {
                moves.add(new RefMove(side, ref, kept, value, How.OWNED, "the other side's own"));
            }
        });
        keeper.refs().forEach((ref, kept) -> {
            boolean ours = ref.startsWith(prefix + STASH) || ref.equals(prefix + HEAD);
            if (deletes && ours && !wanted.containsKey(ref)) {
                moves.add(new RefMove(side, ref, kept, null, How.OWNED, "the other side dropped it"));
            }
        });
        return moves;
    }
}
