package cc.chitty.sync.consolidate.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line of a list whose lines have their own times. */
public record TimedEntry(Instant at, ListEntry entry) {

    /** Hands every line to the tracker with its time; lines with the same content as one, with the latest time. */
    public static void add(ListTracker tracker, Collection<TimedEntry> entries) {
        byContent(entries)
                .values()
                .forEach(same -> tracker.add(
                        latest(same), same.stream().map(TimedEntry::entry).toList()));
    }

    /** The compared contents in the order of their first lines. */
    public static Map<String, List<TimedEntry>> byContent(Collection<TimedEntry> entries) {
        Map<String, List<TimedEntry>> byContent = new LinkedHashMap<>();
        for (TimedEntry entry : entries) {
            byContent
                    .computeIfAbsent(entry.entry().content(), content -> new ArrayList<>())
                    .add(entry);
        }
        byContent.remove("");
        return byContent;
    }

    private static Instant latest(List<TimedEntry> same) {
        return same.stream().map(TimedEntry::at).max(Instant::compareTo).orElseThrow();
    }
}
