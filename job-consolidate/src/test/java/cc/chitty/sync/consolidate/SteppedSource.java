package cc.chitty.sync.consolidate;

import cc.chitty.sync.consolidate.source.FoundFiles;
import cc.chitty.sync.consolidate.source.ReadRequest;
import cc.chitty.sync.consolidate.source.Reading;
import cc.chitty.sync.consolidate.source.SessionSource;
import cc.chitty.sync.consolidate.source.Stamp;
import cc.chitty.sync.consolidate.source.Surroundings;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A real source that lets a test in before each reading, and finds files in an order of the test's. */
final class SteppedSource implements SessionSource {

    /** What a test does before a file is read. */
    @FunctionalInterface
    interface BeforeReading {
        void read(Path path) throws IOException;
    }

    /** The test's part. */
    static final class Steps {
        volatile BeforeReading before = path -> {};
        volatile Runnable find = () -> {};
        /** 0: as found. */
        volatile long shuffle;
    }

    private final SessionSource source;
    private final Steps steps;

    SteppedSource(SessionSource source, Steps steps) {
        this.source = source;
        this.steps = steps;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String agent() {
        return source.agent();
    }

    @Override
    public int order() {
        return source.order();
    }

    @Override
    public List<Path> roots(Surroundings where) {
        return source.roots(where);
    }

    @Override
    public void find(Surroundings where, FoundFiles found) {
        steps.find.run();
        List<Runnable> all = new ArrayList<>();
        source.find(where, new FoundFiles() {
            @Override
            public void file(Path path, Stamp stamp) {
                all.add(() -> found.file(path, stamp));
            }

            @Override
            public void problem(Path root, Problem problem) {
                all.add(() -> found.problem(root, problem));
            }
        });
        shuffled(all).forEach(Runnable::run);
    }

    private List<Runnable> shuffled(List<Runnable> all) {
        if (steps.shuffle != 0) {
            SplittableRandom random = new SplittableRandom(steps.shuffle);
            for (int i = all.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                all.set(i, all.set(other, all.get(i)));
            }
        }
        return all;
    }

    @Override
    public Reading read(ReadRequest request) throws IOException {
        steps.before.read(request.path());
        return source.read(request);
    }
}
