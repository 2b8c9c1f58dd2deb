package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;

/** Which working trees of a side may be sparse checkouts, by files alone. */
final class SparseSettings {

    /** What {@code .git} is in a linked working tree and in a sub-module. */
    private static final Pattern POINTER = Pattern.compile("gitdir: ([^\n]+)\n*");

    /** JGit passes over a setting that is on the line of its section. */
    private static final Pattern SECTION = Pattern.compile("(?m)^(\\s*\\[[^\\]\\n]*\\])");

    private static final String GIT = ".git";
    private static final int LARGEST = 1 << 20;

    private final Endpoint endpoint;
    private final String root;

    SparseSettings(Endpoint endpoint, String root) {
        this.endpoint = endpoint;
        this.root = root;
    }

    /**
     * Those among some directories, from the root, that are sparse by their settings, and those whose settings are elsewhere and cannot be
     * read, as when that is not mounted.
     */
    Set<TreePath> among(Collection<TreePath> directories) {
        Set<TreePath> sparse = new HashSet<>();
        Map<TreePath, String> pointers = new HashMap<>();
        List<TreePath> files = new ArrayList<>();
        for (TreePath directory : directories) {
            TreePath git = directory.child(GIT);
            files.addAll(List.of(git, git.child("config"), git.child("config.worktree")));
        }
        read(root, files, (path, text) -> {
            if (path.name().equals(GIT)) {
                pointers.put(path.parent(), text);
            } else if (maySay(text)) {
                sparse.add(path.parent().parent());
            }
        });
        if (!pointers.isEmpty()) {
            sparse.addAll(pointers.keySet());
            sparse.removeAll(whole(pointers));
        }
        return sparse;
    }

    /** Those that are no sparse checkouts for sure. */
    private Set<TreePath> whole(Map<TreePath, String> pointers) {
        Map<TreePath, List<TreePath>> settings = new HashMap<>();
        pointers.forEach((directory, text) -> settings.put(directory, settings(directory, text)));
        Map<TreePath, Boolean> isSparse = new HashMap<>();
        read(
                "/",
                settings.values().stream().flatMap(List::stream).distinct().toList(),
                (path, text) -> isSparse.put(path, maySay(text)));
        Set<TreePath> whole = new HashSet<>();
        settings.forEach((directory, files) -> {
            List<Boolean> told =
                    files.stream().map(isSparse::get).filter(Objects::nonNull).toList();
            if (!told.isEmpty() && !told.contains(true)) {
                whole.add(directory);
            }
        });
        return whole;
    }

    /** Whether a repository's configuration says that its checkout is a sparse one; another file that it includes may. */
    private static boolean maySay(String configuration) {
        try {
            Config config = new Config();
            config.fromText(SECTION.matcher(configuration).replaceAll("$1\n"));
            return config.getBoolean("core", "sparseCheckout", false)
                    || config.getSections().stream()
                            .anyMatch(it -> it.toLowerCase(Locale.ROOT).startsWith("include"));
        } catch (ConfigInvalidException | IllegalArgumentException e) {
            return true; // git would not say what it leaves out either
        }
    }

    /** Where the settings are that count for a working tree, from the root of all. */
    private List<TreePath> settings(TreePath directory, String pointer) {
        Matcher matcher = POINTER.matcher(pointer);
        if (!matcher.matches()) {
            return List.of();
        }
        Path own = Path.of(root)
                .resolve(directory.text())
                .resolve(matcher.group(1))
                .normalize();
        List<TreePath> files = new ArrayList<>();
        add(own.resolve("config.worktree"), files);
        add(own.resolve("config"), files);
        Path above = own.getParent();
        if (above != null && above.endsWith("worktrees")) {
            add(above.resolveSibling("config"), files);
        }
        return files;
    }

    private static void add(Path file, List<TreePath> files) {
        String text = file.toString().substring(1);
        if (TreePath.isPath(text)) {
            files.add(new TreePath(text));
        }
    }

    private interface Taker {
        void take(TreePath path, String text);
    }

    private void read(String from, List<TreePath> files, Taker taker) {
        if (!files.isEmpty()) {
            endpoint.read(
                    from,
                    files,
                    (path, entry, content) ->
                            taker.take(path, new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8)));
        }
    }
}
