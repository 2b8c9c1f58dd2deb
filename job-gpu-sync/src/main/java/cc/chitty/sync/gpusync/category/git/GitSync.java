package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.category.RootFilter;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.BaseRefs.Mark;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.run.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The category {@code git} of one run: plans it, carries it out, looks it through. */
public final class GitSync {

    private final GitPair pair;
    private final GitSettings settings;
    private final RefRules rules;
    private final BaseRefs bases;

    public GitSync(GitPair pair, GitSettings settings, RefRules rules, BaseRefs bases) {
        this.pair = pair;
        this.settings = settings;
        this.rules = rules;
        this.bases = bases;
    }

    /**
     * What is to be done, and what cannot be told.
     *
     * @param repositories outer ones before those in them
     */
    public record Plan(List<RepositoryPlan> repositories, List<Problem> problems) {

        public Plan {
            repositories = List.copyOf(repositories);
            problems = List.copyOf(problems);
        }
    }

    /** Looks at both sides and decides; writes nothing. */
    public Plan plan(List<SyncRoot> roots, Interruption interruption) {
        List<RepositoryPlan> plans = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (SyncRoot root : roots) {
            stopIf(interruption);
            GitPair.Answers<Inspection> seen = pair.both(side -> inspect(root, side));
            for (Side side : Side.values()) {
                seen.of(side).troubles().forEach(it -> problems.add(new Problem(root.at(side), it)));
            }
            plans.addAll(plan(root, seen.ours(), seen.theirs(), problems));
        }
        return new Plan(plans, problems);
    }

    private Inspection inspect(SyncRoot root, Side side) {
        List<String> arguments = new ArrayList<>(List.of(root.at(side)));
        arguments.addAll(
                root.pruned().stream().filter(it -> !it.equals(".git")).sorted().toList());
        return Inspection.parse(root.at(side), pair.of(side).exactLines(GitScript.INSPECT, arguments));
    }

    private List<RepositoryPlan> plan(SyncRoot root, Inspection ours, Inspection theirs, List<Problem> problems) {
        NavigableSet<TreePath> paths = new TreeSet<>(ours.repositories().keySet());
        paths.addAll(theirs.repositories().keySet());
        paths.removeIf(path -> !isWanted(root, path));
        List<RepositoryDraft> drafts = paths.stream()
                .map(path -> new RepositoryDraft(root, path, ours, theirs))
                .toList();
        drafts.forEach(draft -> draft.clashes(pair).forEach(it -> problems.add(new Problem(draft.name(), it))));
        drafts.forEach(draft -> draft.displaced().ifPresent(it -> problems.add(new Problem(draft.name(), it))));
        drafts.forEach(draft -> draft.unnamed().forEach(it -> problems.add(new Problem(draft.name(), it))));
        drafts.forEach(draft -> draft.symbolic().forEach(it -> problems.add(new Problem(draft.name(), it))));
        List<Question> questions = new ArrayList<>();
        drafts.forEach(draft -> questions.addAll(draft.questions(rules, pair, agreed(draft))));
        Map<Question, Question.Answer> answers =
                questions.isEmpty() ? Map.of() : new HashMap<>(pair.answers(questions));
        return drafts.stream()
                .map(draft -> draft.plan(rules, pair, agreed(draft), answers))
                .toList();
    }

    private Optional<NavigableMap<String, ObjectName>> agreed(RepositoryDraft draft) {
        return bases.of(
                draft.label(),
                draft.path(),
                draft.at(Side.OURS),
                draft.at(Side.THEIRS),
                side -> pair.key(side, draft.label(), draft.path()));
    }

    private String key(RepositoryPlan plan, Side side) {
        return pair.key(side, plan.root(), plan.path());
    }

    private static boolean isWanted(SyncRoot root, TreePath path) {
        return root.filter().wantsDirectory(path);
    }

    /**
     * Does what a plan says, one repository after the other, and remembers what both sides agree on. A repository that fails
     * is in the report; the others go on.
     *
     * @param run names the snapshots of refs: letters, digits, hyphens
     * @param journal takes what is about to be changed, before it is
     * @throws Failure INTERRUPTED if it was asked to stop
     */
    public List<RepositoryReport> carryOut(
            Plan plan, String run, RefJournal journal, Progress progress, Interruption interruption) {
        List<RepositoryReport> reports = new ArrayList<>();
        progress.step("git").of(plan.repositories().size());
        for (RepositoryPlan repository : plan.repositories()) {
            if (interruption.raised()) {
                break;
            }
            RepositoryReport report = carryOut(repository, run, journal);
            reports.add(report);
            if (report.isMade()) {
                agree(List.of(report)); // if the run is killed, nothing else tells that both sides had it
            }
            progress.advance(1);
        }
        agree(reports.stream().filter(it -> !it.isMade()).toList());
        stopIf(interruption);
        return reports;
    }

    private void agree(List<RepositoryReport> reports) {
        agree(
                reports,
                (it, refs) -> bases.says(it.root(), it.path(), refs, it.ours(), it.theirs(), side -> key(it, side)));
    }

    private RepositoryReport carryOut(RepositoryPlan plan, String run, RefJournal journal) {
        if (plan.left() != null) {
            return RepositoryReport.left(plan);
        }
        try {
            journal.write(plan, plan.before(), RepositoryExecution.beside(pair, plan));
            RepositoryReport report = report(plan, run);
            journal.write(report);
            return report;
        } catch (Failure e) {
            return RepositoryReport.failed(plan, e);
        }
    }

    /**
     * Looks after files and after branches that are checked out. To be called when the other categories have brought theirs:
     * what is checked out may then be what the new commit has. Returns the reports as they are then.
     */
    public List<RepositoryReport> settle(
            List<SyncRoot> roots, List<RepositoryReport> reports, String run, RefJournal journal) {
        Map<String, RootFilter> filters =
                roots.stream().collect(Collectors.toMap(RepositoryDraft::label, SyncRoot::filter));
        List<RepositoryReport> settled = reports.stream()
                .map(report -> report.isUnsettled() ? settle(filters, report, run, journal) : report)
                .toList();
        agree(
                settled,
                (plan, refs) ->
                        bases.of(plan.root(), plan.path()).filter(refs::equals).isPresent());
        return settled;
    }

    private RepositoryReport settle(
            Map<String, RootFilter> filters, RepositoryReport report, String run, RefJournal journal) {
        try {
            RootFilter filter = Objects.requireNonNull(filters.get(report.plan().root()), "a root of the run");
            // a killed run has not written down which of them moved; a rollback looks where they are
            journal.writeMoving(report);
            RepositoryReport settled =
                    new RepositoryExecution(pair, settings, run, report.plan()).settle(report, filter);
            journal.write(settled);
            return settled;
        } catch (Failure e) {
            return RepositoryReport.failed(report.plan(), e);
        }
    }

    /**
     * Lets go of what runs kept whose snapshots are no longer there, so that git may collect it.
     *
     * @param gone names of those runs; a peer also has what runs of other machines keep
     */
    public void forget(List<SyncRoot> roots, Set<String> gone) {
        for (SyncRoot root : roots) {
            for (Side side : Side.values()) {
                inspect(root, side).repositories().values().stream()
                        .filter(facts -> facts.trouble() == null && facts.linkedTo() == null)
                        .forEach(facts -> forget(side, facts, gone));
            }
        }
    }

    private void forget(Side side, RepositoryFacts facts, Set<String> gone) {
        List<RefMove> moves = facts.refs().entrySet().stream()
                .filter(ref ->
                        ref.getKey().startsWith(RefUpdates.SNAPSHOTS) && gone.contains(RefUpdates.run(ref.getKey())))
                .map(ref -> new RefMove(side, ref.getKey(), ref.getValue(), null, RefMove.How.ASIDE, "forgotten"))
                .toList();
        if (!moves.isEmpty()) {
            new RefUpdates(pair.of(side), facts.directory(), facts.refs(), "none").apply(moves);
        }
    }

    private RepositoryReport report(RepositoryPlan plan, String run) {
        Side made = plan.made();
        if (made != null) {
            return new RepositoryMaking(pair, run, plan, made).carryOut();
        }
        return plan.changes()
                ? new RepositoryExecution(pair, settings, run, plan).carryOut()
                : RepositoryReport.left(plan);
    }

    /**
     * Remembers what both sides agree on. The repositories count first, so that none of before is taken for one that has lost what was agreed
     * on since. A run that is killed before it remembers loses no more than the knowledge of what is the same on both sides.
     */
    private void agree(
            List<RepositoryReport> reports, BiPredicate<RepositoryPlan, NavigableMap<String, ObjectName>> isKnown) {
        Map<RepositoryPlan, NavigableMap<String, ObjectName>> changed = new LinkedHashMap<>();
        for (RepositoryReport report : reports) {
            RepositoryPlan plan = report.plan();
            if (plan.left() == null && report.trouble().isEmpty()) {
                NavigableMap<String, ObjectName> refs =
                        RepositoryPlanner.agreed(plan.decisions(), RepositoryExecution.arrived(report));
                refs.putAll(OwnedRefs.agreed(pair, report));
                if (!isKnown.test(plan, refs)) {
                    changed.put(plan, refs);
                }
            }
        }
        Map<RepositoryPlan, Map<Side, Mark>> marks = marks(changed.keySet());
        changed.forEach(
                (plan, refs) -> bases.record(plan.root(), plan.path(), refs, marks.getOrDefault(plan, Map.of())));
    }

    private Map<RepositoryPlan, Map<Side, Mark>> marks(Collection<RepositoryPlan> plans) {
        Map<RepositoryPlan, Map<Side, Mark>> marks = new HashMap<>();
        for (Side side : Side.values()) {
            Map<String, RepositoryPlan> places = new LinkedHashMap<>();
            List<Marking.Wanted> wanted = new ArrayList<>();
            for (RepositoryPlan plan : plans) {
                String directory = directory(plan, side);
                if (directory != null) {
                    places.put(directory, plan);
                    wanted.add(new Marking.Wanted(
                            directory, key(plan, side), 1 + bases.count(plan.root(), plan.path(), side)));
                }
            }
            new Marking(pair.of(side)).count(wanted).forEach((directory, mark) -> {
                RepositoryPlan plan = places.get(directory);
                if (plan != null) {
                    marks.computeIfAbsent(plan, it -> new EnumMap<>(Side.class)).put(side, mark);
                }
            });
        }
        return marks;
    }

    /** Looks through those that were changed, on the sides where they were; what is wrong is told. */
    public List<Problem> verify(List<RepositoryReport> reports) {
        if (!settings.verify()) {
            return List.of();
        }
        GitPair.Answers<List<Problem>> problems = pair.both(side -> verify(side, reports));
        return Stream.concat(problems.ours().stream(), problems.theirs().stream())
                .toList();
    }

    private List<Problem> verify(Side side, List<RepositoryReport> reports) {
        List<String> directories = reports.stream()
                .filter(RepositoryReport::changed)
                .flatMap(report -> Stream.ofNullable(directory(report.plan(), side)))
                .toList();
        List<Problem> problems = new ArrayList<>();
        if (!directories.isEmpty()) {
            List<String> lines = pair.of(side).lines(GitScript.VERIFY, List.of(), directories);
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                problems.add(new Problem(lines.get(i), "the repository is damaged: " + lines.get(i + 1)));
            }
        }
        return problems;
    }

    static @Nullable String directory(RepositoryPlan plan, Side side) {
        RepositoryFacts facts = plan.at(side);
        if (facts != null) {
            return facts.directory();
        }
        return plan.made() == side ? plan.makeAt() : null;
    }

    private static void stopIf(Interruption interruption) {
        if (interruption.raised()) {
            throw new Failure(
                    FailureCategory.INTERRUPTED,
                    "sync the repositories",
                    "it was asked to stop",
                    "Start again; it goes on where it was.");
        }
    }
}
