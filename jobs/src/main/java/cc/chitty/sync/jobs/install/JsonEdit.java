package cc.chitty.sync.jobs.install;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hooks and settings of ours in an agent's JSON file.
 *
 * @param file for messages
 * @param ours tells which hooks and settings are ours
 * @param migrate whether hooks of the first system are taken out
 */
record JsonEdit(String file, Ours ours, List<Hook> hooks, List<Entry> entries, boolean migrate) implements Edit {

    /** No file without one of these has anything of ours. */
    private static final Pattern TRACE = Pattern.compile("chittysync|session-start|post-todo-write|session-end");

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
        if (hooks.isEmpty() && entries.isEmpty() && !migrate) {
            return original;
        }
        return guarded(() -> {
            JsonText text = JsonText.parse(original == null ? "{}\n".getBytes(StandardCharsets.UTF_8) : original);
            text = migrate ? withoutHooks(text, ours.first()::runs, null) : text;
            for (Hook hook : hooks) {
                text = text.withElement(HookLists.HOOKS, hook.event(), hook.json());
            }
            for (Entry entry : entries) {
                text = text.withMember(entry.parent(), entry.name(), entry.json());
            }
            return text.bytes();
        });
    }

    /** Hooks of the first system that were taken out come back, too, but none that is there. */
    @Override
    public byte @Nullable [] clean(byte[] current, byte @Nullable [] before, boolean migrated) {
        return guarded(() -> {
            JsonText old = JsonText.parse(before == null ? "{}".getBytes(StandardCharsets.UTF_8) : before);
            JsonText text = withoutHooks(JsonText.parse(current), ours::isHook, old);
            for (Entry entry : ours.entries()) {
                text = withoutEntry(text, entry, old);
            }
            text = migrated ? HookLists.with(text, old, ours.first()::runs) : text;
            return before == null && text.isEmpty() ? new byte[0] : text.bytes();
        });
    }

    /** A setting that a person may have made as well is ours where something else is. */
    @Override
    public byte @Nullable [] without(byte[] current) {
        if (!TRACE.matcher(new String(current, StandardCharsets.UTF_8)).find()) {
            return current;
        }
        return guarded(() -> {
            JsonText nothing = JsonText.parse("{}".getBytes(StandardCharsets.UTF_8));
            JsonText text = JsonText.parse(current);
            JsonText cleaned = withoutHooks(text, ours::isHook, nothing);
            for (Entry entry : ours.entries()) {
                boolean isOurs = cleaned != text || startsOurs(text, entry);
                cleaned = isOurs ? withoutEntry(cleaned, entry, nothing) : cleaned;
            }
            boolean isEmpty = cleaned != text && cleaned.isEmpty();
            return isEmpty ? new byte[0] : cleaned.bytes();
        });
    }

    private boolean startsOurs(JsonText text, Entry entry) {
        return text.at(entry.parent(), entry.name(), "command")
                .map(JsonNode::text)
                .filter(ours::isInstalled)
                .isPresent();
    }

    private static JsonText withoutHooks(JsonText from, Predicate<String> which, @Nullable JsonText old) {
        JsonText text = from;
        for (String event : HookLists.events(text)) {
            JsonText now = HookLists.without(text, event, which);
            text = now == text || old == null ? now : withoutEmpty(now, old, HookLists.HOOKS, event);
        }
        return text == from || old == null ? text : withoutEmpty(text, old, HookLists.HOOKS);
    }

    /** What was made for our things goes with the last of them; what was as empty before is as it was. */
    private static JsonText withoutEmpty(JsonText text, JsonText old, String... path) {
        Optional<JsonNode> empty = text.at(path).filter(text::isEmpty);
        if (empty.isEmpty()) {
            return text;
        }
        Optional<JsonNode> was = old.at(path);
        if (was.isPresent()) {
            return old.isEmpty(was.get()) ? text.replaced(empty.get(), old.source(was.get())) : text;
        }
        JsonNode holder = path.length == 1 ? text.root() : text.at(path[0]).orElseThrow();
        return text.withoutMember(holder, path[path.length - 1]);
    }

    private JsonText withoutEntry(JsonText text, Entry entry, JsonText old) {
        Optional<JsonNode> now = text.at(entry.parent(), entry.name());
        boolean isOurs = now.isPresent() && (text.source(now.get()).equals(entry.json()) || startsOurs(text, entry));
        if (now.isEmpty() || !isOurs) {
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
