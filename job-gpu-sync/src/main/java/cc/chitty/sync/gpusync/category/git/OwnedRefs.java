package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is one side's own and kept on the other for safety: its stashes, and the commits that it and its linked working trees are on
 * without a branch. Only its owner changes it. It goes without more than a snapshot only where both sides had agreed that the owner has it:
 * then the owner has dropped it. All else may be what an earlier repository of the owner had, and is kept for good under a name of its own.
 *
 * @param prefix {@code refs/chittysync/<owner's device>/}
 * @param before what was agreed on with just these repositories
 * @param deletes whether what the owner has dropped goes
 */
record OwnedRefs(
        String prefix,
        RepositoryFacts owner,
        RepositoryFacts keeper,
        NavigableMap<String, ObjectName> before,
        boolean deletes) {

    private static final String STASH = "stash/";
    private static final String HEAD = "HEAD";
    private static final String WORKTREE = "worktree/";
    private static final String EARLIER = "earlier/";

    private static final Pattern OWNED =
            Pattern.compile("refs/chittysync/[^/]+/(?:" + STASH + ".+|" + WORKTREE + ".+|" + HEAD + ")");
    private static final Pattern BESIDE = Pattern.compile("refs/chittysync/[^/]+/heads/.+");
    private static final Pattern FOR_GOOD = Pattern.compile("refs/chittysync/[^/]+/" + EARLIER + "[0-9a-f]+");

    /** Whether a ref is one of these. */
    static boolean isOwned(String ref) {
        return OWNED.matcher(ref).matches();
    }

    /** Whether a ref is kept beside a branch, until that one moves if it is checked out. */
    static boolean isBeside(String ref) {
        return BESIDE.matcher(ref).matches();
    }

    /** Whether a ref is there until a person deletes it. */
    static boolean isForGood(String ref) {
        return FOR_GOOD.matcher(ref).matches();
    }

    /** What an owner wants to be kept, by full name. */
    private static NavigableMap<String, ObjectName> wanted(String prefix, RepositoryFacts owner) {
        NavigableMap<String, ObjectName> wanted = new TreeMap<>();
        for (int i = 0; i < owner.stashes().size(); i++) {
            wanted.put(prefix + STASH + i, owner.stashes().get(i));
        }
        ObjectName detached = owner.detached();
        if (detached != null && !owner.refs().containsValue(detached)) {
            wanted.put(prefix + HEAD, detached);
        }
        owner.loose().stream()
                .filter(commit -> !commit.equals(detached) && !owner.refs().containsValue(commit))
                .forEach(commit -> wanted.put(prefix + WORKTREE + commit.hex(), commit));
        return wanted;
    }

    /**
     * What is kept on both sides after a run and known to be the other's, by full name. It is agreed on as branches are, so that the
     * repositories count when it changes: an earlier state of the owner, which has not got it yet, has dropped nothing.
     */
    static NavigableMap<String, ObjectName> agreed(GitPair pair, RepositoryReport report) {
        NavigableMap<String, ObjectName> agreed = new TreeMap<>();
        RepositoryPlan plan = report.plan();
        for (Side side : Side.values()) {
            String prefix = pair.ownedBy(side.other());
            RepositoryFacts owner = plan.at(side.other());
            Set<ObjectName> known = values(prefix, plan.before());
            if (owner != null) {
                known.addAll(wanted(prefix, owner).values());
            }
            refsAfter(report, side).forEach((ref, value) -> {
                if (ref.startsWith(prefix) && isOwned(ref) && known.contains(value)) {
                    agreed.put(ref, value);
                }
            });
        }
        return agreed;
    }

    private static Set<ObjectName> values(String prefix, Map<String, ObjectName> refs) {
        return refs.entrySet().stream()
                .filter(ref -> ref.getKey().startsWith(prefix) && isOwned(ref.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, ObjectName> refsAfter(RepositoryReport report, Side side) {
        RepositoryFacts facts = report.plan().at(side);
        Map<String, ObjectName> refs = new TreeMap<>(facts == null ? Map.of() : facts.refs());
        report.outcomes().stream()
                .filter(it -> it.arrived() && it.move().side() == side)
                .forEach(it ->
                        refs.compute(it.move().ref(), (ref, had) -> it.move().after()));
        return refs;
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
    static Stream<RefMove> earlier(RepositoryFacts keeper, String prefix, RefMove move) {
        ObjectName kept = Objects.requireNonNull(move.before(), "what was kept");
        String earlier = prefix + EARLIER + kept.hex();
        return keeper.refs().containsKey(earlier)
                ? Stream.empty()
                : Stream.of(new RefMove(move.side(), earlier, null, kept, move.how(), move.why()));
    }

    /** The changes on the keeper's side. */
    List<RefMove> moves(Side side) {
        NavigableMap<String, ObjectName> wanted = wanted(prefix, owner);
        List<RefMove> moves = new ArrayList<>();
        keepEarlier(side, wanted, moves);
        wanted.forEach((ref, value) -> {
            ObjectName kept = keeper.refs().get(ref);
            if (!value.equals(kept)) {
                moves.add(new RefMove(side, ref, kept, value, How.OWNED, "the other side's own"));
            }
        });
        keeper.refs().forEach((ref, kept) -> {
            if (deletes && isKeptHere(ref) && !wanted.containsKey(ref)) {
                moves.add(new RefMove(side, ref, kept, null, How.OWNED, "the other side has it no more"));
            }
        });
        return moves;
    }

    private boolean isKeptHere(String ref) {
        return ref.startsWith(prefix) && isOwned(ref);
    }

    private void keepEarlier(Side side, NavigableMap<String, ObjectName> wanted, List<RefMove> moves) {
        Set<ObjectName> safe = values(prefix, before);
        safe.addAll(wanted.values());
        keeper.refs().forEach((ref, kept) -> {
            boolean goes = isKeptHere(ref) && (deletes || wanted.containsKey(ref));
            if (goes && safe.add(kept)) {
                RefMove gone =
                        new RefMove(side, ref, kept, null, How.OWNED, "of an earlier repository of the other side");
                earlier(keeper, prefix, gone).forEach(moves::add);
            }
        });
    }
}
