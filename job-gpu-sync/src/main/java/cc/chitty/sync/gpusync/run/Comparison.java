package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.EndpointFacts;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that is synced on both sides and compares it in canonical form. Nothing that is remembered of stamps is
 * trusted, and nothing is changed.
 */
public final class Comparison {

    private final Ends ends;
    private final CanonicalDigests digests;

    private Comparison(Ends ends, Interruption interruption) {
        this.ends = ends;
        this.digests = new CanonicalDigests(ends, interruption);
    }

    /**
     * What was found.
     *
     * @param files how many were read on both sides and compared
     */
    public record Result(long files, List<Difference> differences) {

        public Result {
            differences = List.copyOf(differences);
        }
    }

    /**
     * A path at which both sides are not the same.
     *
     * @param what in words
     */
    public record Difference(String root, TreePath path, String what) {}

    /** Compares all trees of a peering. */
    public static Result of(
            Peering peering, Ends ends, InstantSource clock, Progress progress, Interruption interruption) {
        EndpointFacts ours = ends.ours().facts();
        EndpointFacts theirs = ends.theirs().facts();
        List<Tree> trees = peering.allTrees(ends);
        Comparison comparison = new Comparison(ends, interruption);
        List<Difference> differences = new ArrayList<>();
        long files = 0;
        progress.step("compare").of(trees.size());
        Set<String> torn = new HashSet<>();
        Looking looking = new Looking(ends, peering.snapshots(ours, theirs), clock, interruption);
        looking.look(trees);
        for (Looked looked : looking.seen(trees, new HashMap<>(), false)) {
            files += comparison.compare(looked, differences);
            looked.seen().torn().stream()
                    .filter(it ->
                            torn.add(looked.tree().at(Side.OURS) + "/" + it.path())) // several trees have one root
                    .map(it -> new Difference(looked.tree().key(), it.path(), it.words()))
                    .forEach(differences::add);
            progress.advance(1);
        }
        return new Result(files, differences);
    }

    private long compare(Looked looked, List<Difference> differences) {
        SortedSet<TreePath> paths = new TreeSet<>();
        for (Side side : Side.values()) {
            looked.entries(side).keySet().forEach(spelled -> paths.add(Looked.planned(spelled)));
        }
        List<TreePath> files = paths.stream()
                .filter(path -> isFile(looked, Side.OURS, path) && isFile(looked, Side.THEIRS, path))
                .toList();
        Both<Map<TreePath, CanonicalDigests.Found>> read = Both.atOnce(side -> read(looked, side, files));
        for (TreePath path : paths) {
            String what = path.isRoot() ? "" : difference(looked, path, read);
            if (!what.isEmpty()) {
                differences.add(new Difference(looked.tree().key(), path, what));
            }
        }
        return files.size();
    }

    private static boolean isFile(Looked looked, Side side, TreePath path) {
        Entry entry = looked.at(side, path);
        return entry != null && entry.kind() == EntryKind.FILE;
    }

    private Map<TreePath, CanonicalDigests.Found> read(Looked looked, Side side, List<TreePath> files) {
        Map<TreePath, TreePath> places = new HashMap<>();
        files.forEach(path -> places.put(path, looked.on(side, path)));
        return places.isEmpty() ? Map.of() : digests.of(looked.tree(), side, places);
    }

    private String difference(Looked looked, TreePath path, Both<Map<TreePath, CanonicalDigests.Found>> read) {
        Entry ours = looked.at(Side.OURS, path);
        Entry theirs = looked.at(Side.THEIRS, path);
        if (ours == null || theirs == null) {
            return ours == null ? "only on " + ends.theirs().facts().name() : "only on this machine";
        }
        if (!isContent(ours) || !isContent(theirs)) {
            return "a side cannot tell what it has there";
        }
        Content here = looked.tree().content(Side.OURS, path, ours);
        Content there = looked.tree().content(Side.THEIRS, path, theirs);
        if (here.kind() != there.kind()) {
            return word(here) + " here, " + word(there) + " there";
        }
        String content = here.isFile()
                ? files(read.ours().get(path), read.theirs().get(path))
                : Objects.equals(here.target(), there.target()) ? "" : "the link leads elsewhere";
        return !content.isEmpty() || here.mode() == there.mode()
                ? content
                : "permissions are " + Integer.toOctalString(here.mode()) + " here and "
                        + Integer.toOctalString(there.mode()) + " there";
    }

    private static boolean isContent(Entry entry) {
        return entry.kind() != EntryKind.OTHER && entry.kind() != EntryKind.UNREADABLE;
    }

    private static String files(CanonicalDigests.@Nullable Found ours, CanonicalDigests.@Nullable Found theirs) {
        if (ours == null || theirs == null) {
            return "it could not be read on " + (ours == null ? "this machine" : "the peer");
        }
        return ours.digest().equals(theirs.digest()) ? "" : "its content is another one";
    }

    private static String word(Content content) {
        return switch (content.kind()) {
            case FILE -> "a file";
            case DIRECTORY -> "a directory";
            case LINK -> "a link";
            case OTHER, UNREADABLE -> throw new IllegalArgumentException("not content: " + content.kind());
        };
    }
}
