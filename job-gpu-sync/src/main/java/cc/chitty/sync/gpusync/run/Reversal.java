package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that both sides are as a snapshot tells they were, a root after the other: what was made goes, children
 * first; what was replaced or removed comes back, parents first; then directories get their times, the deepest first. Directories
 * above a root come back before it is filled and go when it is empty. What somebody has changed since is left alone and named.
 */
final class Reversal {

    private static final long SECOND = 1_000_000_000L;
    private static final Comparator<SnapshotLine> ORDER = Comparator.comparing(SnapshotLine::side)
            .thenComparing(SnapshotLine::root)
            .thenComparing(SnapshotLine::place);

    private final Restoring.Present present;
    private final SyncRun run;
    private final List<PlannedChange> changes = new ArrayList<>();

    private Reversal(Restoring.Present present, SyncRun run) {
        this.present = present;
        this.run = run;
    }

    static List<PlannedChange> of(Manifest manifest, Restoring.Present present, SyncRun run) {
        Reversal reversal = new Reversal(present, run);
        Collection<List<SnapshotLine>> above = new ArrayList<>();
        Collection<List<SnapshotLine>> synced = new ArrayList<>();
        manifest.lines().stream()
                .sorted(ORDER)
                .collect(Collectors.groupingBy(
                        line -> line.side() + line.root(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(lines -> (lines.get(0).root().startsWith(SnapshotHead.ABOVE) ? above : synced).add(lines));
        above.forEach(reversal::bringBack);
        for (List<SnapshotLine> lines : synced) {
            reversal.remove(lines);
            reversal.bringBack(lines);
            reversal.time(lines);
        }
        List<List<SnapshotLine>> inner = new ArrayList<>(above);
        Collections.reverse(inner);
        inner.forEach(reversal::remove);
        inner.forEach(reversal::time);
        return reversal.changes;
    }

    private void remove(List<SnapshotLine> lines) {
        backwards(lines).stream()
                .filter(line -> !line.isTime() && line.before() == null)
                .forEach(this::remove);
    }

    private void bringBack(List<SnapshotLine> lines) {
        lines.stream().filter(line -> !line.isTime() && line.before() != null).forEach(this::bringBack);
    }

    private void time(List<SnapshotLine> lines) {
        backwards(lines).stream().filter(Reversal::hasTime).forEach(this::time);
    }

    private static List<SnapshotLine> backwards(List<SnapshotLine> lines) {
        List<SnapshotLine> backwards = new ArrayList<>(lines);
        Collections.reverse(backwards);
        return backwards;
    }

    private static boolean hasTime(SnapshotLine line) {
        Entry before = line.before();
        return before != null && before.kind() == EntryKind.DIRECTORY;
    }

    private @Nullable Entry now(SnapshotLine line) {
        return present.at(line.side(), line.root(), line.place());
    }

    private void remove(SnapshotLine line) {
        Entry now = now(line);
        if (now == null) {
            return;
        }
        boolean isAround = line.isAround() && now.kind() == EntryKind.DIRECTORY;
        if (isAround || isAs(line.after(), now)) {
            add(line, Action.REMOVE, now, null);
        } else {
            tellChanged(line);
        }
    }

    private void bringBack(SnapshotLine line) {
        Entry before = Objects.requireNonNull(line.before());
        Entry now = now(line);
        if (isAs(before, now) && !(isAs(line.after(), now) && mayDiffer(before, line.after()))) {
            return;
        }
        if (!isAs(line.after(), now)) {
            tellChanged(line);
        } else if (line.act().equals(Action.MODE.word())) {
            add(line, Action.MODE, now, before);
        } else {
            add(line, Action.RESTORE, now, before);
        }
    }

    private void time(SnapshotLine line) {
        Entry before = Objects.requireNonNull(line.before());
        add(line, Action.RESTORE, before, before);
    }

    private void tellChanged(SnapshotLine line) {
        run.problem(new Problem(
                line.side().name().toLowerCase(java.util.Locale.ROOT) + ":" + line.root() + ":" + line.place(),
                "it was changed since; left as it is"));
    }

    private void add(SnapshotLine line, Action action, @Nullable Entry expected, @Nullable Entry wanted) {
        TreePath place = line.place().equals(line.path()) ? null : line.place();
        changes.add(new PlannedChange(
                changes.size() + 1,
                new PlannedChange.Place(line.root().replaceFirst("\\..*", ""), line.root(), line.path()),
                action,
                line.side(),
                new PlannedChange.Change(place, place, expected, wanted),
                "it was so before"));
    }

    /** Whether what is there is what was there; a file of the same size and time is. */
    private static boolean isAs(@Nullable Entry told, @Nullable Entry now) {
        if (told == null || now == null) {
            return told == null && now == null;
        }
        return told.kind() == now.kind()
                && switch (told.kind()) {
                    case FILE -> told.mode() == now.mode() && isSameFile(told, now);
                    case DIRECTORY -> told.mode() == now.mode();
                    case LINK -> Objects.equals(told.target(), now.target());
                    case OTHER, UNREADABLE -> false;
                };
    }

    /** Of two that have one size and time: which of them is there cannot be seen, so it is brought back in any case. */
    private static boolean mayDiffer(Entry before, @Nullable Entry after) {
        return after != null
                && before.kind() == EntryKind.FILE
                && (before.digest() == null || !before.digest().equals(after.digest()));
    }

    private static boolean isSameFile(Entry told, Entry now) {
        long size = told.stamp().size();
        return (size < 0 || size == now.stamp().size())
                && isSameTime(told.stamp().modified(), now.stamp().modified());
    }

    private static boolean isSameTime(long a, long b) {
        boolean coarse = a % SECOND == 0 || b % SECOND == 0;
        return a == b || (coarse && Math.floorDiv(a, SECOND) == Math.floorDiv(b, SECOND));
    }
}
