package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A side whose large files are read, and brought, from any byte on: what a broken transfer has left goes on with the next attempt.
 * What is not whole yet lies as a {@link Part} in a staging directory of its own, which outlives the run that failed.
 */
public interface Parts {

    /** Names the directory of parts, as a run names its staging directory. */
    String DIRECTORY = "partial";

    /** A file as it is now, to which no link leads; null: there is none, or it cannot be read. */
    @Nullable Entry file(String root, TreePath path);

    /** Offers a file from a byte on; false: it is gone, or cannot be read, and was not offered. */
    boolean read(String root, TreePath path, long from, Taker taker);

    /** Takes what {@link #read} offers. */
    @FunctionalInterface
    interface Taker {
        /** The stream need not be read to its end. */
        void take(InputStream content) throws IOException;
    }

    /** So many bytes of a part are there and can be relied on; 0: it has to begin anew. */
    long held(Part part);

    /**
     * Writes a part from a byte on, 0600, and makes it durable; from 0 on it begins anew. What is written stays if it breaks off.
     *
     * @throws IOException if the content cannot be read
     */
    void write(Part part, long from, InputStream content) throws IOException;

    /** Makes a part a staged file, with mode and time of the source; its parents are made. */
    void finish(Part part, String staging, TreePath path, Entry source);

    /** Removes the directory of parts if nothing is in it. */
    void leave(String directory);

    /**
     * What there is of a file: of that size and time of its source, so that another version never goes on where this one ended. Its
     * name is no name of a file that is synced.
     *
     * @param directory a staging directory
     */
    record Part(String directory, String name) {

        public static Part of(String directory, TreePath path, Entry source) {
            String version =
                    path + "\0" + source.stamp().size() + "\0" + source.stamp().modified();
            byte[] digest = StagingPlace.sha256(version);
            return new Part(StagingPlace.require(directory), HexFormat.of().formatHex(digest, 0, 16) + ".part");
        }

        public String path() {
            return directory + "/" + name;
        }
    }
}
