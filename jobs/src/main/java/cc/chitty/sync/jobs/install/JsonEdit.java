package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hooks and settings of ours in an agent's JSON file.
 *
 * @param file for messages
 * @param programs the directory of our programs: a hook that runs something in it is ours
 * @param foreign hooks of others that are taken out, by their command
 */
record JsonEdit(String file, String programs, List<Hook> hooks, List<Entry> entries, Predicate<String> foreign)
        implements Edit {

    private static final String HOOKS = "hooks";

    /** One hook, as the agents all write it. */
    record Hook(String event, @Nullable String matcher, String command, int timeout) {

        String json() {
            String match = matcher == null ? "" : "\"matcher\": " + JsonText.quoted(matcher) + ", ";
            return "{" + match + "\"hooks\": [{\"type\": \"command\", \"command\": " + JsonText.quoted(command)
                    + ", \"timeout\": " + timeout + "}]}";
        }
    }

    /** One member of an object below the root, as JSON. */
    record Entry(String parent, String name, String json) {}

    @Override
    public byte @Nullable [] apply(byte @Nullable [] original) {
        if (original == null && hooks.isEmpty() && entries.isEmpty()) {
            return null;
        }
        return guarded(() -> {
            JsonText text = JsonText.parse(original == null ? "{}\n".getBytes(StandardCharsets.UTF_8) : original);
            text = withoutHooks(text, foreign, null);
            for (Hook hook : hooks) {
                text = text.withElement(HOOKS, hook.event(), hook.json());
            }
            for (Entry entry : entries) {
                text = text.withMember(entry.parent(), entry.name(), entry.json());
            }
            return text.bytes();
        });
    }

    /** Hooks of others that were taken out do not come back where the file was changed since; the backup has them. */
    @Override
    public byte @Nullable [] clean(byte[] current, byte @Nullable [] before) {
        return guarded(() -> {
            JsonText old = JsonText.parse(before == null ? "{}".getBytes(StandardCharsets.UTF_8) : before);
            JsonText text = withoutHooks(JsonText.parse(current), command -> command.contains(programs), old);
            for (Entry entry : entries) {
                text = withoutEntry(text, entry, old);
            }
            return before == null && text.root().children().isEmpty() ? new byte[0] : text.bytes();
        });
    }

    private static JsonText withoutHooks(JsonText from, Predicate<String> ours, @Nullable JsonText old) {
        JsonText text = from;
        List<String> events = text.at(HOOKS).map(JsonNode::children).orElse(List.of()).stream()
                .map(JsonNode.Child::name)
                .toList();
        for (String event : events) {
            JsonText now = text.withoutElements(HOOKS, event, element -> runs(element, ours));
            text = now == text || old == null ? now : withoutEmpty(now, old, HOOKS, event);
        }
        return text == from || old == null ? text : withoutEmpty(text, old, HOOKS);
    }

    private static boolean runs(JsonNode element, Predicate<String> ours) {
        List<JsonNode.Child> inner =
                element.member(HOOKS).map(found -> found.value().children()).orElse(List.of());
        return !inner.isEmpty()
                && inner.stream()
                        .allMatch(hook -> command(hook.value()).filter(ours).isPresent());
    }

    private static Optional<String> command(JsonNode hook) {
        return hook.member("command").map(found -> found.value().text());
    }

    /** What was made for our things goes with the last of them. */
    private static JsonText withoutEmpty(JsonText text, JsonText old, String... path) {
        boolean empty = text.at(path).filter(node -> node.children().isEmpty()).isPresent();
        if (!empty || old.at(path).isPresent()) {
            return text;
        }
        JsonNode holder = path.length == 1 ? text.root() : text.at(path[0]).orElseThrow();
        return text.withoutMember(holder, path[path.length - 1]);
    }

    private static JsonText withoutEntry(JsonText text, Entry entry, JsonText old) {
        Optional<JsonNode> now = text.at(entry.parent(), entry.name());
        if (now.isEmpty() || !text.source(now.get()).equals(entry.json())) {
            return text;
        }
        Optional<JsonNode> was = old.at(entry.parent(), entry.name());
        if (was.isPresent()) {
            return text.withMember(entry.parent(), entry.name(), old.source(was.get()));
        }
        JsonNode holder = text.at(entry.parent()).orElseThrow();
        return withoutEmpty(text.withoutMember(holder, entry.name()), old, entry.parent());
    }

    private interface Change {
        byte[] bytes();
    }

    private byte @Nullable [] guarded(Change change) {
        try {
            byte[] bytes = change.bytes();
            return bytes.length == 0 ? null : bytes;
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    FailureCategory.REFUSED,
                    "change " + file,
                    String.valueOf(e.getMessage()),
                    "Repair the file, or leave this part out; nothing was changed.",
                    e);
        }
    }
}
