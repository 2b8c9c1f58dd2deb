package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.gpusync.correction.ProjectSwaps;
import cc.chitty.sync.gpusync.correction.ProjectSwaps.Seen;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the sessions of project directories work: one transcript of each tells, whose name and answer are remembered, so that it is
 * read once. The answer stays as long as that transcript is there, or, where no other tells anything, the directory.
 *
 * @param file one JSON object a line
 */
public record ProjectEvidence(Path file) {

    private static final String NAME = "projects.jsonl";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** So many transcripts of a directory are read, the smallest first, if those before tell nothing. */
    private static final int MOST = 4;

    /** What is remembered of one directory. */
    private record Told(Side side, String name, String id, String workingDirectory) {

        String key() {
            return side + "\t" + name;
        }

        Seen seen() {
            return new Seen(side, name, workingDirectory);
        }
    }

    /** A side of which something is to be learned. */
    public record Look(Side side, Endpoint endpoint, SortedMap<TreePath, Entry> entries) {}

    /** What is remembered of a peer, in the directory in which everything of it is. */
    public static ProjectEvidence in(Path directory) {
        return new ProjectEvidence(directory.resolve(NAME));
    }

    /** What was learned last. */
    public List<Seen> known() {
        return read().told.values().stream().map(Told::seen).toList();
    }

    /** Tells of paths in canonical form how this machine spells them, as far as that was learned. */
    public UnaryOperator<TreePath> here() {
        Map<String, String> here = read().here;
        return canonical -> here(here, canonical);
    }

    private static TreePath here(Map<String, String> names, TreePath canonical) {
        if (!canonical.isBelow(SessionPaths.PROJECTS)) {
            return canonical;
        }
        String below = canonical.text().substring(SessionPaths.PROJECTS.text().length() + 1);
        int slash = below.indexOf('/');
        String name = slash < 0 ? below : below.substring(0, slash);
        String here = names.getOrDefault(name, name);
        return new TreePath(SessionPaths.PROJECTS.text() + "/" + here + below.substring(name.length()));
    }

    /**
     * What is so now; paths are those below a home directory.
     *
     * @param swaps of what was known before
     */
    public List<Seen> learn(List<Look> looks, ProjectSwaps swaps) {
        Known before = read();
        Map<String, Told> now = new TreeMap<>();
        looks.forEach(look -> {
            learn(look, before.told, now);
            hold(look, swaps, now);
        });
        if (!now.equals(before.told)) {
            write(new Known(now, before.here));
        }
        return now.values().stream().map(Told::seen).toList();
    }

    /** Remembers how this machine calls directories, by their canonical names. */
    public void call(Map<String, String> here) {
        Known before = read();
        if (!before.here.equals(here)) {
            write(new Known(before.told, here));
        }
    }

    /** All that is remembered. */
    private record Known(Map<String, Told> told, Map<String, String> here) {

        static Known nothing() {
            return new Known(new TreeMap<>(), new TreeMap<>());
        }
    }

    private static void learn(Look look, Map<String, Told> before, Map<String, Told> now) {
        Map<String, List<TreePath>> open = new HashMap<>();
        transcripts(look.entries()).forEach((name, paths) -> {
            Told told = before.get(look.side() + "\t" + name);
            boolean holds = told != null
                    && (told.workingDirectory().isEmpty()
                            || paths.stream().anyMatch(path -> id(path).equals(told.id())));
            if (holds && told != null) {
                now.put(told.key(), told);
            } else {
                open.put(name, paths);
            }
        });
        for (int round = 0; round < MOST && !open.isEmpty(); round++) {
            ask(look, open, now, round);
        }
        before.values().stream()
                .filter(told -> told.side() == look.side())
                .filter(told -> look.entries().containsKey(SessionPaths.PROJECTS.child(told.name())))
                .forEach(told -> now.putIfAbsent(told.key(), told));
    }

    /**
     * A directory that a sync has called so, in which nothing tells of a place, stays what it is: with a session that comes on the
     * other side it would become that of another place, and what is in it would be gone from there.
     */
    private static void hold(Look look, ProjectSwaps swaps, Map<String, Told> now) {
        look.entries().keySet().stream()
                .filter(path ->
                        path.isBelow(SessionPaths.PROJECTS) && path.parent().equals(SessionPaths.PROJECTS))
                .map(TreePath::name)
                .filter(name -> ProjectSwaps.isDetour(name) && swaps.isPlain(look.side(), name))
                .map(name -> new Told(look.side(), name, "", ""))
                .forEach(told -> now.putIfAbsent(told.key(), told));
    }

    /** Those of each directory, the smallest first. */
    private static Map<String, List<TreePath>> transcripts(SortedMap<TreePath, Entry> entries) {
        Map<String, List<TreePath>> found = new TreeMap<>();
        entries.forEach((path, entry) -> {
            if (entry.kind() == EntryKind.FILE) {
                SessionPaths.transcript(path)
                        .ifPresent(it -> found.computeIfAbsent(it.slug(), name -> new ArrayList<>())
                                .add(path));
            }
        });
        found.values()
                .forEach(paths -> paths.sort(Comparator.comparing((TreePath path) -> size(entries.get(path)))
                        .thenComparing(path -> path)));
        return found;
    }

    private static long size(@Nullable Entry entry) {
        return entry == null ? 0 : entry.stamp().size();
    }

    private static String id(TreePath path) {
        return SessionPaths.transcript(path)
                .map(SessionPaths.Transcript::id)
                .orElseThrow(() -> new IllegalArgumentException("no transcript: " + path));
    }

    private static void ask(Look look, Map<String, List<TreePath>> open, Map<String, Told> now, int round) {
        open.values().removeIf(paths -> paths.size() <= round);
        List<TreePath> asked =
                open.values().stream().map(paths -> paths.get(round)).toList();
        if (asked.isEmpty()) {
            return;
        }
        Set<String> answered = new HashSet<>();
        look.endpoint().read(look.endpoint().facts().home(), asked, (path, entry, content) -> {
            String workingDirectory = LineCheck.firstDirectory(content);
            if (workingDirectory.startsWith("/")) {
                String name = path.parent().name();
                Told told = new Told(look.side(), name, id(path), workingDirectory);
                now.put(told.key(), told);
                answered.add(name);
            }
        });
        open.keySet().removeAll(answered);
    }

    private Known read() {
        if (Files.notExists(file)) {
            return Known.nothing();
        }
        Known known = Known.nothing();
        try {
            for (String line : Files.readAllLines(file)) {
                take(MAPPER.readTree(line), known);
            }
            return known;
        } catch (JacksonException | IllegalArgumentException e) {
            return Known.nothing(); // not as it was written: it is learned anew
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
    }

    private static void take(JsonNode json, Known known) {
        if (json.has("canonical")) {
            known.here.put(
                    json.path("canonical").asString(""), json.path("name").asString(""));
            return;
        }
        Told told = new Told(
                Side.valueOf(json.path("side").asString("")),
                json.path("name").asString(""),
                json.path("id").asString(""),
                json.path("cwd").asString(""));
        known.told.put(told.key(), told);
    }

    private void write(Known known) {
        List<Map<String, String>> objects = new ArrayList<>();
        known.told
                .values()
                .forEach(told -> objects.add(Map.of(
                        "side", told.side().name(),
                        "name", told.name(),
                        "id", told.id(),
                        "cwd", told.workingDirectory())));
        known.here.forEach((canonical, name) -> objects.add(Map.of("canonical", canonical, "name", name)));
        StringBuilder lines = new StringBuilder();
        objects.forEach(object ->
                lines.append(MAPPER.writeValueAsString(new TreeMap<>(object))).append('\n'));
        DurableFile.replace(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
