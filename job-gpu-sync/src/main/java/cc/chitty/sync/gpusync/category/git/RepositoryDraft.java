package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.RefDecision.Reason;
import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One repository as both sides have it, on its way to a plan. Pure. */
record RepositoryDraft(SyncRoot root, TreePath path, Inspection ourSide, Inspection theirSide) {

    /** Of a linked working tree whose repository is synced by itself; not worth a word. */
    private static final String LINKED = "";

    @Nullable RepositoryFacts at(Side side) {
        return in(side).repositories().get(path);
    }

    private Inspection in(Side side) {
        return side == Side.OURS ? ourSide : theirSide;
    }

    /** As a person looks it up. */
    String name() {
        return path.isRoot() ? label() : label() + "/" + path;
    }

    String label() {
        return label(root);
    }

    /** What the repositories of a root are told with. */
    static String label(SyncRoot root) {
        return root.key().substring(root.key().indexOf('_') + 1);
    }

    /** Why nothing is done with it; empty if something may be. */
    private Optional<String> obstacle() {
        for (Side side : Side.values()) {
            RepositoryFacts facts = at(side);
            String where = side == Side.OURS ? "here" : "on the peer";
            if (facts != null && facts.linkedTo() != null) {
                return Optional.of(linked(side, facts, where));
            }
            if (facts != null && facts.trouble() != null) {
                return Optional.of(where + ": " + facts.trouble());
            }
        }
        RepositoryFacts ours = at(Side.OURS);
        RepositoryFacts theirs = at(Side.THEIRS);
        boolean mixed = ours != null && theirs != null && !ours.format().equals(theirs.format());
        return mixed ? Optional.of("one names its objects by SHA-1, the other by SHA-256") : Optional.empty();
    }

    private String linked(Side side, RepositoryFacts facts, String where) {
        String to = String.valueOf(facts.linkedTo());
        RepositoryFacts other = at(side.other());
        if (other != null && other.linkedTo() == null) {
            return where + ": it is a working tree of " + ExactText.shown(to)
                    + ", and on the other side a repository of its own, which is left alone; move one of the two away";
        }
        boolean known = in(side).repositories().values().stream()
                .anyMatch(it -> it.linkedTo() == null && it.gitDirectory().equals(to));
        return known
                ? LINKED
                : where + ": it is a linked working tree of " + ExactText.shown(to) + ", which is in no workspace root";
    }

    List<Question> questions(RefRules rules, GitPair pair, Optional<NavigableMap<String, ObjectName>> base) {
        RepositoryFacts ours = at(Side.OURS);
        RepositoryFacts theirs = at(Side.THEIRS);
        return ours == null || theirs == null || obstacle().isPresent()
                ? List.of()
                : new RepositoryPlanner(rules, pair, ours, theirs, base.map(this::believed)).questions();
    }

    /** Names of refs that cannot be kept apart, in words. */
    List<String> clashes(GitPair pair) {
        Set<String> refs = new TreeSet<>();
        for (Side side : Side.values()) {
            RepositoryFacts facts = at(side);
            refs.addAll(facts == null ? Set.of() : facts.refs().keySet());
        }
        return obstacle().isPresent() ? List.of() : pair.names(refs).words();
    }

    /** Symbolic refs that are not the same on both sides, in words. */
    List<String> symbolic() {
        List<String> words = new ArrayList<>();
        for (Side side : Side.values()) {
            RepositoryFacts facts = at(side);
            RepositoryFacts other = at(side.other());
            if (facts != null && obstacle().isEmpty()) {
                facts.symbolic().entrySet().stream()
                        .filter(it -> RepositoryPlanner.isSynced(it.getKey()))
                        .filter(it -> other == null
                                || !it.getValue().equals(other.symbolic().get(it.getKey())))
                        .forEach(it -> words.add((side == Side.OURS ? "here " : "on the peer ") + it.getKey()
                                + " is only another name of " + ExactText.shown(it.getValue())
                                + "; such a ref is not synced"));
            }
        }
        return words;
    }

    /** Where an earlier version has made a bare repository of a directory in which there is one called {@code .git}, in words. */
    Optional<String> displaced() {
        RepositoryFacts ours = at(Side.OURS);
        RepositoryFacts theirs = at(Side.THEIRS);
        boolean apart = ours != null
                && theirs != null
                && ours.bare()
                && theirs.bare()
                && ours.isBareInside() != theirs.isBareInside();
        return apart && obstacle().isEmpty()
                ? Optional.of(
                        "one is bare and called .git, the other is bare itself, so that no file beside the first is"
                                + " synced; move the second away")
                : Optional.empty();
    }

    /** Refs whose names are no UTF-8, in words. */
    List<String> unnamed() {
        List<String> words = new ArrayList<>();
        for (Side side : Side.values()) {
            RepositoryFacts facts = at(side);
            if (facts != null && obstacle().isEmpty()) {
                facts.unnamed().stream()
                        .filter(RepositoryPlanner::isSynced)
                        .forEach(it -> words.add((side == Side.OURS ? "here " : "on the peer ") + ExactText.shown(it)
                                + ": its name is no UTF-8; it is left as it is and not synced, rename it"));
            }
        }
        return words;
    }

    /**
     * What can be believed of what was agreed on. Names that are no UTF-8 were once taken for others; that such another one is not
     * there does not mean that somebody deleted it.
     */
    private NavigableMap<String, ObjectName> believed(NavigableMap<String, ObjectName> base) {
        NavigableMap<String, ObjectName> believed = new TreeMap<>(base);
        for (Side side : Side.values()) {
            RepositoryFacts facts = at(side);
            List<String> unnamed = facts == null ? List.of() : facts.unnamed();
            unnamed.forEach(it -> believed.remove(ExactText.replaced(it)));
        }
        return believed;
    }

    RepositoryPlan plan(
            RefRules rules,
            GitPair pair,
            Optional<NavigableMap<String, ObjectName>> base,
            Map<Question, Question.Answer> answers) {
        RepositoryFacts ours = at(Side.OURS);
        RepositoryFacts theirs = at(Side.THEIRS);
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return RepositoryPlan.leave(label(), path, ours, theirs, obstacle.get());
        }
        if (ours == null || theirs == null) {
            return oneSided(rules, pair, base);
        }
        RepositoryPlanner planner = new RepositoryPlanner(rules, pair, ours, theirs, base.map(this::believed));
        List<RefDecision> decisions = planner.decide(answers);
        return new RepositoryPlan(
                label(),
                path,
                ours,
                theirs,
                null,
                "",
                base.orElse(Collections.emptyNavigableMap()),
                decisions,
                planner.moves(decisions, answers),
                null);
    }

    /** A repository that only one side has is made on the other, unless it was there before. */
    private RepositoryPlan oneSided(RefRules rules, GitPair pair, Optional<NavigableMap<String, ObjectName>> base) {
        Side without = at(Side.OURS) == null ? Side.OURS : Side.THEIRS;
        RepositoryFacts has = at(without.other());
        if (has == null) {
            throw new IllegalStateException("a repository of neither side: " + path);
        }
        String where = without == Side.OURS ? "here" : "on the peer";
        Optional<String> reason = reasonNotToMake(rules, without, base.isPresent(), where);
        if (reason.isPresent()) {
            return RepositoryPlan.leave(label(), path, at(Side.OURS), at(Side.THEIRS), reason.get());
        }
        String place = path.isRoot() ? root.at(without) : root.at(without) + "/" + path;
        List<RefDecision> decisions = new ArrayList<>();
        List<RefMove> moves = new ArrayList<>();
        Set<String> clashing = pair.names(has.refs().keySet()).clashing();
        has.refs().forEach((ref, value) -> {
            if (RepositoryPlanner.isSynced(ref) && !clashing.contains(ref)) {
                RefSeen seen = without == Side.OURS
                        ? new RefSeen(ref, null, null, value, Relation.APART, null)
                        : new RefSeen(ref, null, value, null, Relation.APART, null);
                decisions.add(new RefDecision(seen, Verdict.FOLLOW, without, value, Reason.MOVED));
                moves.add(new RefMove(without, ref, null, value, How.REF, "the repository is new there"));
            }
        });
        new OwnedRefs(pair.ownedBy(without.other()), has, nothing(has), Collections.emptyNavigableMap(), true)
                .moves(without)
                .forEach(moves::add);
        return new RepositoryPlan(
                label(),
                path,
                at(Side.OURS),
                at(Side.THEIRS),
                without,
                place,
                Collections.emptyNavigableMap(), // what was agreed on with the one that is gone holds for no new one
                decisions,
                moves,
                null);
    }

    private Optional<String> reasonNotToMake(RefRules rules, Side without, boolean synced, String where) {
        if (in(without).there() == Inspection.Root.UNREADABLE) {
            return Optional.of(where + ": the workspace root cannot be looked through");
        }
        if (synced && rules.direction().mayChange(without.other())) {
            return Optional.of(where + ": it was there and is gone; it is neither made again nor removed");
        }
        return rules.direction().mayChange(without)
                ? Optional.empty()
                : Optional.of(where + ": it is not there, and may not be made");
    }

    private static RepositoryFacts nothing(RepositoryFacts like) {
        return new RepositoryFacts(
                like.path(),
                "",
                "",
                null,
                Map.of(),
                like.modes(),
                like.closed(),
                like.bare(),
                like.format(),
                null,
                null,
                List.of(),
                Collections.emptyNavigableMap(),
                Collections.emptyNavigableMap(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                null,
                false);
    }
}
