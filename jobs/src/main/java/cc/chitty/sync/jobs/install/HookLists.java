package cc.chitty.sync.jobs.install;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The hooks in an agent's settings: events, below each of them groups with a matcher, in each of these the hooks themselves. */
final class HookLists {

    static final String HOOKS = "hooks";

    private HookLists() {}

    static List<String> events(JsonText text) {
        return text.at(HOOKS).map(JsonNode::children).orElse(List.of()).stream()
                .map(JsonNode.Child::name)
                .toList();
    }

    /** What all hooks run. */
    static List<String> commands(JsonText text) {
        return events(text).stream()
                .flatMap(event -> groups(text, event).stream())
                .flatMap(group -> elements(group).stream())
                .flatMap(hook -> command(hook).stream())
                .toList();
    }

    /** The document without those hooks of an event, and without the groups that have nothing else, not even a comment. */
    static JsonText without(JsonText from, String event, Predicate<String> commands) {
        JsonText text = from;
        for (int i = groups(text, event).size() - 1; i >= 0; i--) {
            int group = i;
            JsonText now =
                    text.withoutElements(it -> hooks(groups(it, event).get(group)), hook -> runs(hook, commands));
            JsonNode left = groups(now, event).get(i);
            boolean isEmpty = now != text && elements(left).isEmpty() && !now.hasComment(left);
            JsonNode whole = groups(text, event).get(i);
            text = isEmpty ? text.withoutElements(it -> it.at(HOOKS, event), whole::equals) : now;
        }
        return text;
    }

    /** The document with those hooks of the old one that it lacks, in groups as they were, before its own. */
    static JsonText with(JsonText into, JsonText old, Predicate<String> commands) {
        JsonText text = into;
        for (String event : events(old)) {
            List<JsonNode> groups = new ArrayList<>(groups(old, event));
            for (int i = groups.size() - 1; i >= 0; i--) {
                JsonText now = text;
                Predicate<JsonNode> lacks = hook -> runs(hook, commands) && !has(now, event, command(hook));
                if (elements(groups.get(i)).stream().anyMatch(lacks)) {
                    JsonText group = JsonText.parse(old.source(groups.get(i)).getBytes(StandardCharsets.UTF_8))
                            .withoutElements(it -> it.at(HOOKS), lacks.negate());
                    text = text.withElement(HOOKS, event, new String(group.bytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text;
    }

    private static boolean has(JsonText text, String event, Optional<String> command) {
        return groups(text, event).stream()
                .flatMap(group -> elements(group).stream())
                .anyMatch(hook -> command(hook).equals(command));
    }

    private static List<JsonNode> groups(JsonText text, String event) {
        return text.at(HOOKS, event).map(HookLists::values).orElse(List.of());
    }

    private static Optional<JsonNode> hooks(JsonNode group) {
        return group.member(HOOKS).map(JsonNode.Child::value);
    }

    private static List<JsonNode> elements(JsonNode group) {
        return hooks(group).map(HookLists::values).orElse(List.of());
    }

    private static List<JsonNode> values(JsonNode array) {
        return array.children().stream().map(JsonNode.Child::value).toList();
    }

    private static boolean runs(JsonNode hook, Predicate<String> commands) {
        return command(hook).filter(commands).isPresent();
    }

    private static Optional<String> command(JsonNode hook) {
        return hook.member("command").map(found -> found.value().text());
    }
}
