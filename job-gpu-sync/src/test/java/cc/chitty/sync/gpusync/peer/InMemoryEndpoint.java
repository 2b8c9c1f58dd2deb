package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A side on a disk in memory. Its calls can be made to fail: {@link #onCall}. */
public final class InMemoryEndpoint implements Endpoint {

    /** Of all sides, since whoever watches a disk may change another one. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final InMemoryDisk disk;
    private final EndpointFacts facts;
    private Runnable caller = () -> {};

    /**
     * A side.
     *
     * @param ahead how far its clock is ahead of ours
     */
    public InMemoryEndpoint(String name, InMemoryDisk disk, Duration ahead) {
        this.disk = disk;
        this.facts = new EndpointFacts(
                name,
                "kim",
                disk.place(),
                "unknown",
                Map.of(),
                ahead,
                new EndpointFacts.Sensitivity(disk.traits.caseMatters(), disk.traits.formMatters()));
    }

    /** Runs this before and after each call, as a connection that may break at any moment. */
    public void onCall(Runnable each) {
        caller = each;
    }

    public InMemoryDisk disk() {
        return disk;
    }

    @Override
    public EndpointFacts facts() {
        return facts;
    }

    /** One call: it may break before or after the work. */
    private <T> T calling(Supplier<T> work) {
        ONE_AT_A_TIME.lock();
        try {
            caller.run();
            T answer = work.get();
            caller.run();
            return answer;
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private void calling(Runnable work) {
        Object nothing = calling(() -> {
            work.run();
            return disk;
        });
        Objects.requireNonNull(nothing);
    }

    @Override
    public List<Scanned> scan(List<Scope> scopes, Interruption interruption) {
        if (interruption.raised()) {
            throw new Failure(FailureCategory.INTERRUPTED, "look", "it was stopped", "Start it again.");
        }
        return calling(() -> scopes.stream().map(this::scan).toList());
    }

    private Scanned scan(Scope scope) {
        TreeMap<TreePath, Entry> entries = new TreeMap<>();
        DiskNode root = disk.follow(scope.root());
        if (root != null) {
            List<TreePath> tops = scope.tops().isEmpty() ? List.of(TreePath.ROOT) : scope.tops();
            tops.forEach(top -> begin(scope, root, top, entries));
        }
        return new Scanned(entries, List.of(), null, disk.traits.tellsInodes() ? mounts(scope, root, entries) : null);
    }

    private Set<TreePath> mounts(Scope scope, @Nullable DiskNode root, Map<TreePath, Entry> entries) {
        Set<TreePath> directories = new TreeSet<>(scope.above());
        entries.forEach((path, entry) -> {
            if (entry.kind() == EntryKind.DIRECTORY) {
                directories.add(path);
            }
        });
        directories.removeIf(path -> path.isRoot() ? !isApart(scope) : !isMounted(root, path));
        return directories;
    }

    /** Whether the root is on another file system than its ground. */
    private boolean isApart(Scope scope) {
        String ground = scope.ground(facts.home());
        for (String at = scope.root(); at.length() > ground.length(); at = at.substring(0, at.lastIndexOf('/'))) {
            DiskNode node = disk.follow(at);
            if (node != null && node.mounted) {
                return true;
            }
        }
        return false;
    }

    private boolean isMounted(@Nullable DiskNode root, TreePath path) {
        DiskNode node = root;
        for (String name : InMemoryDisk.names(path.text())) {
            node = node == null || !node.isDirectory() ? null : disk.child(node, name);
        }
        return node != null && node.mounted;
    }

    private void begin(Scope scope, DiskNode root, TreePath top, Map<TreePath, Entry> entries) {
        DiskNode node = root;
        for (String name : InMemoryDisk.names(top.text())) {
            if (node == null) {
                return;
            }
            if (!node.isDirectory()) {
                if (node.kind == EntryKind.LINK) {
                    entries.put(top, Entry.unreadable("a link is above it"));
                }
                return;
            }
            if (!node.canBeListed()) {
                entries.put(top, Entry.unreadable("permission denied"));
                return;
            }
            node = disk.child(node, name);
        }
        if (node != null) {
            walk(scope, node, top, entries);
        }
    }

    private void walk(Scope scope, DiskNode node, TreePath path, Map<TreePath, Entry> entries) {
        if (path.isTooLong()) {
            entries.put(path, Entry.tooLong());
            return;
        }
        if (node.dead && !tellsAll()) {
            return;
        }
        if (node.isDirectory() && !node.canBeListed()) {
            entries.put(path, Entry.unreadable("permission denied"));
            return;
        }
        entries.put(path, Objects.requireNonNull(disk.entry(node)));
        if (node.dead) {
            return;
        }
        node.children.values().forEach(child -> {
            if (!scope.leavesOut(child.name(), child.node().kind)) {
                walk(scope, child.node(), path.child(child.name()), entries);
            }
        });
    }

    @Override
    public boolean tellsAll() {
        return disk.traits.tellsInodes();
    }

    @Override
    public SortedMap<TreePath, Entry> look(String root, Collection<TreePath> paths) {
        return calling(() -> {
            String real = disk.real(root);
            return real == null
                    ? new TreeMap<TreePath, Entry>()
                    : Looks.of(paths, path -> disk.entry(disk.find(path.isRoot() ? real : real + "/" + path)));
        });
    }

    @Override
    public Map<TreePath, Digest> digests(String root, List<TreePath> files, Interruption interruption) {
        return calling(() -> digests(root, files));
    }

    private Map<TreePath, Digest> digests(String root, List<TreePath> files) {
        Map<TreePath, Digest> digests = new HashMap<>();
        for (TreePath path : files) {
            DiskNode node = readable(root, path);
            if (node != null) {
                digests.put(path, digest(node.content));
            }
        }
        return digests;
    }

    static Digest digest(byte[] content) {
        return Digest.of(LocalContents.sha256().digest(content));
    }

    private @Nullable DiskNode readable(String root, TreePath path) {
        DiskNode node = below(root, path);
        return node != null && node.kind == EntryKind.FILE && node.canBeRead() ? node : null;
    }

    /** What is below a root; nothing is seen through a link or in a directory that may not be entered. */
    private @Nullable DiskNode below(String root, TreePath path) {
        DiskNode node = disk.follow(root);
        for (String name : InMemoryDisk.names(path.text())) {
            node = node == null || !node.isDirectory() || (node.mode & 0100) == 0 ? null : disk.child(node, name);
        }
        return node;
    }

    @Override
    public void read(String root, List<TreePath> files, Contents contents) {
        calling(() -> files.forEach(path -> {
            DiskNode node = readable(root, path);
            if (node != null) {
                offer(path, node, contents);
            }
        }));
    }

    private void offer(TreePath path, DiskNode node, Contents contents) {
        try {
            contents.take(
                    path, Objects.requireNonNull(disk.entry(node)), new ByteArrayInputStream(node.content.clone()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String staging(String root, String run) {
        String staging = StagingPlace.candidates(disk.place(), root, run).get(0);
        calling(() -> {
            if (disk.find(staging) == null) {
                disk.touch(staging);
                disk.makeDirectories(staging, 0700);
            }
        });
        return staging;
    }

    @Override
    public void discard(String staging) {
        String own = StagingPlace.require(staging);
        calling(() -> {
            if (disk.find(own) != null) {
                disk.touch(own);
                disk.remove(own);
            }
        });
    }

    @Override
    public void stage(String staging, List<StagedContent> contents) {
        calling(() -> contents.forEach(content -> stage(StagingPlace.require(staging), content)));
    }

    /** Half a content may be there if it is killed. */
    private void stage(String staging, StagedContent content) {
        String path = staging + "/" + content.path();
        byte[] bytes;
        try (InputStream source = content.source().open()) {
            bytes = source.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        disk.touch(path);
        disk.makeDirectories(InMemoryDisk.parent(path), 0700);
        disk.write(path, Arrays.copyOf(bytes, bytes.length / 2));
        disk.touch(path);
        disk.write(path, bytes);
        disk.setMode(path, content.mode());
        Objects.requireNonNull(disk.find(path)).modified = disk.traits.kept(content.modified());
    }

    @Override
    public List<Outcome> publish(Publication publication) {
        return calling(() -> new InMemoryPublication(disk, publication).run());
    }

    @Override
    public Optional<Long> freeBytes(String path) {
        return Optional.of(1L << 40);
    }

    @Override
    public Optional<RemotePrograms> programs() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
