package cc.chitty.sync.consolidate.view;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.journal.JsonLine;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Conflicts;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.consolidate.todo.TodoView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Conflicts that no journal tells: somebody edited a view, and a device had changed the same todo without either knowing
 * of the other. The device that finds one writes it down, in {@code conflicts/<device>.jsonl}: one line each, as in {@code
 * conflicts.json}, with the epoch in which the todo was then. Lines are added and never changed.
 */
public final class KeptConflicts {

    private static final String EPOCH = "epoch";

    private record Kept(Conflict conflict, int epoch) {}

    private final Map<TodoKey, List<Kept>> byTodo;

    private KeptConflicts(Map<TodoKey, List<Kept>> byTodo) {
        this.byTodo = byTodo;
    }

    /** Where they are kept in a state directory. */
    public static Path directory(Path state) {
        return state.resolve("conflicts");
    }

    /** Those of all devices. A line that cannot be read is passed over; whoever brings one here names it. */
    static KeptConflicts read(Path directory) throws IOException {
        Map<TodoKey, List<Kept>> byTodo = new HashMap<>();
        if (Files.exists(directory)) {
            TreeMap<String, Kept> lines = new TreeMap<>();
            for (Path file : JournalSet.files(directory)) {
                for (String line : Files.readAllLines(file)) {
                    parse(line).ifPresent(it -> lines.put(line, it));
                }
            }
            lines.values()
                    .forEach(it -> byTodo.computeIfAbsent(it.conflict.todo(), key -> new ArrayList<>())
                            .add(it));
        }
        return new KeptConflicts(byTodo);
    }

    /** One line, without its end. */
    public static String line(Conflict conflict, int epoch) {
        JsonLine line = ConflictsFile.begin(conflict).number(EPOCH, epoch);
        return new String(line.end(), StandardCharsets.UTF_8);
    }

    public static boolean isReadable(String line) {
        return parse(line).isPresent();
    }

    private static Optional<Kept> parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(new Kept(ConflictsView.conflict(bytes), epoch(bytes)));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // somebody wrote into the file; its other lines count
        }
    }

    private static int epoch(byte[] line) {
        try (JsonParser parser = JsonLine.parser(line, 0, line.length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals(EPOCH)) {
                    return parser.getIntValue();
                }
                parser.skipChildren();
            }
        }
        throw new IllegalArgumentException("a kept conflict has no epoch");
    }

    /** The conflicts of a todo with those kept of it that are not settled, each disagreement once. */
    Conflicts with(TodoView view, Conflicts derived) {
        List<Kept> kept = byTodo.isEmpty() || !view.visible() ? List.of() : byTodo.getOrDefault(view.key(), List.of());
        if (kept.isEmpty()) {
            return derived;
        }
        TreeMap<String, Conflict> open = new TreeMap<>();
        for (Kept one : kept) {
            boolean told = derived.open().stream().anyMatch(it -> it.kind() == one.conflict.kind());
            if (!told && !isSettled(one, view)) {
                open.putIfAbsent(one.conflict.id(), one.conflict);
            }
        }
        List<Conflict> all = new ArrayList<>(derived.open());
        all.addAll(open.values());
        return new Conflicts(all, derived.autoResolved());
    }

    /** Somebody chose, which raises the epoch, or has completed the todo since both sides spoke. */
    private static boolean isSettled(Kept kept, TodoView view) {
        Instant said = view.winner().at();
        return view.winner().epoch() > kept.epoch
                || (view.status() == Status.COMPLETED
                        && said.isAfter(kept.conflict.kept().at())
                        && said.isAfter(kept.conflict.other().at()));
    }
}
