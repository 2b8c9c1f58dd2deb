package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.SyncRoot;
import cc.chitty.sync.gpusync.category.git.GitSync;
import java.util.List;

/**
 * What is synced of repositories, and how.
 *
 * @param roots below which they are
 */
public record GitWork(GitSync sync, List<SyncRoot> roots) {

    public GitWork {
        roots = List.copyOf(roots);
    }
}
