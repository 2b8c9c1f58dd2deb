package cc.chitty.sync.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Seeded words of session files: ids, contents of todos and their JSON in the three shapes Claude Code has written. */
final class SessionWords {

    private static final List<String> VERBS = List.of("Add", "Fix", "Remove", "Test", "Document", "Speed up", "Review");
    private static final List<String> THINGS = List.of(
            "the retry of", "the cache in", "an index for", "the error path of", "\\\"strict\\\" mode in", "Größe von");
    private static final List<String> PLACES =
            List.of("the uploader", "chittychat's router", "the parser", "the importer", "ChittySchema", "the panel");
    private static final List<String> COMMON =
            List.of("Run the tests", "Update the README", "Commit and push", "Run lint");
    private static final List<String> STATUSES = List.of("pending", "in_progress", "completed");
    private static final List<String> PRIORITIES = List.of("high", "medium", "low");

    private final SplittableRandom random;

    SessionWords(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * One todo.
     *
     * @param old whether in the first shape, with id and priority instead of activeForm
     */
    record Todo(String content, String status, String priority, boolean old) {

        String json(int number) {
            return old
                    ? "{\"id\":\"" + number + "\",\"content\":\"" + content + "\",\"status\":\"" + status
                            + "\",\"priority\":\"" + priority + "\"}"
                    : "{\"content\":\"" + content + "\",\"status\":\"" + status + "\",\"activeForm\":\"Doing: "
                            + content + "\"}";
        }

        boolean completed() {
            return status.equals("completed");
        }

        /** What its session says of it next: begun or put back; what is completed stays so. */
        Todo next() {
            String next = status.equals("pending") ? "in_progress" : "pending";
            return completed() ? this : new Todo(content, next, priority, old);
        }
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** One in 20 contents is one that many sessions use. */
    List<Todo> todos(int count) {
        boolean old = oneIn(3);
        List<Todo> todos = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String content = oneIn(20)
                    ? one(COMMON)
                    : one(VERBS) + " " + one(THINGS) + " " + one(PLACES) + " (" + random.nextInt(1 << 30) + ")";
            todos.add(new Todo(content, one(STATUSES), one(PRIORITIES), old));
        }
        return todos;
    }

    /** As {@link #todos}, none of them completed. */
    List<Todo> open(int count) {
        return todos(count).stream()
                .map(todo -> new Todo(todo.content, "pending", todo.priority, todo.old))
                .toList();
    }

    static String array(List<Todo> todos) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < todos.size(); i++) {
            text.append(i == 0 ? "" : ",").append(todos.get(i).json(i + 1));
        }
        return text.append("]").toString();
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
