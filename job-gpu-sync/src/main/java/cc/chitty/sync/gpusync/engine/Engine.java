package cc.chitty.sync.gpusync.engine;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.util.List;

/** Moves contents into a staging directory. Never touches a target, so it may be killed and repeated at any moment. */
public interface Engine {

    /** As it is printed and stored: {@code rsync}, {@code packed}, {@code sftp}. */
    String name();

    /** Begins what takes a while before the first load, beside whatever goes on meanwhile. May be left out. */
    default void prepare() {}

    /**
     * Brings files, with their modes and times, from a root of one side into a staging directory of the other; parts that an
     * earlier attempt left there are used. A file that is gone or grows meanwhile is left out or arrives as it was at some
     * moment: the caller compares digests of what is staged.
     */
    void bring(Load load, Progress progress, Interruption interruption);

    /**
     * What is to be brought.
     *
     * @param current root on the target's side whose present files may serve as a start for deltas
     */
    record Load(
            Endpoint from, String root, Endpoint to, String staging, String current, List<Item> files, Limits limits) {
        public Load {
            files = List.copyOf(files);
        }

        public List<TreePath> paths() {
            return files.stream().map(Item::path).toList();
        }
    }

    /**
     * A file to bring.
     *
     * @param size bytes it had when it was planned
     */
    record Item(TreePath path, long size) {}

    /**
     * How gentle it is.
     *
     * @param bytesPerSecond 0: no limit
     * @param compressed whether contents are compressed on their way
     */
    record Limits(long bytesPerSecond, boolean compressed) {

        public static final Limits NONE = new Limits(0, false);
    }
}
