package cc.chitty.sync.jobs.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tells of changes below directories as they happen, until it is closed. */
interface Feed extends AutoCloseable {

    /** Whether it tells every change: it ends by itself when its directories are gone, and it can lose some. */
    boolean isComplete();

    @Override
    void close();

    /** Opens feeds. */
    @FunctionalInterface
    interface Opening {
        /**
         * Tells the intake of all changes from here on.
         *
         * @throws IOException if changes cannot be noticed, as where the system allows no more watched directories
         */
        Feed open(List<Path> directories, Intake intake) throws IOException;
    }
}
