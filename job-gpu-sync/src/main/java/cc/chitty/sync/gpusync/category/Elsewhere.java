package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a root belongs to other trees of files, whatever a setting takes back: two of them never own one path. If they did, the
 * second would take each change of the first for somebody else's. Pure.
 *
 * @param places paths that another tree has, each with all below
 * @param claims what other categories have of the same root, by patterns
 */
public record Elsewhere(SortedSet<TreePath> places, List<Claim> claims) {

    public static final Elsewhere NONE = new Elsewhere(List.of(), List.of());

    /** What a category has by patterns, without what its settings leave out. */
    record Claim(Patterns chosen, Patterns excluded) {

        boolean holds(TreePath path, boolean directory) {
            return chosen.verdict(path, directory).orElse(false)
                    && !excluded.verdict(path, directory).orElse(false);
        }
    }

    public Elsewhere {
        places = Collections.unmodifiableSortedSet(new TreeSet<>(places)); // told in the same order by every process
        claims = List.copyOf(claims);
    }

    Elsewhere(Collection<TreePath> places, List<Claim> claims) {
        this(new TreeSet<>(places), claims);
    }

    /** Of one path by itself, in no directory that is held. */
    boolean holds(TreePath path, boolean directory) {
        if (!places.isEmpty() && places.contains(path)) {
            return true;
        }
        for (Claim claim : claims) {
            if (claim.holds(path, directory)) {
                return true;
            }
        }
        return false;
    }
}
