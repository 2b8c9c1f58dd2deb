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

/** A real endpoint whose connection breaks when a publication has just been made, and nobody hears of it. */
final class FailingEndpoint implements Endpoint {

    /** When it breaks. */
    static final class Plan {
        private final AtomicInteger publications = new AtomicInteger();
        private volatile int failing;

        /** Breaks after so many publications from now on; 0: never. */
        void at(int number) {
            publications.set(0);
            failing = number;
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
        return real.programs();
    }

    @Override
    public void close() {
        real.close();
    }
}
