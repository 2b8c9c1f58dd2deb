package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The one reader for all agents' words: which calls write a list, under which keys the list and its texts are, and what
 * their statuses mean. {@code docs/formats/README.md} has the table.
 */
public final class TodoWords {

    private static final Set<String> LIST_TOOLS = Set.of("todowrite", "writetodos", "updatetodos", "updateplan");
    private static final List<String> LIST_KEYS = List.of("todos", "plan", "tasks", "items");
    /** In this order: where a line has a title and a description, the title is the todo. */
    private static final List<String> TEXT_KEYS =
            List.of("content", "subject", "title", "step", "task_description", "description");

    private TodoWords() {}

    /**
     * A list as far as it could be understood.
     *
     * @param wrong one reason for each line that could not be understood; if there is any, what is missing from {@code
     *     entries} may still be listed
     */
    public record TodoList(List<ListEntry> entries, List<String> wrong) {

        public TodoList {
            entries = List.copyOf(entries);
            wrong = List.copyOf(wrong);
        }
    }

    /** What a status word means, and the note that keeps what our statuses cannot say. */
    public record Meaning(Status status, @Nullable String note, boolean deleted) {

        private static Meaning of(Status status) {
            return new Meaning(status, null, false);
        }
    }

    /** Whether a call of this name hands over a whole list: upper case and separators do not matter. */
    public static boolean writesList(String tool) {
        return LIST_TOOLS.contains(tool.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    /** The list in a document or in the arguments of a call: an array, or an object which has one under a known key. */
    public static TodoList list(JsonNode node) throws Malformed {
        if (node.isArray()) {
            return entries(node);
        }
        StrictJson.object(node, "the list");
        for (String key : LIST_KEYS) {
            if (node.has(key)) {
                return entries(StrictJson.array(node.path(key), key));
            }
        }
        throw new Malformed("no list under any of " + LIST_KEYS);
    }

    /** One line: an object with a text under a known key, or a bare string. */
    public static ListEntry entry(JsonNode node) throws Malformed {
        if (node.isString()) {
            return ListEntry.of(clean(node.stringValue()), Status.PENDING, Details.NONE);
        }
        String text = text(StrictJson.object(node, "a todo"));
        Meaning meaning = meaning(node);
        Details details = new Details(activeForm(node), cleanText(node, "priority"), meaning.note());
        return new ListEntry(text, meaning.status(), details, meaning.deleted());
    }

    /** What an agent's word for a status means to us. */
    public static Meaning meaning(String word) {
        return switch (normalised(word)) {
            case "", "pending", "todo", "open", "not_started" -> Meaning.of(Status.PENDING);
            case "in_progress" -> Meaning.of(Status.IN_PROGRESS);
            case "completed", "done", "closed" -> Meaning.of(Status.COMPLETED);
            case "cancelled", "canceled" -> new Meaning(Status.COMPLETED, "cancelled", false);
            case "blocked" -> new Meaning(Status.PENDING, "blocked", false);
            case "deleted" -> new Meaning(Status.PENDING, null, true);
            default -> new Meaning(Status.PENDING, "status: " + clean(word.strip()), false);
        };
    }

    /** The agent's words for what is being done, if any. */
    public static @Nullable String activeForm(JsonNode node) {
        String form = cleanText(node, "activeForm");
        return form == null ? cleanText(node, "active_form") : form;
    }

    /**
     * The text without what cannot be stored: NUL, which PostgreSQL refuses, and halves of surrogate pairs, which UTF-8
     * has no bytes for. Each becomes U+FFFD, so that a journal read back is the journal that was written.
     */
    public static String clean(String text) {
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
                cleaned.setCharAt(i, '\uFFFD');
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    private static TodoList entries(JsonNode array) {
        List<ListEntry> entries = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (JsonNode node : array) {
            try {
                entries.add(entry(node));
            } catch (Malformed e) {
                wrong.add("line " + (entries.size() + wrong.size() + 1) + " of the list: " + e.reason());
            }
        }
        return new TodoList(entries, wrong);
    }

    private static String text(JsonNode node) throws Malformed {
        for (String key : TEXT_KEYS) {
            if (node.path(key).isString()) {
                return clean(node.path(key).stringValue());
            }
        }
        throw new Malformed("no text under any of " + TEXT_KEYS);
    }

    private static Meaning meaning(JsonNode node) {
        JsonNode status = node.path("status");
        if (status.isMissingNode() || status.isNull()) {
            return Meaning.of(node.path("completed").asBoolean(false) ? Status.COMPLETED : Status.PENDING);
        }
        return meaning(status.isString() ? status.stringValue() : status.toString());
    }

    private static String normalised(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT).replaceAll("[-\\s]+", "_");
        return lower.startsWith("todo_status_") ? lower.substring("todo_status_".length()) : lower;
    }

    private static @Nullable String cleanText(JsonNode node, String key) {
        String text = StrictJson.text(node, key);
        return text == null ? null : clean(text);
    }
}
