package cc.chitty.sync.jobs.bench;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a home directory with seeded session files, for benchmarks that are scripts. */
public final class SessionHome {

    private static final long SEED = 20260501;

    private SessionHome() {}

    /** Arguments: the directory, how many files. */
    public static void main(String[] arguments) throws IOException {
        new SessionFiles(Path.of(arguments[0]), SEED).add(Integer.parseInt(arguments[1]));
    }
}
