package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.peer.ssh.PackedStream;
import cc.chitty.sync.gpusync.peer.ssh.Packing;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.InputStream;
import java.util.List;

/** One stream of files over the connection that is there already, packed where the other side unpacks. */
final class StreamEngine implements Engine {

    private static final int MOST = 1000;

    private final String name;

    StreamEngine(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void bring(Load load, Progress progress, Interruption interruption) {
        for (int from = 0; from < load.files().size(); from += MOST) {
            List<TreePath> some =
                    load.files().subList(from, Math.min(load.files().size(), from + MOST));
            bring(load, some, new Pace(load.limits().bytesPerSecond(), interruption));
            progress.advance(some.size());
        }
    }

    private static void bring(Load load, List<TreePath> files, Pace pace) {
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
    }

    private static void add(PackedStream tar, TreePath path, Entry entry, InputStream content)
            throws java.io.IOException {
        tar.add(path, entry.mode(), entry.stamp().modified(), entry.stamp().size(), content);
    }

    private static StagedContent staged(TreePath path, Entry entry, InputStream content) {
        return new StagedContent(path, entry.mode(), entry.stamp().modified(), () -> content);
    }
}
