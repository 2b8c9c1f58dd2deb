package cc.chitty.sync.consolidate.source;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows one list of one agent session: takes what happens to the list and yields the claims which that makes, in
 * order, and what is listed in the end. Lines with blank text are no todos and are passed over.
 */
public final class ListTracker {

    private final Set<String> listed;
    private final Set<String> mentioned = new HashSet<>();
    private final List<Claim> claims = new ArrayList<>();

    /** @param before the compared contents that were listed before; empty where reading starts anew */
    public ListTracker(Collection<String> before) {
        listed = new LinkedHashSet<>(before);
    }

    /** The whole list is now {@code entries}: what is missing was dropped, or vanished if the new list is empty. */
    public void rewrite(Instant at, List<ListEntry> entries) {
        Map<String, ListEntry> now = byContent(entries);
        if (now.isEmpty()) {
            clear(at);
            return;
        }
        for (String content : List.copyOf(listed)) {
            if (!now.containsKey(content)) {
                gone(Kind.DROPPED, content, at);
            }
        }
        now.values().forEach(entry -> put(at, entry));
    }

    /** The whole list as far as it could be understood: {@link #rewrite}, or {@link #add} where a line could not be. */
    public void take(Instant at, TodoWords.TodoList list) {
        if (list.wrong().isEmpty()) {
            rewrite(at, list.entries());
        } else {
            add(at, list.entries());
        }
    }

    /** Some lines of a list of which others could not be understood: what is missing stays listed. */
    public void add(Instant at, List<ListEntry> entries) {
        byContent(entries).values().forEach(entry -> put(at, entry));
    }

    /** One line was added or changed. */
    public void put(Instant at, ListEntry entry) {
        if (entry.deleted()) {
            delete(at, entry.text());
        } else {
            list(Claim.listed(entry.text(), entry.status(), at, entry.details()));
        }
    }

    /** The line which had the text {@code former} is now {@code entry}: a different content replaces the former one. */
    public void rename(Instant at, String former, ListEntry entry) {
        String content = Content.compared(former);
        if (!content.equals(entry.content())) {
            drop(at, content);
        }
        put(at, entry);
    }

    /** One line was replaced or left out while the list goes on. */
    public void drop(Instant at, String text) {
        String content = Content.compared(text);
        if (listed.contains(content)) {
            gone(Kind.DROPPED, content, at);
        }
    }

    /** One line is no longer to be found, though nobody said why. */
    public void vanish(Instant at, String text) {
        String content = Content.compared(text);
        if (listed.contains(content)) {
            gone(Kind.VANISHED, content, at);
        }
    }

    /** The agent explicitly deleted this line; it need not be known to be listed. */
    public void delete(Instant at, String text) {
        String content = Content.compared(text);
        if (!content.isEmpty()) {
            gone(Kind.DELETED, content, at);
        }
    }

    /** The agent explicitly created what it had deleted. */
    public void anew(Instant at, ListEntry entry) {
        list(new Claim(Kind.ANEW, entry.text(), at, entry.status(), entry.details()));
    }

    /** The list is empty or gone. */
    public void clear(Instant at) {
        List.copyOf(listed).forEach(content -> gone(Kind.VANISHED, content, at));
    }

    /**
     * After a reading that started anew: what an earlier reading listed and this one never spoke of has vanished. It
     * was not dropped, since no line of the file says so.
     */
    public void vanishUnmentioned(Instant at, Collection<String> before) {
        for (String content : before) {
            if (!mentioned.contains(content)) {
                gone(Kind.VANISHED, content, at);
            }
        }
    }

    /** In the order in which they were made. */
    public List<Claim> claims() {
        return List.copyOf(claims);
    }

    /** The compared contents that are listed now. */
    public List<String> listed() {
        return List.copyOf(listed);
    }

    private void list(Claim claim) {
        String content = Content.compared(claim.text());
        if (!content.isEmpty()) {
            listed.add(content);
            mentioned.add(content);
            claims.add(claim);
        }
    }

    private void gone(Kind kind, String content, Instant at) {
        listed.remove(content);
        mentioned.add(content);
        claims.add(Claim.gone(kind, content, at));
    }

    private static Map<String, ListEntry> byContent(List<ListEntry> entries) {
        Map<String, ListEntry> byContent = new LinkedHashMap<>();
        for (ListEntry entry : entries) {
            String content = entry.content();
            if (!content.isEmpty()) {
                byContent.merge(content, entry, ListEntry::orFurther);
            }
        }
        return byContent;
    }
}
