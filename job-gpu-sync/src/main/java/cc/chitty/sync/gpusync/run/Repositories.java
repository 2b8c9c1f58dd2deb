package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.git.GitPair;
import cc.chitty.sync.gpusync.category.git.GitSync;
import cc.chitty.sync.gpusync.category.git.RefJournal;
import cc.chitty.sync.gpusync.category.git.RefRollback;
import cc.chitty.sync.gpusync.category.git.RepositoryPlan;
import cc.chitty.sync.gpusync.category.git.RepositoryReport;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The category git of a run: repositories exchange refs and objects. */
final class Repositories {

    private final Workshop shop;

    Repositories(Workshop shop) {
        this.shop = shop;
    }

    void plan(SyncRun run) {
        GitWork work = shop.peering().git(run.ends(), run.options(), run::problem);
        if (work != null) {
            GitSync.Plan plan = work.sync().plan(work.roots(), run.interruption());
            plan.problems().forEach(run::problem);
            run.count("repositories", plan.repositories().size());
            run.git(plan);
        }
    }

    /** Carries the plan out; an attempt that goes on with an earlier one's plan of files looks at the repositories again. */
    void carryOut(SyncRun run) {
        if (run.options().dryRun()) {
            return;
        }
        if (run.git() == null && run.kept() != null) {
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
        run.git(reports);
    }

    /** Moves branches whose files have come by now, and looks through the repositories that changed. */
    void settle(SyncRun run) {
        GitWork work = run.gitReports().isEmpty() ? null : shop.peering().git(run.ends(), run.options(), problem -> {});
        if (work == null) {
            return;
        }
        String snapshot = shop.made(run).snapshot();
        List<RepositoryReport> settled = work.sync().settle(run.gitReports(), name(snapshot), journal(snapshot));
        for (RepositoryReport report : settled) {
            report.waiting().forEach(it -> run.problem(new Problem(report.name(), it)));
        }
        work.sync().verify(settled).forEach(run::problem);
    }

    private static void tell(SyncRun run, RepositoryReport report) {
        run.count("repositories_changed", report.changed() ? 1 : 0);
        run.count("git_objects", report.objects());
        report.troubles().forEach(it -> run.problem(new Problem(report.name(), it)));
        report.conflicts().forEach(it -> run.problem(new Problem(report.name(), it)));
    }

    /** Takes refs back to what they were before the run whose snapshot is put back. */
    void rollBack(SyncRun run) {
        RefJournal journal = journal(run.restores());
        if (java.nio.file.Files.exists(journal.file())) {
            GitPair pair = shop.peering().gitPair(run.ends());
            if (pair != null) {
                new RefRollback(pair, name(run.restores() + "-back"))
                        .undo(journal)
                        .forEach(run::problem);
            }
        }
    }

    private RefJournal journal(String snapshot) {
        Path directory = shop.peering().directory().resolve("git");
        PrivateDirectory.create(directory);
        return new RefJournal(directory.resolve(snapshot + ".jsonl"));
    }

    /** As a part of refs' names. */
    private static String name(String snapshot) {
        return snapshot.replace('.', '-');
    }

    /** Whether there is something to do. */
    static boolean changes(GitSync.@Nullable Plan plan) {
        return plan != null && plan.repositories().stream().anyMatch(RepositoryPlan::changes);
    }
}
