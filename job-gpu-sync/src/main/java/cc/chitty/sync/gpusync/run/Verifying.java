package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.session.SessionValidation;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The step verify: every change of the plan has an end, and agents can resume the sessions that came. Contents were compared
 * before they were published, and read back after.
 */
final class Verifying {

    private final Workshop shop;

    Verifying(Workshop shop) {
        this.shop = shop;
    }

    void verify(SyncRun run) {
        if (run.options().dryRun()) {
            return;
        }
        long left = shop.tables().plans().count(run.instance(), ItemState.PLANNED);
        if (left > 0) {
            throw new Failure(
                    FailureCategory.DEFECT,
                    "verify the sync with " + shop.peering().name(),
                    left + " changes have no end",
                    "The next start goes on with them; if it fails again, please report this.");
        }
        sessions(run).forEach((side, paths) -> {
            SessionValidation validation =
                    new SessionValidation(run.ends().of(side), run.progress(), run.interruption());
            SessionValidation.Result result = validation.of(paths::contains);
            run.count("sessions_verified", result.sessions());
            result.problems().forEach(run::problem);
        });
    }

    private Map<Side, Set<TreePath>> sessions(SyncRun run) {
        Map<Side, Set<TreePath>> sessions = new EnumMap<>(Side.class);
        if (run.trees().stream().noneMatch(tree -> tree.key().equals(Looking.SESSIONS))) {
            return sessions;
        }
        shop.tables().plans().forEach(run.instance(), end -> {
            boolean came = end.state() == ItemState.DONE
                    && end.item().place().root().equals(Looking.SESSIONS)
                    && end.item().bringsContent();
            if (came) {
                sessions.computeIfAbsent(end.item().target(), side -> new HashSet<>())
                        .add(end.item().destination());
            }
        });
        return sessions;
    }
}
