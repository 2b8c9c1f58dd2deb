package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;

/** Adds files to a packed stream. */
@FunctionalInterface
public interface Packing {

    void pack(PackedStream tar) throws IOException;

    /** An endpoint that takes packed streams. */
    interface Target {
        /** Unpacks into a staging directory. */
        void unpack(String staging, Packing packing);
    }
}
