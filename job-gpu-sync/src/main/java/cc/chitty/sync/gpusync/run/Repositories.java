package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.Patterns;
import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.BaseRefs;
import cc.chitty.sync.gpusync.category.git.GitPair;
import cc.chitty.sync.gpusync.category.git.GitSync;
import cc.chitty.sync.gpusync.category.git.RefJournal;
import cc.chitty.sync.gpusync.category.git.RefRollback;
import cc.chitty.sync.gpusync.category.git.RepositoryPlan;
import cc.chitty.sync.gpusync.category.git.RepositoryReport;
import cc.chitty.sync.gpusync.category.git.Staying;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.MemoryFile;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotIndex;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The category git of a run: repositories exchange refs and objects. */
final class Repositories {

    private static final String ENDING = ".jsonl";
    /** What earlier versions called what a rollback kept. */
    private static final String BACK = "-back";

    /** In a snapshot: repositories that a rollback has put aside. */
    private static final String REPOSITORIES = "+repositories";

    private final Workshop shop;

    Repositories(Workshop shop) {
        this.shop = shop;
    }

    void plan(SyncRun run) {
        GitWork work = shop.peering().git(run.ends(), run.options(), run::problem);
        if (work != null) {
            List<SyncRoot> roots = work.roots().stream()
                    .flatMap(root -> mounted(root, run).stream())
                    .toList();
            GitSync.Plan plan = work.sync().plan(roots, run.interruption());
            plan.problems().forEach(run::problem);
            run.count("repositories", plan.repositories().size());
            run.git(plan);
        }
    }

    /** Without what lies on file systems that are not mounted as they were: what is not seen there is not missing. */
    private Optional<SyncRoot> mounted(SyncRoot root, SyncRun run) {
        Set<TreePath> left = run.trees().stream().anyMatch(it -> isOf(root, it.at(Side.OURS), it.at(Side.THEIRS)))
                ? unmounted(root, run)
                : away(root, run);
        if (left.contains(TreePath.ROOT)) {
            return Optional.empty();
        }
        List<String> patterns = left.stream().map(Patterns::directory).toList();
        return Optional.of(left.isEmpty() ? root : root.without(Patterns.of(patterns)));
    }

    private static boolean isOf(SyncRoot root, String ours, String theirs) {
        return root.ours().equals(ours) && root.theirs().equals(theirs);
    }

    private static Set<TreePath> unmounted(SyncRoot root, SyncRun run) {
        Set<TreePath> unmounted = new TreeSet<>();
        run.decided().stream()
                .filter(it -> isOf(root, it.tree().at(Side.OURS), it.tree().at(Side.THEIRS)))
                .forEach(it -> unmounted.addAll(it.looked().unmounted()));
        return unmounted;
    }

    /** Where the run looks at no files, those that are remembered as mount points and are none, or were in doubt; they are named. */
    private Set<TreePath> away(SyncRoot root, SyncRun run) {
        List<Memory> memories = MemoryFile.all(shop.peering().directory()).stream()
                .filter(it -> isOf(root, it.at(Side.OURS), it.at(Side.THEIRS)) && it.tellsMounts())
                .map(it -> it.load().memory())
                .toList();
        Set<TreePath> away = new TreeSet<>();
        for (Side side : Side.values()) {
            Set<TreePath> gone = new TreeSet<>();
            memories.forEach(it -> gone.addAll(Objects.requireNonNullElse(it.mounts(side), Set.of())));
            memories.forEach(it -> gone.addAll(it.doubted(side)));
            Set<TreePath> now = gone.isEmpty() ? Set.of() : now(root, side, gone, run);
            gone.removeIf(it -> now.contains(it)
                    && memories.stream()
                            .noneMatch(memory -> memory.doubted(side).contains(it)));
            gone.forEach(path -> run.problem(new Problem(
                    path.isRoot() ? root.at(side) : root.at(side) + "/" + path, words(side, now.contains(path)))));
            away.addAll(gone);
        }
        return away;
    }

    private static String words(Side side, boolean isMounted) {
        String where = side == Side.OURS ? "here" : "on the peer";
        return isMounted
                ? "it is another file system " + where
                        + ", without all that both sides had there; its repositories are left" + " alone. Run sync-all"
                : "it was another file system " + where
                        + " and is not mounted now; its repositories are left alone. Mount" + " it, or run sync-all";
    }

    private static Set<TreePath> now(SyncRoot root, Side side, Set<TreePath> before, SyncRun run) {
        List<TreePath> tops = before.contains(TreePath.ROOT) ? List.of() : List.copyOf(before);
        Set<TreePath> mounts = run.ends()
                .of(side)
                .scan(List.of(new Scope(root.at(side), tops, root.pruned())), run.interruption())
                .get(0)
                .mounts();
        return mounts == null ? before : mounts;
    }

    /** Carries the plan out; an attempt that goes on with an earlier one's plan of files looks at the repositories again. */
    void carryOut(SyncRun run) {
        if (run.options().dryRun()) {
            return;
        }
        if (run.git() == null && run.kept() != null) {
            remember(run, shop.made(run).snapshot()); // a person may have taken it back on one side since
            plan(run);
        }
        GitSync.Plan plan = run.git();
        GitWork work = plan == null ? null : shop.peering().git(run.ends(), run.options(), problem -> {});
        if (plan == null || work == null) {
            return;
        }
        String snapshot = shop.made(run).snapshot();
        List<RepositoryReport> reports =
                work.sync().carryOut(plan, name(snapshot), journal(snapshot), run.progress(), run.interruption());
        reports.forEach(report -> tell(run, report));
        run.deletedRefs(reports.stream()
                .flatMap(it -> it.deleted(name(snapshot)).stream())
                .toList());
        run.git(reports);
    }

    /** Of a repository whose refs may have moved though it failed, what has come is agreed on: the next run is another one. */
    private void rememberFailed(SyncRun run, List<RepositoryReport> reports, String snapshot) {
        if (reports.stream().allMatch(it -> it.trouble().isEmpty())) {
            return;
        }
        try {
            remember(run, snapshot);
        } catch (Failure e) {
            if (e.category() == FailureCategory.INTERRUPTED) {
                throw e;
            }
            run.problem(new Problem("git", "what became of refs could not be asked: " + e.getMessage()));
        }
    }

    /** Moves branches whose files have come by now, and looks through the repositories that changed. */
    void settle(SyncRun run) {
        GitWork work = run.gitReports().isEmpty() ? null : shop.peering().git(run.ends(), run.options(), problem -> {});
        if (work == null) {
            return;
        }
        String snapshot = shop.made(run).snapshot();
        List<RepositoryReport> before = run.gitReports();
        List<RepositoryReport> settled = work.sync().settle(work.roots(), before, name(snapshot), journal(snapshot));
        run.git(settled);
        rememberFailed(run, settled, snapshot);
        for (int i = 0; i < settled.size(); i++) {
            RepositoryReport report = settled.get(i);
            List<String> told = before.get(i).troubles();
            Stream.concat(report.waiting().stream(), report.troubles().stream().filter(it -> !told.contains(it)))
                    .forEach(it -> run.problem(new Problem(report.name(), it)));
        }
        work.sync().verify(settled).forEach(run::problem);
    }

    private static void tell(SyncRun run, RepositoryReport report) {
        run.count("repositories_changed", report.changed() ? 1 : 0);
        run.count("git_objects", report.objects());
        report.troubles().forEach(it -> run.problem(new Problem(report.name(), it)));
        report.conflicts().forEach(it -> run.problem(new Problem(report.name(), it)));
    }

    /** The repositories that a rollback is going to leave, files and all. */
    Staying staying(SyncRun run) {
        RefJournal journal = journal(run.restores());
        GitPair pair = pair(run, journal);
        return pair == null ? Staying.NONE : new RefRollback(pair, bases(), "", journal, side -> "").staying(journal);
    }

    /** What both sides agree on since a run that was killed before it wrote that down. */
    void remember(SyncRun run, String snapshot) {
        RefJournal journal = journal(snapshot);
        GitPair pair = Files.exists(journal.file()) ? shop.peering().gitPair(run.ends()) : null;
        if (pair != null) {
            new RefRollback(pair, bases(), name(snapshot), journal, side -> "").remember(journal);
        }
    }

    /** Takes refs back to what they were before the run whose snapshot is put back. */
    void rollBack(SyncRun run) {
        rollBack(run, RefRollback::undo);
    }

    private BaseRefs bases() {
        return new BaseRefs(shop.peering().directory().resolve("refs"));
    }

    /** Puts repositories back that a rollback has put aside, if that one is put back. */
    void settleRollback(SyncRun run) {
        rollBack(run, RefRollback::settle);
    }

    /**
     * The git of both sides; null: there is nothing to do for it.
     *
     * @throws Failure NOT_SET_UP if refs are to go back and a side has no git: files that go back alone would be changes of a working tree
     */
    private @Nullable GitPair pair(SyncRun run, RefJournal journal) {
        if (!Files.exists(journal.file())) {
            return null;
        }
        GitPair pair = shop.peering().gitPair(run.ends());
        if (pair == null && journal.read().stream().anyMatch(it -> !it.isLeft())) {
            throw new Failure(
                    FailureCategory.NOT_SET_UP,
                    "put " + run.restores() + " back",
                    "it changed refs of repositories, and one side has no git now",
                    "Let the peer have a shell with git, as it had, and start again. Single files are in the snapshot's"
                            + " directory on each side.");
        }
        return pair;
    }

    private void rollBack(SyncRun run, BiFunction<RefRollback, RefJournal, List<Problem>> work) {
        RefJournal journal = journal(run.restores());
        GitPair pair = pair(run, journal);
        if (pair != null) {
            String snapshot = shop.made(run).snapshot();
            RefRollback rollback = new RefRollback(
                    pair,
                    bases(),
                    name(snapshot),
                    journal(snapshot),
                    side -> run.places().directory(side, snapshot) + "/" + REPOSITORIES);
            work.apply(rollback, journal).forEach(run::problem);
        }
    }

    /** Whether the run, in this attempt or an earlier one, changed anything in a repository, or may have. */
    boolean haveChanged(SyncRun run) {
        return run.gitReports().stream().anyMatch(RepositoryReport::changed)
                || journal(shop.made(run).snapshot()).read().stream().anyMatch(it -> !it.isLeft());
    }

    /**
     * Lets go of what runs kept that are too many or too old, as snapshots of files are; where repositories are looked at.
     *
     * @param used whether the run's own snapshot is to be kept; only then others go for it
     */
    void prune(SyncRun run, boolean used) {
        List<Path> gone = used ? superfluous() : own(run);
        GitWork work = gone.isEmpty() ? null : shop.peering().git(run.ends(), run.options(), problem -> {});
        if (work == null) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (Path journal : gone) {
            String snapshot = snapshot(journal);
            names.add(name(snapshot));
            names.add(name(snapshot + BACK));
        }
        work.sync().forget(work.roots(), names);
        gone.forEach(DurableFile::delete);
    }

    private List<Path> own(SyncRun run) {
        return Stream.of(journal(shop.made(run).snapshot()).file())
                .filter(Files::exists)
                .toList();
    }

    private List<Path> superfluous() {
        Path directory = journals();
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.filter(it -> SnapshotIndex.isId(snapshot(it)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            Instant now = shop.clock().instant();
            Instant before = all.size() > 1 ? SnapshotIndex.at(snapshot(all.get(1))) : now;
            Instant oldest =
                    Pruning.today(now, before).minus(shop.measures().kept().age());
            List<Path> gone = new ArrayList<>();
            for (int i = 1; i < all.size(); i++) {
                if (i >= shop.measures().kept().count()
                        || SnapshotIndex.at(snapshot(all.get(i))).isBefore(oldest)) {
                    gone.add(all.get(i));
                }
            }
            return gone;
        } catch (IOException e) {
            throw StorageFailure.of("list", directory, e);
        }
    }

    private static String snapshot(Path journal) {
        String name = String.valueOf(journal.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    }

    private Path journals() {
        return shop.peering().directory().resolve("git");
    }

    private RefJournal journal(String snapshot) {
        return new RefJournal(journals().resolve(snapshot + ENDING));
    }

    /** As a part of refs' names. */
    private static String name(String snapshot) {
        return snapshot.replace('.', '-');
    }

    /** The directories in which repositories are about to be made. */
    static List<Surroundings.Wanted> made(GitSync.@Nullable Plan plan) {
        List<Surroundings.Wanted> made = new ArrayList<>();
        for (RepositoryPlan repository : plan == null ? List.<RepositoryPlan>of() : plan.repositories()) {
            Side side = repository.made();
            if (side != null) {
                TreePath path = repository.path();
                String at = repository.makeAt();
                String root = path.isRoot()
                        ? at
                        : at.substring(0, at.length() - path.text().length() - 1);
                made.add(new Surroundings.Wanted(
                        side, SnapshotHead.ABOVE + "git_" + repository.root(), root, path.parent()));
            }
        }
        return made;
    }

    /** Whether there is something to do. */
    static boolean changes(GitSync.@Nullable Plan plan) {
        return plan != null && plan.repositories().stream().anyMatch(RepositoryPlan::changes);
    }
}
