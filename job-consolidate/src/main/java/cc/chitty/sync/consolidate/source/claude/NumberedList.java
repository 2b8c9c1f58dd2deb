package cc.chitty.sync.consolidate.source.claude;

import cc.chitty.sync.consolidate.source.ListEntry;
import cc.chitty.sync.consolidate.source.ListTracker;
import cc.chitty.sync.consolidate.source.TodoWords;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Status;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replays TaskCreate and TaskUpdate: a list whose lines have ids. Lines with the same content are one todo, of which
 * the furthest line counts; it is gone only with the last of them.
 */
final class NumberedList {

    private final Map<String, ListEntry> lines = new LinkedHashMap<>();
    private final Set<String> deleted;
    private final ListTracker tracker;

    NumberedList(ListTracker tracker, Map<String, TranscriptState.Line> lines, List<String> deleted) {
        this.tracker = tracker;
        this.deleted = new LinkedHashSet<>(deleted);
        lines.forEach((id, line) -> this.lines.put(id, line.entry()));
    }

    Map<String, TranscriptState.Line> lines() {
        Map<String, TranscriptState.Line> flat = new LinkedHashMap<>();
        lines.forEach((id, entry) -> flat.put(id, TranscriptState.Line.of(entry)));
        return flat;
    }

    List<String> deleted() {
        return List.copyOf(deleted);
    }

    /** A line was created. An id that is used again belonged to a list that is gone. */
    void create(Instant at, String id, ListEntry entry) {
        ListEntry former = lines.put(id, entry);
        if (former != null && furthest(former.content()).isEmpty()) {
            tracker.vanish(at, former.text());
        }
        if (deleted.remove(entry.content())) {
            tracker.anew(at, entry);
        } else {
            putFurthest(at, entry.content());
        }
    }

    /** A line was changed. One that this chain did not create is known only to the list's own files. */
    void update(Instant at, String id, TranscriptState.Call call) {
        ListEntry former = lines.get(id);
        if (former == null) {
            return;
        }
        ListEntry entry = changed(former, call);
        if (entry.deleted()) {
            delete(at, id, former);
        } else {
            lines.put(id, entry);
            replace(at, former, entry);
        }
    }

    private void delete(Instant at, String id, ListEntry former) {
        lines.remove(id);
        if (furthest(former.content()).isPresent()) {
            putFurthest(at, former.content());
        } else {
            deleted.add(former.content());
            tracker.delete(at, former.text());
        }
    }

    private void replace(Instant at, ListEntry former, ListEntry entry) {
        if (!former.content().equals(entry.content())
                && furthest(former.content()).isEmpty()) {
            tracker.drop(at, former.text());
        }
        putFurthest(at, entry.content());
    }

    private static ListEntry changed(ListEntry former, TranscriptState.Call call) {
        String text = call.text() == null ? former.text() : call.text();
        String form = call.activeForm() == null ? former.details().activeForm() : call.activeForm();
        if (call.status() == null) {
            return ListEntry.of(
                    text,
                    former.status(),
                    new Details(form, null, former.details().note()));
        }
        TodoWords.Meaning meaning = TodoWords.meaning(call.status());
        Status status = meaning.status();
        return new ListEntry(text, status, new Details(form, null, meaning.note()), meaning.deleted());
    }

    private void putFurthest(Instant at, String content) {
        furthest(content).ifPresent(entry -> tracker.put(at, entry));
    }

    private Optional<ListEntry> furthest(String content) {
        return lines.values().stream()
                .filter(entry -> entry.content().equals(content))
                .reduce(ListEntry::orFurther);
    }
}
