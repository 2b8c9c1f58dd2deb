package cc.chitty.sync.gpusync.category;

import cc.chitty.sync.gpusync.manifest.AbsolutePaths;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of {@code --only}, as they count in one root. {@code ~/code/app} names a place, whatever the root is; other
 * patterns count from each root.
 */
record OnlyPatterns(List<String> lines, boolean everything) {

    /** Where the patterns shall count; {@code tops} as of {@link SyncRoot}. */
    record Place(String home, String root, List<TreePath> tops) {

        /** Whether something of the root may lie at or below a path that begins with a slash. */
        private boolean holds(String below) {
            int wild = below.indexOf('*');
            String certain = wild < 0 ? below + "/" : below.substring(0, below.lastIndexOf('/', wild) + 1);
            return tops.isEmpty()
                    || tops.stream()
                            .map(top -> "/" + top.text() + "/")
                            .anyMatch(top -> top.startsWith(certain) || certain.startsWith(top));
        }
    }

    static OnlyPatterns of(List<String> only, Place place) {
        List<String> lines = new ArrayList<>();
        boolean everything = false;
        for (String pattern : only) {
            if (!pattern.startsWith("~/") && !pattern.startsWith(place.home() + "/")) {
                lines.add(pattern);
                continue;
            }
            String meant = pattern.startsWith("~/") ? place.home() + pattern.substring(1) : pattern;
            String plain = meant.endsWith("/") ? meant.substring(0, meant.length() - 1) : meant;
            if (AbsolutePaths.isIn(plain, place.root())) {
                everything = true;
            } else if (AbsolutePaths.isIn(place.root(), plain)
                    && place.holds(plain.substring(place.root().length()))) {
                lines.add(meant.substring(place.root().length()));
            }
        }
        return new OnlyPatterns(List.copyOf(lines), everything);
    }

    /** Whether nothing of the root can be meant. */
    boolean nothing() {
        return lines.isEmpty() && !everything;
    }

    Patterns patterns() {
        return Patterns.of(lines);
    }
}
