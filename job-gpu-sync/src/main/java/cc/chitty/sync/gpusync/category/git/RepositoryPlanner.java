package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.git.RefMove.How;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** From the refs of base and both sides to the moves of one repository that both have. Pure. */
final class RepositoryPlanner {

    private static final List<String> SYNCED = List.of("refs/heads/", "refs/tags/", "refs/notes/");

    private final RefRules rules;
    private final GitPair pair;
    private final RepositoryFacts ours;
    private final RepositoryFacts theirs;
    private final NavigableMap<String, ObjectName> before;

    /** @param agreed empty if these two were never synced with each other */
    RepositoryPlanner(
            RefRules rules,
            GitPair pair,
            RepositoryFacts ours,
            RepositoryFacts theirs,
            Optional<NavigableMap<String, ObjectName>> agreed) {
        this.rules = rules;
        this.pair = pair;
        this.ours = ours;
        this.theirs = theirs;
        this.before = agreed.orElse(Collections.emptyNavigableMap());
    }

    private RepositoryFacts at(Side side) {
        return side == Side.OURS ? ours : theirs;
    }

    static boolean isSynced(String ref) {
        return SYNCED.stream().anyMatch(ref::startsWith);
    }

    private NavigableSet<String> refs() {
        NavigableSet<String> refs = new TreeSet<>();
        Stream.of(ours.refs(), theirs.refs(), before)
                .flatMap(side -> side.keySet().stream())
                .filter(RepositoryPlanner::isSynced)
                .forEach(refs::add);
        refs.removeAll(names().clashing());
        return refs;
    }

    /** What only a base has is nowhere, and clashes with nothing. */
    RefNames names() {
        NavigableSet<String> there = new TreeSet<>(ours.refs().keySet());
        there.addAll(theirs.refs().keySet());
        return pair.names(there);
    }

    /** What has to be known of commits before it can be decided. */
    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (String ref : refs()) {
            ObjectName mine = ours.refs().get(ref);
            ObjectName other = theirs.refs().get(ref);
            if (mine != null && other != null && !mine.equals(other)) {
                questions.add(new Question(Side.OURS, ours.directory(), other, mine));
                questions.add(new Question(Side.THEIRS, theirs.directory(), mine, other));
            }
        }
        for (Side side : Side.values()) {
            asides(side).forEach((aside, ref) -> {
                ObjectName kept = at(side).refs().get(aside);
                ObjectName now = at(side).refs().get(ref);
                ObjectName next = at(side.other()).refs().get(ref);
                if (kept != null && now != null) {
                    questions.add(new Question(side, at(side).directory(), kept, now));
                }
                if (kept != null && next != null && !next.equals(kept) && !next.equals(now)) {
                    questions.add(new Question(side.other(), at(side.other()).directory(), kept, next));
                }
            });
        }
        return questions;
    }

    /** What is kept on a side beside refs, each with the ref it belongs to. */
    private NavigableMap<String, String> asides(Side side) {
        NavigableMap<String, String> asides = new TreeMap<>();
        String owned = pair.ownedBy(side.other());
        at(side).refs().tailMap(owned).keySet().stream()
                .takeWhile(ref -> ref.startsWith(owned))
                .forEach(aside -> {
                    String ref = "refs/" + aside.substring(owned.length());
                    if (isSynced(ref)) {
                        asides.put(aside, ref);
                    }
                });
        return asides;
    }

    List<RefDecision> decide(Map<Question, Question.Answer> answers) {
        RefLaw law = new RefLaw(rules);
        return refs().stream().map(ref -> law.decide(seen(ref, answers))).toList();
    }

    private RefSeen seen(String ref, Map<Question, Question.Answer> answers) {
        ObjectName mine = ours.refs().get(ref);
        ObjectName other = theirs.refs().get(ref);
        if (mine == null || other == null) {
            return new RefSeen(ref, before.get(ref), mine, other, Relation.APART, null);
        }
        var here =
                answers.getOrDefault(new Question(Side.OURS, ours.directory(), other, mine), Question.Answer.UNKNOWN);
        var there = answers.getOrDefault(
                new Question(Side.THEIRS, theirs.directory(), mine, other), Question.Answer.UNKNOWN);
        Side newer = here.time() == there.time() ? null : here.time() > there.time() ? Side.OURS : Side.THEIRS;
        Relation relation =
                here.contained() ? Relation.THEIRS_BEHIND : there.contained() ? Relation.OURS_BEHIND : Relation.APART;
        return new RefSeen(ref, before.get(ref), mine, other, relation, newer);
    }

    List<RefMove> moves(List<RefDecision> decisions, Map<Question, Question.Answer> answers) {
        List<RefMove> moves = new ArrayList<>();
        Map<String, RefDecision> agreed = new TreeMap<>();
        for (RefDecision decision : decisions) {
            switch (decision.verdict()) {
                case FOLLOW -> follow(decision, answers, moves);
                case CONFLICT -> keepBoth(decision, answers, moves);
                case AGREE -> agreed.put(decision.seen().ref(), decision);
                case LEAVE -> {
                    // nothing is done to it
                }
            }
        }
        for (Side side : Side.values()) {
            if (rules.direction().mayChange(side)) {
                new OwnedRefs(pair.ownedBy(side.other()), at(side.other()), at(side), before, rules.deletes())
                        .moves(side)
                        .forEach(moves::add);
                settled(side, agreed, answers).forEach(moves::add);
            }
        }
        // two refs may let go of the same
        Set<String> kept = new HashSet<>();
        moves.removeIf(it -> OwnedRefs.isForGood(it.ref()) && !kept.add(it.side() + it.ref()));
        return moves;
    }

    private void follow(RefDecision decision, Map<Question, Question.Answer> answers, List<RefMove> moves) {
        Side target = decision.target();
        if (target == null) {
            return;
        }
        String ref = decision.seen().ref();
        ObjectName now = decision.seen().at(target);
        boolean out = at(target).checkedOut().containsKey(ref);
        boolean pointed = ref.equals(at(target).head());
        if (decision.wanted() == null && (out || pointed)) {
            return; // a branch somebody is on stays; the plan tells that it does
        }
        How how = out ? How.CHECKED_OUT : How.REF;
        if (out) {
            earlier(target, decision, answers).forEach(moves::add);
        }
        moves.add(new RefMove(
                target, ref, now, decision.wanted(), how, decision.reason().sentence()));
    }

    /**
     * What keeps for good what was kept beside a ref until now, if something takes its place there that has it not in its history: it may be
     * what a repository of the other side had that is gone.
     */
    private Stream<RefMove> earlier(Side side, RefDecision decision, Map<Question, Question.Answer> answers) {
        String ref = decision.seen().ref();
        String aside = pair.aside(side, ref);
        ObjectName kept = at(side).refs().get(aside);
        ObjectName next = decision.seen().at(side.other());
        if (kept == null || next == null || kept.equals(next)) {
            return Stream.empty();
        }
        ObjectName now = decision.seen().at(side);
        boolean stays = RefKind.of(ref) != RefKind.TAG // a tag has more than the commit that it leads to
                && (isPart(side.other(), kept, next, answers)
                        || (decision.verdict() == Verdict.CONFLICT && now != null && isPart(side, kept, now, answers)));
        RefMove gone = new RefMove(side, aside, kept, next, How.ASIDE, "the other side has another one now");
        return stays ? Stream.empty() : OwnedRefs.earlier(at(side), pair.ownedBy(side.other()), gone);
    }

    private boolean isPart(Side side, ObjectName kept, ObjectName of, Map<Question, Question.Answer> answers) {
        Question question = new Question(side, at(side).directory(), kept, of);
        return kept.equals(of)
                || answers.getOrDefault(question, Question.Answer.UNKNOWN).contained();
    }

    private void keepBoth(RefDecision decision, Map<Question, Question.Answer> answers, List<RefMove> moves) {
        for (Side side : Side.values()) {
            String aside = pair.aside(side, decision.seen().ref());
            ObjectName kept = at(side).refs().get(aside);
            ObjectName other = decision.seen().at(side.other());
            if (rules.direction().mayChange(side) && other != null && !other.equals(kept)) {
                earlier(side, decision, answers).forEach(moves::add);
                moves.add(new RefMove(
                        side, aside, kept, other, How.ASIDE, decision.reason().sentence()));
            }
        }
    }

    /**
     * What was kept beside a ref goes when both sides agree on one that has it in its history. Where neither side has the ref any more,
     * it is kept under a name that no other ref can be in the way of.
     */
    private Stream<RefMove> settled(
            Side side, Map<String, RefDecision> agreed, Map<Question, Question.Answer> answers) {
        return asides(side).entrySet().stream().flatMap(entry -> {
            ObjectName kept = at(side).refs().get(entry.getKey());
            ObjectName now = at(side).refs().get(entry.getValue());
            if (kept != null && now == null && !at(side.other()).refs().containsKey(entry.getValue())) {
                return OwnedRefs.forGood(side, at(side), pair.ownedBy(side.other()), entry.getKey());
            }
            boolean done = agreed.containsKey(entry.getValue())
                    && kept != null
                    && now != null
                    && isPart(side, kept, now, answers);
            return done
                    ? Stream.of(
                            new RefMove(side, entry.getKey(), kept, null, How.ASIDE, "it is part of the branch now"))
                    : Stream.empty();
        });
    }

    /**
     * The next base: what both agree on, and of all else what they agreed on before.
     *
     * @param done refs that followed
     */
    static NavigableMap<String, ObjectName> agreed(List<RefDecision> decisions, Set<String> done) {
        NavigableMap<String, ObjectName> agreed = new TreeMap<>();
        for (RefDecision decision : decisions) {
            String ref = decision.seen().ref();
            boolean settled =
                    decision.verdict() == Verdict.AGREE || (decision.verdict() == Verdict.FOLLOW && done.contains(ref));
            ObjectName value = settled ? decision.wanted() : decision.seen().base();
            if (value != null) {
                agreed.put(ref, value);
            }
        }
        return agreed;
    }
}
