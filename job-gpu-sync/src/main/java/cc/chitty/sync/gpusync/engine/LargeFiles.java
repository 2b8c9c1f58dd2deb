package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.engine.Engine.Load;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Parts;
import cc.chitty.sync.gpusync.peer.Parts.Part;
import cc.chitty.sync.kernel.run.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Brings files one by one, each into a part of its own that outlives the attempt, and goes on where an earlier one ended, if the
 * source still has its size and time. That the beginning is right is what the digests tell that are compared later: a file that is
 * not as it should be is brought as a whole the next time, since its part is gone.
 */
final class LargeFiles {

    private final Load load;
    private final Parts from;
    private final Parts to;
    private final String directory;
    private final Pace pace;

    private LargeFiles(Load load, Parts from, Parts to, Pace pace) {
        this.load = load;
        this.from = from;
        this.to = to;
        this.directory = load.to().staging(load.current(), Parts.DIRECTORY);
        this.pace = pace;
    }

    /** Whether both sides can do that; then it is done. */
    static boolean bring(Load load, List<TreePath> files, Pace pace, Progress progress) {
        Optional<Parts> from = load.from().parts();
        Optional<Parts> to = load.to().parts();
        if (from.isEmpty() || to.isEmpty()) {
            return false;
        }
        LargeFiles large = new LargeFiles(load, from.get(), to.get(), pace);
        for (TreePath file : files) {
            large.bring(file);
            progress.advance(1);
        }
        large.to.leave(large.directory);
        return true;
    }

    private void bring(TreePath path) {
        Entry source = from.file(load.root(), path);
        if (source == null) {
            return;
        }
        long size = source.stamp().size();
        Part part = Part.of(directory, path, source);
        long held = to.held(part);
        long begin = held > size ? 0 : held;
        boolean came =
                from.read(load.root(), path, begin, content -> to.write(part, begin, pace.of(content, size - begin)));
        if (came) {
            to.finish(part, load.staging(), path, source);
        }
    }
}
