package cc.chitty.sync.gpusync.peer.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a program at the other end is given and what becomes of what it says. */
record Streams(Feed input, Drain output, OutputStream errors) {

    /** Writes a program's standard input; in a thread of its own. */
    @FunctionalInterface
    interface Feed {
        void into(OutputStream out) throws IOException;
    }

    /** Reads a program's standard output; what is left unread is skipped. */
    @FunctionalInterface
    interface Drain {
        void from(InputStream in) throws IOException;
    }

    static Feed nothing() {
        return out -> {};
    }

    static Feed bytes(byte[] bytes) {
        return out -> out.write(bytes);
    }

    static Drain to(OutputStream target) {
        return in -> {
            in.transferTo(target);
            target.flush();
        };
    }
}
