package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is one side's own and kept on the other for safety: its stashes, and the commit it is on without a branch. Only its
 * owner changes it. What an earlier repository of the owner had, which is gone, is kept for good under a name of its own.
 *
 * @param prefix {@code refs/chittysync/<owner's device>/}
 * @param same whether the owner is known as the repository whose own this was
 * @param deletes whether what the owner has dropped goes
 */
record OwnedRefs(String prefix, RepositoryFacts owner, RepositoryFacts keeper, boolean same, boolean deletes) {

    private static final String STASH = "stash/";
    private static final String HEAD = "HEAD";
    private static final String EARLIER = "earlier/";

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

    /** Keeps for good, and out of the way, what was kept beside a ref. */
    static Stream<RefMove> forGood(Side side, RepositoryFacts keeper, String prefix, String aside) {
        ObjectName kept = keeper.refs().get(aside);
        if (kept == null) {
            return Stream.empty();
        }
        RefMove gone = new RefMove(side, aside, kept, null, How.ASIDE, "neither side has the ref any more");
        return Stream.concat(earlier(keeper, prefix, gone), Stream.of(gone));
    }

    /** What keeps for good what a move is going to let go of; nothing if that is kept already. */
    private static Stream<RefMove> earlier(RepositoryFacts keeper, String prefix, RefMove move) {
        ObjectName kept = Objects.requireNonNull(move.before(), "what was kept");
        String earlier = prefix + EARLIER + kept.hex();
        return keeper.refs().containsKey(earlier)
                ? Stream.empty()
                : Stream.of(new RefMove(move.side(), earlier, null, kept, move.how(), move.why()));
    }

    private boolean isOwned(String ref) {
        return ref.startsWith(prefix + STASH) || ref.equals(prefix + HEAD);
    }

    /** The changes on the keeper's side. */
    List<RefMove> moves(Side side) {
        NavigableMap<String, ObjectName> wanted = wanted();
        List<RefMove> moves = new ArrayList<>();
        if (!same) {
            keepEarlier(side, wanted, moves);
        }
        wanted.forEach((ref, value) -> {
            ObjectName kept = keeper.refs().get(ref);
            if (!value.equals(kept)) {
                moves.add(new RefMove(side, ref, kept, value, How.OWNED, "the other side's own"));
            }
        });
        keeper.refs().forEach((ref, kept) -> {
            if (deletes && isOwned(ref) && !wanted.containsKey(ref)) {
                moves.add(new RefMove(side, ref, kept, null, How.OWNED, "the other side has it no more"));
            }
        });
        return moves;
    }

    private void keepEarlier(Side side, NavigableMap<String, ObjectName> wanted, List<RefMove> moves) {
        keeper.refs().forEach((ref, kept) -> {
            boolean stays = kept.equals(wanted.get(ref)) || (!deletes && !wanted.containsKey(ref));
            if (isOwned(ref) && !stays) {
                RefMove gone =
                        new RefMove(side, ref, kept, null, How.OWNED, "of an earlier repository of the other side");
                earlier(keeper, prefix, gone).forEach(moves::add);
            }
        });
    }
}
