package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Looks;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at many absolute paths with one command. */
final class ShellLook implements EntryRecords.Taker {

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, String> devices = new HashMap<>();

    static ShellLook at(RemoteShell shell, Userland userland, Collection<String> paths) throws IOException {
        return at(shell, userland, paths, null);
    }

    /**
     * Looks also at all that is in a directory.
     *
     * @param walked absolute; null: none
     */
    static ShellLook at(RemoteShell shell, Userland userland, Collection<String> paths, @Nullable String walked)
            throws IOException {
        ShellLook look = new ShellLook();
        if (paths.isEmpty()) {
            return look;
        }
        String end = userland.end();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exit = shell.script(
                "LC_ALL=C; export LC_ALL\n" + Userland.WELL + userland.list(end) + "\n" + walk(userland, walked, end)
                        + "exit 0",
                List.of(),
                new Streams(Streams.bytes(separated(paths)), Streams.to(new EntryRecords(end, look)), errors));
        String complaints = errors.toString(StandardCharsets.UTF_8);
        if (exit != 0 || complaints.contains(Userland.CUT)) {
            throw new Failure(
                    FailureCategory.RETRYABLE,
                    "look at the peer's files",
                    "it ended with " + exit + " " + complaints,
                    "Start again.");
        }
        return look;
    }

    /** Looks at paths of one root; see {@code Endpoint.look}. */
    static SortedMap<TreePath, Entry> below(
            RemoteShell shell, Userland userland, String root, Collection<TreePath> paths) throws IOException {
        String from = root.equals("/") ? "" : root;
        List<String> needed =
                Looks.needed(paths).stream().map(path -> at(from, path)).toList();
        ShellLook look = at(shell, userland, needed);
        return Looks.of(paths, path -> look.entry(at(from, path)));
    }

    private static String at(String root, TreePath path) {
        return path.isRoot() ? root + "/." : root + "/" + path;
    }

    private static String walk(Userland userland, @Nullable String walked, String end) {
        return walked == null
                ? ""
                : Userland.LONG + userland.walk(List.of(ShellWords.quote(walked)), List.of(), end) + "\n";
    }

    /** What was seen below a directory, by its path from there. */
    NavigableMap<TreePath, Entry> below(String directory) {
        NavigableMap<TreePath, Entry> below = new TreeMap<>();
        String prefix = directory + "/";
        entries.forEach((path, entry) -> {
            if (path.startsWith(prefix) && TreePath.isPath(path.substring(prefix.length()))) {
                below.put(new TreePath(path.substring(prefix.length())), entry);
            }
        });
        below.remove(TreePath.ROOT);
        return below;
    }

    /** Each followed by a NUL. */
    static byte[] separated(Collection<String> paths) {
        return (String.join("\0", paths) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** What is at a path; null: nothing. */
    @Nullable Entry entry(String path) {
        return entries.get(path);
    }

    /** The file system that a path is on; empty where there is nothing. */
    String device(String path) {
        return devices.getOrDefault(path, "");
    }

    @Override
    public void entry(String path, Entry entry, String device) {
        entries.put(path, entry);
        devices.put(path, device);
    }

    @Override
    public void mark(char mark, String text) {
        throw new IllegalStateException("no mark is written");
    }

    @Override
    public void unnamed(String shown) {
        entries.put(shown, Entry.unreadable("its name is no text"));
    }
}
