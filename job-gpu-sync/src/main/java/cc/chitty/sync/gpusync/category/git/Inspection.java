package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one side has below a workspace root.
 *
 * @param there whether the root is there and was looked through to its end; else nothing is concluded of what is missing
 * @param repositories by path
 * @param troubles what cannot be told as a repository, in words
 */
record Inspection(Root there, NavigableMap<TreePath, RepositoryFacts> repositories, List<String> troubles) {

    /** What became of the root. */
    enum Root {
        THERE,
        ABSENT,
        UNREADABLE
    }

    /** From the lines of {@code inspect.sh}, as {@link ExactText}. */
    static Inspection parse(String root, List<String> lines) {
        NavigableMap<TreePath, RepositoryFacts> found = new TreeMap<>();
        List<String> troubles = new ArrayList<>();
        FactsDraft draft = null;
        Root there = Root.UNREADABLE;
        for (String line : lines) {
            int space = line.indexOf(' ');
            String word = space < 0 ? line : line.substring(0, space);
            String rest = space < 0 ? "" : line.substring(space + 1);
            switch (word) {
                case "absent" -> there = Root.ABSENT;
                case "end" -> there = Root.THERE;
                case "unnamable" -> troubles.add("a repository below " + root + " has a line break in its path");
                case "repository" -> {
                    finish(draft, found);
                    draft = draft(root, rest, troubles);
                }
                default -> {
                    if (draft != null) {
                        draft.take(word, rest);
                    }
                }
            }
        }
        finish(draft, found);
        return new Inspection(there, found, List.copyOf(troubles));
    }

    private static @Nullable FactsDraft draft(String root, String path, List<String> troubles) {
        String plain = path.equals(".") ? "" : path;
        if (!ExactText.isText(path)) {
            troubles.add("the path of a repository is no UTF-8; it is left alone: " + ExactText.shown(path));
            return null;
        }
        if (!TreePath.isPath(plain)) {
            troubles.add("not a path below " + root + ": " + path);
            return null;
        }
        return new FactsDraft(root, new TreePath(plain));
    }

    private static void finish(@Nullable FactsDraft draft, NavigableMap<TreePath, RepositoryFacts> found) {
        if (draft != null) {
            RepositoryFacts facts = draft.facts();
            found.put(facts.path(), facts);
        }
    }
}
