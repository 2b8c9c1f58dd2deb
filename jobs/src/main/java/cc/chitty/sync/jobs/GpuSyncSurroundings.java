package cc.chitty.sync.jobs;

import cc.chitty.sync.gpusync.GpuSyncSettings;
import cc.chitty.sync.jobs.gpusync.WithoutOwner;
import java.nio.file.Path;
import java.util.Map;

/** Settings and home directory of gpu-sync, as the owner's application has them. */
final class GpuSyncSurroundings implements WithoutOwner {

    @Override
    public GpuSyncSettings settings(Path state) {
        return Settings.gpuSync(state);
    }

    @Override
    public Path home(Map<String, String> environment) {
        return Surrounding.of(environment).home();
    }
}
