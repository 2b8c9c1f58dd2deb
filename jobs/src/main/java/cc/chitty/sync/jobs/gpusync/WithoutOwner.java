package cc.chitty.sync.jobs.gpusync;

import cc.chitty.sync.gpusync.GpuSyncSettings;
import java.nio.file.Path;
import java.util.Map;

/** What a command that is not the owner's knows of settings and surroundings. */
public interface WithoutOwner {

    /**
     * The settings of gpu-sync, as an owner started now would have them.
     *
     * @throws cc.chitty.sync.kernel.run.Failure USAGE if one of them is wrong
     */
    GpuSyncSettings settings(Path state);

    /** The home directory that is synced. */
    Path home(Map<String, String> environment);
}
