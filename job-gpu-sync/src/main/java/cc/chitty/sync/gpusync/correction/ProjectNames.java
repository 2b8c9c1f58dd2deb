package cc.chitty.sync.gpusync.correction;

import cc.chitty.sync.gpusync.correction.Place.Found;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rewrites the names of the directories in which Claude Code keeps the sessions of projects. In the canonical form a place is
 * {@code {1}}, followed by the rest of the name; a name that begins with a brace gets one more. To the canonical form and back, and
 * to the other side and back, are the identity for every name.
 */
public final class ProjectNames {

    private final PathCorrection correction;
    private final TreePath projects;
    private final ProjectSwaps swaps;

    /** For one tree, by the names alone. */
    public ProjectNames(PathCorrection correction, TreePath projects) {
        this(correction, projects, ProjectSwaps.NONE);
    }

    /**
     * For one tree.
     *
     * @param projects the directory, below the root of the tree, whose directories are named after projects
     * @param swaps names that mean something else than they seem to
     */
    public ProjectNames(PathCorrection correction, TreePath projects, ProjectSwaps swaps) {
        this.correction = correction;
        this.projects = projects;
        this.swaps = swaps;
    }

    /** The canonical name of a path of a side. */
    public TreePath canonical(Side side, TreePath path) {
        return rewritten(path, name -> canonical(correction.places(side), swaps.of(side, name)));
    }

    /** The name on a side of a canonical one. */
    public TreePath forSide(Side side, TreePath canonical) {
        return rewritten(canonical, name -> swaps.of(side, written(correction.places(side), name)));
    }

    /** The name on the other side of a directory, by the name alone. */
    static String toOther(PathCorrection correction, Side side, String name) {
        return written(correction.places(side.other()), canonical(correction.places(side), name));
    }

    private interface Rewrite {
        String of(String name);
    }

    private TreePath rewritten(TreePath path, Rewrite rewrite) {
        if (correction.isIdentity() || !path.isBelow(projects)) {
            return path;
        }
        int start = projects.isRoot() ? 0 : projects.text().length() + 1;
        int slash = path.text().indexOf('/', start);
        int end = slash < 0 ? path.text().length() : slash;
        String name = path.text().substring(start, end);
        return new TreePath(
                path.text().substring(0, start) + rewrite.of(name) + path.text().substring(end));
    }

    static String canonical(Places places, String name) {
        if (name.startsWith("{")) {
            return "{" + name;
        }
        Window window = window(name);
        Found found = Place.findAny(places.outer(Form.SLUG), window, 0);
        if (found == null) {
            return name;
        }
        if (found.detours() > 0) {
            return text(found, -1) + name.substring(found.length());
        }
        Deepest deepest = Deepest.in(found, window);
        Found lookalike = deepest.lookalike();
        String rest = name.substring(deepest.length());
        return "{" + deepest.place().code() + "}"
                + (lookalike == null ? rest : text(lookalike, -1) + rest.substring(lookalike.length()));
    }

    static String written(Places places, String name) {
        if (name.startsWith("{{")) {
            return name.substring(1);
        }
        if (!name.startsWith("{")) {
            return detoured(places.outer(Form.SLUG), name);
        }
        int brace = name.indexOf('}');
        Place place = places.coded(Integer.parseInt(name.substring(1, brace)));
        if (place == null) {
            throw new IllegalArgumentException("not a canonical name: " + name);
        }
        return new String(place.written(), StandardCharsets.UTF_8)
                + detoured(place.inside(), name.substring(brace + 1));
    }

    /** What begins as a place does, without being one, gets a detour more. Places are ASCII, so bytes are characters. */
    private static String detoured(List<Place> places, String rest) {
        Found found = Place.findAny(places, window(rest), 0);
        return found == null ? rest : text(found, 1) + rest.substring(found.length());
    }

    private static Window window(String name) {
        return Window.on(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Found found, int more) {
        Output output = new Output();
        found.write(output, more);
        byte[] bytes = new byte[output.size()];
        output.take(bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
