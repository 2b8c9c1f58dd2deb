package cc.chitty.sync.gpusync.category.git;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run does to refs: one JSON object a line, written before it is done, and again with its result. It is what a rollback
 * reads. The values before are kept reachable by refs of the snapshot, so that no garbage collection takes them.
 *
 * @param file appended to, durably
 */
public record RefJournal(Path file) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * One line.
     *
     * @param side where
     * @param directory of the repository there
     * @param ref full name; empty for a repository that was made
     * @param tree the working tree in which a branch is checked out; empty if it is not
     * @param result {@code planned}, or how it ended
     * @param base what both sides agreed on before
     */
    public record Entry(
            Side side,
            String directory,
            String ref,
            @Nullable ObjectName before,
            @Nullable ObjectName after,
            String tree,
            String result,
            Base base) {

        /** Whether it is certain that nothing was done. */
        public boolean isLeft() {
            return result.equals(RefOutcome.Result.REFUSED.name())
                    || result.equals(RefOutcome.Result.KEPT_ASIDE.name());
        }

        /** What is written before this is undone, so that it can be done again; {@code base} is what both agree on now. */
        Entry reversed(String where, @Nullable ObjectName agreed) {
            return new Entry(
                    side, directory, ref, after, before, where, result, new Base(base.root, base.path, agreed));
        }

        private Entry with(Base known) {
            return new Entry(side, directory, ref, before, after, tree, result, known);
        }

        private Entry since(Entry first) {
            return new Entry(side, directory, ref, first.before, after, tree, result, first.base);
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("side", side.name());
            json.put("directory", directory);
            json.put("ref", ref);
            json.put("before", before == null ? "" : before.hex());
            json.put("after", after == null ? "" : after.hex());
            json.put("tree", tree);
            json.put("result", result);
            json.put("root", base.root);
            json.put("path", base.path.text());
            json.put("agreed", base.agreed == null ? "" : base.agreed.hex());
            return json;
        }

        static Entry of(JsonNode json) {
            return new Entry(
                    Side.valueOf(json.path("side").asString("")),
                    json.path("directory").asString(""),
                    json.path("ref").asString(""),
                    name(json.path("before").asString("")),
                    name(json.path("after").asString("")),
                    json.path("tree").asString(""),
                    json.path("result").asString(""),
                    new Base(
                            json.path("root").asString(""),
                            new TreePath(json.path("path").asString("")),
                            name(json.path("agreed").asString(""))));
        }

        private static @Nullable ObjectName name(String text) {
            return text.isEmpty() ? null : new ObjectName(text);
        }
    }

    /**
     * What both sides agreed on.
     *
     * @param root of the repository, as {@link BaseRefs} knows it; empty: it was not written down
     * @param agreed of the ref; null: nothing
     */
    public record Base(String root, TreePath path, @Nullable ObjectName agreed) {}

    static final String PLANNED = "planned";

    /** A repository that a rollback has put aside. */
    static final String UNMADE = "unmade";

    /**
     * What is about to be done.
     *
     * @param before what both sides agree on until then
     * @param beside moves that are made for those of the plan
     */
    void write(RepositoryPlan plan, Map<String, ObjectName> before, List<RefMove> beside) {
        List<Entry> entries = new ArrayList<>();
        Side made = plan.made();
        if (made != null) {
            entries.add(made(plan, made, PLANNED));
        } else {
            Stream.concat(plan.moves().stream(), beside.stream()).forEach(move -> {
                Base base = new Base(plan.root(), plan.path(), before.get(move.ref()));
                entries.add(entry(plan, move, PLANNED).with(base));
            });
        }
        write(entries);
    }

    /** The branches that waited are about to move; how, is known when they have. */
    void writeMoving(RepositoryReport report) {
        write(report.keptAside()
                .map(it -> entry(report.plan(), it.move(), PLANNED))
                .toList());
    }

    /** How it ended. A repository that was made is there; one that could not be made is not. */
    void write(RepositoryReport report) {
        RepositoryPlan plan = report.plan();
        Side made = plan.made();
        if (made != null && !report.trouble().isEmpty()) {
            write(List.of(made(plan, made, RefOutcome.Result.REFUSED.name())));
        } else if (made == null) {
            write(report.outcomes().stream()
                    .filter(it -> it.move().ref().startsWith("refs/"))
                    .map(it -> entry(report.plan(), it.move(), it.result().name()))
                    .toList());
        }
    }

    private static Entry made(RepositoryPlan plan, Side side, String result) {
        Base none = new Base(plan.root(), plan.path(), null);
        return new Entry(side, plan.makeAt(), "", null, null, "", result, none);
    }

    private static Entry entry(RepositoryPlan plan, RefMove move, String result) {
        RepositoryFacts facts = plan.has(move.side());
        String tree = facts.checkedOut().getOrDefault(move.ref(), "");
        Base base = new Base(plan.root(), plan.path(), null);
        return new Entry(move.side(), facts.directory(), move.ref(), move.before(), move.after(), tree, result, base);
    }

    void write(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        entries.forEach(
                entry -> lines.append(MAPPER.writeValueAsString(entry.json())).append('\n'));
        PrivateDirectory.create(file.toAbsolutePath().resolveSibling(""));
        DurableFile.append(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What was done to each ref, by all attempts of the run together: the last line is how it ended, the first one tells what was before. A
     * torn last line is left out: nothing was done.
     */
    public List<Entry> read() {
        return told().values().stream().map(Told::entry).toList();
    }

    /**
     * What the last attempt to change a ref was going to do.
     *
     * @param isFirst whether there was none before it
     */
    record Attempt(Entry entry, boolean isFirst) {}

    /** What each ref was to become in the end, whatever attempts before it had done. */
    List<Attempt> lastAttempts() {
        return told().values().stream()
                .map(it -> new Attempt(it.last(), it.earlier() == null))
                .toList();
    }

    private Map<String, Told> told() {
        Map<String, Told> entries = new LinkedHashMap<>();
        if (Files.notExists(file)) {
            return entries;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                Entry entry = parse(line);
                if (entry != null) {
                    entries.merge(
                            entry.side() + "\n" + entry.directory() + "\n" + entry.ref(),
                            new Told(entry, entry, null),
                            (first, last) -> first.then(last.entry()));
                }
            }
        } catch (IOException e) {
            throw StorageFailure.of("read", file, e);
        }
        return entries;
    }

    /**
     * What is told of a ref until a line.
     *
     * @param entry from before the run on
     * @param last the line itself, which begins where its attempt began
     * @param earlier what the attempts before it did; null: nothing
     */
    private record Told(Entry entry, Entry last, @Nullable Entry earlier) {

        /** An attempt begins where the one before did, or goes on from where that one came to, unless a person has moved the ref meanwhile. */
        Told then(Entry next) {
            if (Objects.equals(next.before, last.before)) {
                return new Told(joined(next, earlier), next, earlier);
            }
            return !last.isLeft() && Objects.equals(next.before, last.after)
                    ? new Told(joined(next, entry), next, entry)
                    : new Told(next, next, null);
        }

        private Entry joined(Entry next, @Nullable Entry done) {
            return next.isLeft() && done != null ? done : next.since(entry);
        }
    }

    private static @Nullable Entry parse(String line) {
        try {
            return Entry.of(MAPPER.readTree(line));
        } catch (JacksonException | IllegalArgumentException e) {
            return null; // only the last one can be torn, and it was written before anything was done
        }
    }
}
