package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.ssh.PackedStream;
import cc.chitty.sync.gpusync.peer.ssh.Packing;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One stream of files over the connection that is there already, packed where the other side unpacks; large files one by one, from
 * where an earlier attempt ended.
 */
final class StreamEngine implements Engine {

    /**
     * Bytes from which a file goes alone: what a cut costs a smaller one is a minute at a MB a second, and the few round trips that
     * going alone costs a larger one do not count beside its content.
     */
    static final long LARGE = 64L << 20;

    private static final int MOST = 1000;

    private final String name;
    private final long large;

    /** @param large bytes from which a file goes alone, where both sides can do that */
    StreamEngine(String name, long large) {
        this.name = name;
        this.large = large;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void bring(Load load, Progress progress, Interruption interruption) {
        Pace pace = new Pace(load.limits().bytesPerSecond(), interruption);
        List<TreePath> small = new ArrayList<>();
        List<TreePath> alone = new ArrayList<>();
        for (Item item : load.files()) {
            (item.size() < large ? small : alone).add(item.path());
        }
        for (int from = 0; from < small.size(); from += MOST) {
            bring(load, small.subList(from, Math.min(small.size(), from + MOST)), pace, progress);
        }
        if (!alone.isEmpty() && !LargeFiles.bring(load, alone, pace, progress)) {
            bring(load, alone, pace, progress);
        }
    }

    private static void bring(Load load, List<TreePath> files, Pace pace, Progress progress) {
        if (load.to() instanceof Packing.Target target) {
            target.unpack(
                    load.staging(),
                    tar -> load.from()
                            .read(
                                    load.root(),
                                    files,
                                    (path, entry, content) -> add(tar, path, entry, pace.of(content))));
        } else {
            load.from()
                    .read(
                            load.root(),
                            files,
                            (path, entry, content) ->
                                    load.to().stage(load.staging(), List.of(staged(path, entry, pace.of(content)))));
        }
        progress.advance(files.size());
    }

    private static void add(PackedStream tar, TreePath path, Entry entry, InputStream content)
            throws java.io.IOException {
        tar.add(path, entry.mode(), entry.stamp().modified(), entry.stamp().size(), content);
    }

    private static StagedContent staged(TreePath path, Entry entry, InputStream content) {
        return new StagedContent(path, entry.mode(), entry.stamp().modified(), () -> content);
    }
}
