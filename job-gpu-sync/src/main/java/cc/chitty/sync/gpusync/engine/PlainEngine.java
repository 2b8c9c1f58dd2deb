package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.Endpoint.StreamSource;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads on one side and stages on the other, by what every endpoint can: the last resort, and the way between two directories. */
public final class PlainEngine implements Engine {

    private static final int SMALL = 1 << 20;
    private static final long TOGETHER = 8L << 20;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public void bring(Load load, Progress progress, Interruption interruption) {
        List<StagedContent> small = new ArrayList<>();
        long[] together = new long[1];
        load.from().read(load.root(), load.files(), (path, entry, content) -> {
            if (interruption.raised()) {
                throw new Failure(
                        FailureCategory.INTERRUPTED, "bring " + path, "it was stopped", "The next start goes on.");
            }
            if (entry.stamp().size() > SMALL) {
                large(load, path, entry, content);
            } else {
                byte[] bytes = content.readAllBytes();
                small.add(staged(path, entry, () -> new ByteArrayInputStream(bytes)));
                together[0] += bytes.length;
            }
            if (together[0] > TOGETHER) {
                load.to().stage(load.staging(), List.copyOf(small));
                small.clear();
                together[0] = 0;
            }
        });
        load.to().stage(load.staging(), small);
    }

    private static StagedContent staged(TreePath path, Entry entry, StreamSource source) {
        return new StagedContent(path, entry.mode(), entry.stamp().modified(), source);
    }

    private static void large(Load load, TreePath path, Entry entry, InputStream content) throws IOException {
        Path spool = Files.createTempFile("chittysync-", ".part");
        try {
            Files.copy(content, spool, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            load.to().stage(load.staging(), List.of(staged(path, entry, () -> Files.newInputStream(spool))));
        } finally {
            Files.delete(spool);
        }
    }
}
