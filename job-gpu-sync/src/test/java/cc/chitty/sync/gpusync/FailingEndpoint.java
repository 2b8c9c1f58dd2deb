package cc.chitty.sync.gpusync;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A real endpoint whose connection breaks when a publication has just been made, or a program has run, and nobody hears of it. */
final class FailingEndpoint implements Endpoint {

    /** When it breaks. */
    static final class Plan {
        private final AtomicInteger publications = new AtomicInteger();
        private volatile int failing;
        private final AtomicInteger programs = new AtomicInteger();
        private volatile int dying;
        private volatile boolean isOnce;

        /** Breaks after so many publications from now on; 0: never. */
        void at(int number) {
            publications.set(0);
            failing = number;
        }

        /** The run dies after so many programs of either side from now on; 0: never. */
        void atProgram(int number) {
            programs.set(0);
            dying = number;
            isOnce = false;
        }

        /** One program of either side fails when it is done, and the others after it do not. */
        void atOneProgram(int number) {
            atProgram(number);
            isOnce = true;
        }

        private void ran() {
            int now = programs.incrementAndGet();
            if (dying > 0 && (isOnce ? now == dying : now >= dying)) {
                FailureCategory category = isOnce ? FailureCategory.RETRYABLE : FailureCategory.INTERRUPTED;
                throw new Failure(category, "run a program", "planned", "Start it again.");
            }
        }

        int publications() {
            return publications.get();
        }
    }

    private final Endpoint real;
    private final Plan plan;

    FailingEndpoint(Endpoint real, Plan plan) {
        this.real = real;
        this.plan = plan;
    }

    Endpoint real() {
        return real;
    }

    @Override
    public List<Outcome> publish(Publication publication) {
        List<Outcome> outcomes = real.publish(publication);
        if (plan.publications.incrementAndGet() == plan.failing) {
            throw new Failure(FailureCategory.RETRYABLE, "publish", "planned", "Start it again.");
        }
        return outcomes;
    }

    @Override
    public EndpointFacts facts() {
        return real.facts();
    }

    @Override
    public List<Scanned> scan(List<Scope> scopes, Interruption interruption) {
        return real.scan(scopes, interruption);
    }

    @Override
    public SortedMap<TreePath, Entry> look(String root, Collection<TreePath> paths) {
        return real.look(root, paths);
    }

    @Override
    public Map<TreePath, Digest> digests(String root, List<TreePath> files, Interruption interruption) {
        return real.digests(root, files, interruption);
    }

    @Override
    public void read(String root, List<TreePath> files, Contents contents) {
        real.read(root, files, contents);
    }

    @Override
    public String staging(String root, String run) {
        return real.staging(root, run);
    }

    @Override
    public long keptTime(long modified) {
        return real.keptTime(modified);
    }

    @Override
    public void discard(String staging) {
        real.discard(staging);
    }

    @Override
    public void stage(String staging, List<StagedContent> contents) {
        real.stage(staging, contents);
    }

    @Override
    public Optional<Long> freeBytes(String path) {
        return real.freeBytes(path);
    }

    @Override
    public Optional<RemotePrograms> programs() {
        return real.programs().map(programs -> (command, input, output, quiet) -> {
            RemotePrograms.Ran ran = programs.run(command, input, output, quiet);
            plan.ran();
            return ran;
        });
    }

    @Override
    public void close() {
        real.close();
    }
}
