package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** This machine. */
public final class LocalEndpoint implements Endpoint {

    private final Path home;
    private final EndpointFacts facts;
    private final RemotePrograms programs = new LocalPrograms();

    /**
     * Asks at once what this machine is.
     *
     * @param name as a person calls it
     * @param home below which staging directories lie, where that is the file system of a root
     * @param search directories in which programs are looked for, as {@code PATH} has them
     */
    public LocalEndpoint(String name, Path home, String search) {
        this.home = home;
        this.facts = LocalFacts.ask(name, home, search);
    }

    @Override
    public EndpointFacts facts() {
        return facts;
    }

    @Override
    public List<Scanned> scan(List<Scope> scopes, Interruption interruption) {
        return scopes.stream()
                .map(scope -> new LocalWalk(scope, home, interruption).scan())
                .toList();
    }

    @Override
    public SortedMap<TreePath, Entry> look(String root, Collection<TreePath> paths) {
        Path real = LocalWalk.real(Path.of(root));
        return Looks.of(paths, path -> LocalLook.at(real.resolve(path.text())));
    }

    @Override
    public boolean isStill(List<Scope> scopes, List<String> listings, Interruption interruption) {
        return scan(scopes, interruption).stream()
                .map(Scanned::listing)
                .toList()
                .equals(listings);
    }

    @Override
    public Map<TreePath, Digest> digests(String root, List<TreePath> files, Interruption interruption) {
        return new LocalContents(Path.of(root), facts.tools().get("sha256sum")).digests(files, interruption);
    }

    @Override
    public void read(String root, List<TreePath> files, Contents contents) {
        new LocalContents(Path.of(root)).read(files, contents);
    }

    @Override
    public String staging(String root, String run) {
        return LocalStaging.make(home, root, run);
    }

    @Override
    public void discard(String staging) {
        LocalStaging.discard(staging);
    }

    @Override
    public void stage(String staging, List<StagedContent> contents) {
        Path directory = Path.of(StagingPlace.require(staging));
        contents.forEach(content -> LocalStaging.stage(directory, content));
    }

    @Override
    public List<Outcome> publish(Publication publication) {
        try (LocalPublication publishing = new LocalPublication(publication)) {
            return publishing.run();
        } catch (IOException e) {
            throw StorageFailure.of("write to", Path.of(publication.root()), e);
        }
    }

    @Override
    public Optional<Long> freeBytes(String path) {
        Path there = LocalStaging.nearest(Path.of(path));
        try {
            return Optional.of(Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            throw StorageFailure.of("ask for the free space of", there, e);
        }
    }

    @Override
    public Optional<Parts> parts() {
        return Optional.of(new LocalParts());
    }

    @Override
    public Optional<RemotePrograms> programs() {
        return Optional.of(programs);
    }

    @Override
    public void close() {}
}
