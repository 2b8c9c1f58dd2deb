package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory, with one user who is not root: what may not be read is not read. Its clock ticks with every change. Whoever
 * {@link #onTouch watches} it is told of each change just before it is made, and may throw or change something else first.
 */
public final class InMemoryDisk implements Ground {

    private static final long TICK = 1_000_003L;

    final DiskTraits traits;
    private final String home;
    private final DiskNode top = new DiskNode(EntryKind.DIRECTORY, 1, 0755);
    private long inodes = 1;
    private long now = 1_790_000_000_000_000_000L;
    private Runnable watcher = () -> {};
    private final Map<String, DiskNode> fileSystems = new HashMap<>();
    private final Map<String, DiskNode> below = new HashMap<>();
    private final List<String> touched = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param home is made
     */
    public InMemoryDisk(DiskTraits traits, String home) {
        this.traits = traits;
        this.home = home;
        directory(home, 0755);
    }

    /** Another disk with the same on it, that goes its own way from now on; nobody watches it. */
    public InMemoryDisk copy() {
        InMemoryDisk copy = new InMemoryDisk(traits, home);
        copy.top.children.clear();
        copyBelow(top, copy.top, new IdentityHashMap<>());
        copy.inodes = inodes;
        copy.now = now;
        return copy;
    }

    private static void copyBelow(DiskNode from, DiskNode to, Map<DiskNode, DiskNode> copies) {
        from.children.forEach((key, named) -> {
            DiskNode known = copies.get(named.node());
            DiskNode copy = known == null ? named.node().copy() : known;
            copies.put(named.node(), copy);
            to.children.put(key, new DiskNode.Named(named.name(), copy));
            if (known == null) {
                copyBelow(named.node(), copy, copies);
            }
        });
    }

    /** Runs this before each change that an endpoint makes; nothing else does. */
    public void onTouch(Runnable before) {
        watcher = before;
    }

    /** The paths that endpoints have changed since this was asked last. */
    public List<String> touched() {
        List<String> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    /** An endpoint is about to change something. */
    void touch(String path) {
        watcher.run();
        touched.add(path);
    }

    @Override
    public String place() {
        return home;
    }

    public DiskTraits traits() {
        return traits;
    }

    /** From now on nobody can look at it, or can again: the system says neither what it is nor that it is not there. */
    public void dies(String path, boolean dead) {
        Objects.requireNonNull(find(path), path).dead = dead;
    }

    /** The time of the next change, nanoseconds since 1970. */
    public long now() {
        return now;
    }

    /** Lets time pass. */
    public void pass(long nanoseconds) {
        now += nanoseconds;
    }

    long tick() {
        now += TICK;
        return now;
    }

    // finding

    /** What is at an absolute path; links are not followed. */
    @Nullable DiskNode find(String path) {
        DiskNode node = top;
        for (String name : names(path)) {
            node = node == null ? null : child(node, name);
        }
        return node;
    }

    /** The same, links followed. */
    @Nullable DiskNode follow(String path) {
        String real = real(path, 0);
        return real == null ? null : find(real);
    }

    /** The path without links; null where it leads nowhere. */
    @Nullable String real(String path) {
        return real(path, 0);
    }

    private @Nullable String real(String path, int depth) {
        String at = "";
        for (String name : names(path)) {
            at = name.equals("..") ? parent(at) : at + "/" + name;
            DiskNode node = find(at);
            if (node == null || depth > 40) {
                return null;
            }
            if (node.target != null) {
                String target = node.target.startsWith("/") ? node.target : parent(at) + "/" + node.target;
                String followed = real(target, depth + 1);
                if (followed == null) {
                    return null;
                }
                at = followed;
            }
        }
        return at;
    }

    @Nullable DiskNode child(DiskNode directory, String name) {
        DiskNode.Named named = directory.children.get(traits.key(name));
        return named == null ? null : named.node();
    }

    static List<String> names(String path) {
        return List.of(path.split("/", -1)).stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    // changing

    DiskNode make(EntryKind kind, int mode) {
        DiskNode node = new DiskNode(kind, ++inodes, mode);
        node.changed = tick();
        node.modified = node.changed;
        return node;
    }

    /** Puts a node into a directory under a name, in the place of what has it. A name that is there keeps its spelling. */
    void put(DiskNode directory, String name, DiskNode node) {
        String key = traits.key(name);
        DiskNode.Named before = directory.children.get(key);
        directory.children.put(key, new DiskNode.Named(before == null ? name : before.name(), node));
        directory.modified = tick();
        node.changed = now;
    }

    void take(DiskNode directory, String name) {
        directory.children.remove(traits.key(name));
        directory.modified = tick();
    }

    DiskNode makeDirectories(String path, int mode) {
        DiskNode node = top;
        for (String name : names(path)) {
            DiskNode next = child(node, name);
            if (next == null) {
                next = make(EntryKind.DIRECTORY, mode);
                put(node, name, next);
            } else if (next.target != null) {
                throw new IllegalStateException(path + " is below a link");
            }
            node = next;
        }
        return node;
    }

    private DiskNode parentOf(String path) {
        return makeDirectories(parent(path), 0755);
    }

    /**
     * Mounts a file system over a directory.
     *
     * @param name by which it is the same each time; one that was not there before is empty
     */
    public void mount(String path, String name) {
        below.put(path, require(path));
        DiskNode root = fileSystems.computeIfAbsent(name, it -> make(EntryKind.DIRECTORY, 0755));
        root.mounted = true;
        parentOf(path).children.put(traits.key(name(path)), new DiskNode.Named(name(path), root));
    }

    /** Takes it away; the directory below it is there again. */
    public void unmount(String path) {
        DiskNode node = Objects.requireNonNull(below.remove(path), path);
        parentOf(path).children.put(traits.key(name(path)), new DiskNode.Named(name(path), node));
    }

    /** Changes a file in place, or makes it. */
    public void write(String path, byte[] content) {
        DiskNode parent = parentOf(path);
        DiskNode node = child(parent, name(path));
        if (node == null || node.kind != EntryKind.FILE) {
            node = make(EntryKind.FILE, 0644);
            put(parent, name(path), node);
        }
        node.content = content.clone();
        node.changed = tick();
        node.modified = now;
    }

    public void setMode(String path, int mode) {
        DiskNode node = require(path);
        node.mode = mode;
        node.changed = tick();
    }

    @Override
    public void file(String path, String content, int mode, long modified) {
        write(path, content.getBytes(StandardCharsets.UTF_8));
        setMode(path, mode);
        require(path).modified = modified;
    }

    @Override
    public void directory(String path, int mode) {
        makeDirectories(path, 0755);
        setMode(path, mode);
    }

    @Override
    public void link(String path, String target) {
        DiskNode node = make(EntryKind.LINK, 0777);
        node.target = target;
        put(parentOf(path), name(path), node);
    }

    @Override
    public void remove(String path) {
        require(path);
        take(parentOf(path), name(path));
    }

    @Override
    public void rename(String from, String to) {
        DiskNode node = require(from);
        take(parentOf(from), name(from));
        put(parentOf(to), name(to), node);
    }

    // telling

    @Override
    public @Nullable EntryKind kind(String path) {
        DiskNode node = find(path);
        return node == null ? null : node.kind;
    }

    @Override
    public String text(String path) {
        DiskNode node = Objects.requireNonNull(follow(path), path);
        return new String(node.content, StandardCharsets.UTF_8);
    }

    @Override
    public int mode(String path) {
        return require(path).mode;
    }

    @Override
    public long modified(String path) {
        return require(path).modified;
    }

    @Override
    public String target(String path) {
        return Objects.requireNonNull(require(path).target);
    }

    private DiskNode require(String path) {
        return Objects.requireNonNull(find(path), path);
    }

    /**
     * Tells all that is at or below a path, in order: {@code f} and the content of a file, {@code d} of a directory, {@code l} and
     * the target of a link; whoever may read it.
     */
    public void forEach(String path, BiConsumer<String, String> taker) {
        DiskNode node = find(path);
        if (node == null) {
            return;
        }
        String text = new String(node.content, StandardCharsets.UTF_8);
        taker.accept(path, node.isDirectory() ? "d" : node.target == null ? "f" + text : "l" + node.target);
        new TreeMap<>(node.children).values().forEach(it -> forEach(path + "/" + it.name(), taker));
    }

    /** A node as a scan tells it. */
    @Nullable Entry entry(@Nullable DiskNode node) {
        if (node == null) {
            return null;
        }
        if (node.dead) {
            return Entry.unreadable("it cannot be looked at");
        }
        Stamp stamp = new Stamp(
                node.content.length,
                traits.kept(node.modified),
                traits.tellsInodes() ? node.changed : 0,
                traits.tellsInodes() ? node.inode : 0);
        return switch (node.kind) {
            case FILE -> Entry.file(node.mode, stamp, null);
            case DIRECTORY -> Entry.directory(node.mode, stamp);
            case LINK -> Entry.link(Objects.requireNonNull(node.target), stamp);
            case OTHER -> Entry.other(stamp);
            case UNREADABLE -> throw new IllegalStateException("no inode is of that kind");
        };
    }
}
