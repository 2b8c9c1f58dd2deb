package cc.chitty.sync.gpusync.model;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One side of the model: a disk, the person who works on it, and what that person has not given up. Each content is written once
 * only, so that it can be told wherever it is.
 */
public final class Replica {

    static final String HOME = "/home/kim";
    public static final String ROOT = HOME + "/work";
    public static final String BACKUPS = HOME + "/backups";
    static final String OUTSIDE = HOME + "/outside";

    final InMemoryDisk disk;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> givenUp = new HashSet<>();

    Replica(InMemoryDisk disk) {
        this.disk = disk;
        disk.directory(ROOT, 0755);
        disk.file(OUTSIDE + "/secret", "nobody's business", 0600, 1);
        disk.touched();
    }

    /** Paths below the root, in order. */
    List<String> paths(EntryKind... kinds) {
        List<String> paths = new ArrayList<>();
        disk.forEach(ROOT, (path, what) -> {
            if (!path.equals(ROOT) && List.of(kinds).contains(disk.kind(path))) {
                paths.add(path.substring(ROOT.length() + 1));
            }
        });
        return paths;
    }

    static String at(String path) {
        return path.isEmpty() ? ROOT : ROOT + "/" + path;
    }

    /** The person gives up all that is at or below a path. */
    void giveUp(String path) {
        disk.forEach(at(path), (at, what) -> givenUp.add(what));
    }

    /** Kind, permissions and content of each path below the root. */
    SortedMap<String, String> state() {
        SortedMap<String, String> state = new TreeMap<>();
        disk.forEach(ROOT, (path, what) -> {
            if (!path.equals(ROOT)) {
                String mode = what.startsWith("l") ? "" : Integer.toOctalString(disk.mode(path));
                state.put(path.substring(ROOT.length() + 1), mode + what);
            }
        });
        return state;
    }

    /** Notes what is there: from now on only the person can give it up. */
    void look() {
        disk.forEach(ROOT, (path, what) -> {
            seen.add(what);
            givenUp.remove(what);
        });
    }

    /** Everything that was seen here and not given up is on this disk: in its place, or kept. */
    void requireNothingLost() {
        Set<String> there = new HashSet<>();
        disk.forEach(ROOT, (path, what) -> there.add(what));
        disk.forEach(BACKUPS, (path, what) -> there.add(what));
        Set<String> lost = new TreeSet<>(seen);
        lost.removeAll(givenUp);
        lost.removeAll(there);
        lost.removeIf(what -> !what.startsWith("f"));
        if (!lost.isEmpty()) {
            throw new AssertionError("lost: " + lost);
        }
    }

    /** Endpoints have changed nothing but the root, snapshots, staging directories and the mark that a run is going on. */
    void requireNothingOutsideTouched() {
        for (String path : disk.touched()) {
            boolean own = (path + "/").startsWith(ROOT + "/")
                    || (path + "/").startsWith(BACKUPS + "/")
                    || path.startsWith(HOME + "/.chittysync-");
            if (!own) {
                throw new AssertionError("touched: " + path);
            }
        }
        if (!disk.text(OUTSIDE + "/secret").equals("nobody's business") || disk.mode(OUTSIDE + "/secret") != 0600) {
            throw new AssertionError("the file outside was changed");
        }
    }
}
