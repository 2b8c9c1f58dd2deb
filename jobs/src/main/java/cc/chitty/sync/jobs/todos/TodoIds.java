package cc.chitty.sync.jobs.todos;

import cc.chitty.sync.consolidate.journal.JournalSet;
import cc.chitty.sync.consolidate.todo.TodoId;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.kernel.device.DeviceIdentity;
import cc.chitty.sync.kernel.state.StateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds todos by id, or by as much of it as makes it unique, in the journals: also those that no view shows any more. */
public final class TodoIds {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{4,12}");

    /** So many candidates of an ambiguous id are named. */
    private static final int NAMED = 10;

    private TodoIds() {}

    /**
     * The beginning of an id as the rest of the program has it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String prefix(String typed) {
        String prefix = typed.toLowerCase(Locale.ROOT);
        if (!ID.matcher(prefix).matches()) {
            throw new IllegalArgumentException("'" + typed + "' is not an id: 4 to 12 characters of 0-9 and a-f");
        }
        return prefix;
    }

    /**
     * Exactly one todo for each id.
     *
     * @throws IllegalArgumentException if one is no id, or is that of no todo or of several
     */
    static List<TodoKey> find(StateDirectory state, List<String> typed) {
        Map<String, List<TodoKey>> found = new LinkedHashMap<>();
        typed.forEach(id -> found.put(prefix(id), new ArrayList<>()));
        String device = DeviceIdentity.of(state).device().id();
        try (JournalSet journals = JournalSet.open(state.devices(), device)) {
            for (TodoKey key = journals.upcoming(); key != null; key = journals.upcoming()) {
                TodoKey todo = key;
                String id = TodoId.of(key);
                found.forEach((prefix, todos) -> {
                    if (id.startsWith(prefix)) {
                        todos.add(todo);
                    }
                });
                journals.pass(key);
            }
        } catch (IOException e) {
            throw StorageFailure.of("read journals in", state.devices(), e);
        }
        found.forEach(TodoIds::requireOne);
        return found.values().stream().map(todos -> todos.get(0)).distinct().toList();
    }

    private static void requireOne(String prefix, List<TodoKey> todos) {
        if (todos.isEmpty()) {
            throw new IllegalArgumentException("there is no todo " + prefix);
        }
        if (todos.size() > 1) {
            StringBuilder text = new StringBuilder(prefix + " is the beginning of " + todos.size() + " ids:");
            todos.stream()
                    .limit(NAMED)
                    .forEach(todo -> text.append("\n  ")
                            .append(TodoId.of(todo))
                            .append("  ")
                            .append(Plain.fit(Plain.of(todo.content()), 60)));
            throw new IllegalArgumentException(text.toString());
        }
    }
}
