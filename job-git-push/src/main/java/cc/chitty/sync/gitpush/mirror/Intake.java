package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.repository.GitFailure;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.ObjectId;

/** Reads the files that are new, on all processors: each thread takes the next file and writes packs of its own. */
final class Intake {

    static final String OTHER_CONTENT = "another content has its id in git";

    private final Path root;
    private final MirrorRules rules;
    private final IncomingObjects incoming;
    private final LfsIntake lfs;
    private final MirrorRun run;
    /** What a thread has begun to write, which need not have come to its end, with a second sum of its content. */
    private final Map<ObjectId, Long> begun = new ConcurrentHashMap<>();

    private final Set<ObjectId> written = ConcurrentHashMap.newKeySet();

    Intake(Path root, MirrorRules rules, IncomingObjects incoming, LfsIntake lfs, MirrorRun run) {
        this.root = root;
        this.rules = rules;
        this.incoming = incoming;
        this.lfs = lfs;
        this.run = run;
    }

    Path root() {
        return root;
    }

    MirrorRules rules() {
        return rules;
    }

    IncomingObjects incoming() {
        return incoming;
    }

    LfsIntake lfs() {
        return lfs;
    }

    /**
     * Whether that thread is the first to write this object; it then has to say when it has.
     *
     * @param sum the CRC-32C of its content
     * @throws IOException if another content has that id, as those have that were made to
     */
    boolean begins(ObjectId id, long sum) throws IOException {
        Long first = begun.putIfAbsent(id, sum);
        if (first != null && first != sum) {
            throw new IOException(OTHER_CONTENT);
        }
        return first == null;
    }

    void wrote(ObjectId id) {
        written.add(id);
    }

    /** Reads them. What is wrong with a file is in its outcome; what is wrong with the disk we write to is a failure. */
    SortedMap<String, Outcome> read(List<String> paths) throws IOException {
        run.progress().step("read").of(paths.size());
        Outcome[] outcomes = new Outcome[paths.size()];
        AtomicInteger next = new AtomicInteger();
        int threads = Math.min(paths.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(threads, 1));
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                working.add(pool.submit(() -> work(paths, next, outcomes)));
            }
            for (Future<?> thread : working) {
                await(thread, next, paths.size());
            }
        } finally {
            pool.shutdownNow();
        }
        return byPath(paths, outcomes);
    }

    private void work(List<String> paths, AtomicInteger next, Outcome[] outcomes) {
        FileIntake files = new FileIntake(this);
        for (int i = next.getAndIncrement(); i < outcomes.length; i = next.getAndIncrement()) {
            run.requireGoingOn("commit the mirror");
            outcomes[i] = files.take(paths.get(i));
            run.progress().advance(1);
        }
    }

    /** The first failure ends all. */
    private void await(Future<?> thread, AtomicInteger next, int end) throws IOException {
        try {
            thread.get();
        } catch (InterruptedException e) {
            next.set(end);
            Thread.currentThread().interrupt();
            throw new Failure(FailureCategory.INTERRUPTED, "commit the mirror", "it was stopped", "Start again.", e);
        } catch (ExecutionException e) {
            next.set(end);
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException disk
                    ? GitFailure.of("write objects of", root, disk)
                    : new IllegalStateException(e.getCause());
        }
    }

    private SortedMap<String, Outcome> byPath(List<String> paths, Outcome[] outcomes) {
        SortedMap<String, Outcome> all = new TreeMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            ObjectId blob = outcomes[i].blob();
            boolean there = blob == null || !begun.containsKey(blob) || written.contains(blob);
            all.put(paths.get(i), there ? outcomes[i] : Outcome.failed(outcomes[i].stamp(), FileIntake.CHANGING));
        }
        return all;
    }
}
