package cc.chitty.sync.gpusync.category.history;

import cc.chitty.sync.gpusync.manifest.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the two versions of a history together. The result has every entry of both, each as often as the side has it that has
 * it more often, and is the same whichever side is called ours. Joining it with one of the two again changes nothing. Entries
 * with times are in the order of their times; without, what both begin with comes first, then one side's rest, then the
 * other's.
 */
public final class HistoryJoin {

    private HistoryJoin() {}

    /** Both in canonical form; never empty, a person is not needed. */
    public static Optional<byte[]> join(TreePath path, byte[] ours, byte[] theirs) {
        String joined = join(HistoryFormat.of(path), text(ours), text(theirs));
        return Optional.of(joined.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static String join(HistoryFormat format, String ours, String theirs) {
        boolean swapped = ours.compareTo(theirs) > 0;
        List<HistoryEntry> first = format.parse(swapped ? theirs : ours);
        List<HistoryEntry> second = format.parse(swapped ? ours : theirs);
        List<HistoryEntry> added = without(second, first);
        if (added.isEmpty()) {
            return written(first);
        }
        if (without(first, second).isEmpty()) {
            return written(second);
        }
        return written(isTimed(first) || isTimed(second) ? byTime(first, added) : inTurn(first, second));
    }

    private static boolean isTimed(List<HistoryEntry> entries) {
        return entries.stream().anyMatch(entry -> entry.time() != HistoryEntry.UNTOLD);
    }

    /** What of some entries is left when each of the others takes one equal entry away. */
    private static List<HistoryEntry> without(List<HistoryEntry> entries, List<HistoryEntry> others) {
        Map<HistoryEntry, Integer> counts = new HashMap<>();
        others.forEach(entry -> counts.merge(entry, 1, Integer::sum));
        List<HistoryEntry> left = new ArrayList<>();
        for (HistoryEntry entry : entries) {
            Integer count = counts.get(entry);
            if (count == null || count == 0) {
                left.add(entry);
            } else {
                counts.put(entry, count - 1);
            }
        }
        return left;
    }

    private record Timed(long time, HistoryEntry entry) {}

    private static List<HistoryEntry> byTime(List<HistoryEntry> first, List<HistoryEntry> added) {
        List<Timed> all = new ArrayList<>(timed(first));
        all.addAll(timed(added));
        all.sort(Comparator.comparingLong(Timed::time));
        return all.stream().map(Timed::entry).toList();
    }

    /** An entry without a time stays behind the one before it. */
    private static List<Timed> timed(List<HistoryEntry> entries) {
        List<Timed> timed = new ArrayList<>(entries.size());
        long last = HistoryEntry.UNTOLD;
        for (HistoryEntry entry : entries) {
            last = entry.time() == HistoryEntry.UNTOLD ? last : entry.time();
            timed.add(new Timed(last, entry));
        }
        return timed;
    }

    private static List<HistoryEntry> inTurn(List<HistoryEntry> first, List<HistoryEntry> second) {
        int common = 0;
        while (common < first.size()
                && common < second.size()
                && first.get(common).equals(second.get(common))) {
            common++;
        }
        List<HistoryEntry> joined = new ArrayList<>(first);
        joined.addAll(without(second.subList(common, second.size()), first.subList(common, first.size())));
        return joined;
    }

    private static String written(List<HistoryEntry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.text()));
        return text.toString();
    }
}
