package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.category.git.Staying;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.gpusync.snapshot.Manifest;
import cc.chitty.sync.gpusync.snapshot.SnapshotHead;
import cc.chitty.sync.gpusync.snapshot.SnapshotLine;
import cc.chitty.sync.kernel.run.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that both sides are as a snapshot tells they were: what was made goes, a root after the other, children
 * first, directories in which other roots have something after all of it; what was replaced or removed comes back, parents first; then directories get their times, the deepest first. Directories
 * above a root come back before it is filled and go when it is empty. What somebody has changed since is left alone and named.
 */
final class Reversal {

    private static final Comparator<SnapshotLine> ORDER = Comparator.comparing(SnapshotLine::side)
            .thenComparing(SnapshotLine::root)
            .thenComparing(SnapshotLine::place);

    private final Restoring.Present present;
    private final SyncRun run;
    private final Manifest manifest;
    private final Staying staying;
    private final Set<String> back = new HashSet<>();
    private final Set<SnapshotLine> opened = new HashSet<>();
    private final List<Told> closing = new ArrayList<>();
    private final List<PlannedChange> changes = new ArrayList<>();

    private Reversal(Restoring.Present present, SyncRun run, Manifest manifest, Staying staying) {
        this.present = present;
        this.run = run;
        this.manifest = manifest;
        this.staying = staying;
    }

    /** @param staying repositories whose files are left as they are */
    static List<PlannedChange> of(Manifest manifest, Restoring.Present present, SyncRun run, Staying staying) {
        Reversal reversal = new Reversal(present, run, manifest, staying);
        List<List<Told>> above = new ArrayList<>();
        List<List<Told>> synced = new ArrayList<>();
        manifest.lines().stream()
                .filter(line -> !staying.covers(line.side(), reversal.absolute(line)))
                .sorted(ORDER)
                .collect(Collectors.groupingBy(
                        line -> line.side() + line.root(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(lines ->
                        (lines.get(0).root().startsWith(SnapshotHead.ABOVE) ? above : synced).add(Told.of(lines)));
        above.forEach(reversal::bringBack);
        reversal.removeAll(synced.stream().map(reversal::made).toList());
        synced.forEach(reversal::bringBack);
        backwards(reversal.closing).forEach(reversal::bringBackMode);
        synced.forEach(reversal::time);
        List<List<Told>> inner = new ArrayList<>(above);
        Collections.reverse(inner);
        inner.forEach(places -> reversal.remove(reversal.made(places)));
        inner.forEach(reversal::time);
        return Opening.around(reversal.changes, (side, root, path, place) -> present.at(side, root, place));
    }

    /** All that a snapshot tells of one place, in the order in which it was going to be done. */
    private record Told(List<SnapshotLine> lines) {

        /** The lines of one root by places; times of directories apart. */
        static List<Told> of(List<SnapshotLine> lines) {
            return lines.stream()
                    .collect(Collectors.groupingBy(
                            line -> line.isTime() + line.place().text(), LinkedHashMap::new, Collectors.toList()))
                    .values()
                    .stream()
                    .map(Told::new)
                    .toList();
        }

        SnapshotLine first() {
            return lines.get(0);
        }

        @Nullable Entry before() {
            return first().before();
        }
    }

    /** The last line that tells what is there; null: none does. A run that was killed has not come to the last one. */
    private @Nullable SnapshotLine left(Told told, @Nullable Entry now) {
        return told.lines.stream()
                .filter(line -> isAs(line.side(), line.after(), now))
                .reduce((a, b) -> b)
                .orElse(null);
    }

    /** Of each root what was made; a directory in which another root has something waits until that is gone. */
    private void removeAll(List<List<Told>> made) {
        SharedDirectories shared = new SharedDirectories();
        for (int i = 0; i < made.size(); i++) {
            for (Told told : made.get(i)) {
                shared.add(i, told.first().side(), absolute(told.first()));
            }
        }
        List<Told> last = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            List<Told> now = new ArrayList<>();
            for (Told told : made.get(i)) {
                boolean waits = shared.has(i, told.first().side(), absolute(told.first()));
                (waits ? last : now).add(told);
            }
            remove(now);
        }
        last.sort(Comparator.comparing(told -> absolute(told.first())));
        remove(last);
    }

    private List<Told> made(List<Told> places) {
        return places.stream()
                .filter(told -> !told.first().isTime() && told.before() == null && !isNeeded(told))
                .toList();
    }

    private void remove(List<Told> made) {
        backwards(made).forEach(this::remove);
    }

    private void bringBack(List<Told> places) {
        places.stream()
                .filter(told -> !told.first().isTime() && told.before() != null)
                .forEach(this::bringBack);
    }

    private void time(List<Told> places) {
        backwards(places).stream().filter(Reversal::hasTime).forEach(this::time);
    }

    private static List<Told> backwards(List<Told> places) {
        List<Told> backwards = new ArrayList<>(places);
        Collections.reverse(backwards);
        return backwards;
    }

    private static boolean hasTime(Told told) {
        Entry before = told.before();
        return before != null && before.kind() == EntryKind.DIRECTORY;
    }

    private @Nullable Entry now(Told told) {
        SnapshotLine line = told.first();
        return present.at(line.side(), line.root(), line.place());
    }

    private static boolean isAround(SnapshotLine line, Entry now) {
        return line.isAround() && now.kind() == EntryKind.DIRECTORY;
    }

    private boolean isRemoved(Told told, Entry now) {
        return isAround(told.first(), now) || left(told, now) != null;
    }

    /** Whether it is a directory above what stays. */
    private boolean isNeeded(Told told) {
        return staying.isBelow(told.first().side(), absolute(told.first()));
    }

    private String absolute(SnapshotLine line) {
        SnapshotHead.Root root = manifest.head().roots().get(line.root());
        String at = root == null ? "" : line.side() == Side.OURS ? root.ours() : root.theirs();
        return line.place().isRoot() ? at : at + "/" + line.place();
    }

    private void remove(Told told) {
        Entry now = now(told);
        if (now == null) {
            return;
        }
        if (isRemoved(told, now)) {
            add(told.first(), Action.REMOVE, now, null);
        } else {
            tellChanged(told.first());
        }
    }

    private void bringBack(Told told) {
        SnapshotLine first = told.first();
        Entry before = Objects.requireNonNull(told.before());
        Entry now = now(told);
        SnapshotLine left = left(told, now);
        if (isAs(first.side(), before, now) && !(left != null && mayDiffer(before, left.after()))) {
            return;
        }
        if (left == null) {
            tellChanged(first);
        } else if (now == null && before.kind() == EntryKind.DIRECTORY && !back.add(first.side() + absolute(first))) {
            return; // for another root it is back already
        } else if (isOfMode(first) && now != null && now.kind() == before.kind()) {
            if (before.kind() == EntryKind.DIRECTORY && !Opening.isOpen(before)) {
                closing.add(told); // what is in it comes back first
            } else {
                add(first, Action.MODE, now, before);
            }
        } else {
            add(first, Action.RESTORE, now, Opening.opened(before)); // with its time it gets the mode it had
            opened.add(first);
        }
    }

    private static boolean isOfMode(SnapshotLine line) {
        return Arrays.stream(Action.values())
                .anyMatch(it -> it.isOfMode() && line.act().equals(it.word()));
    }

    private void bringBackMode(Told told) {
        add(told.first(), Action.MODE, now(told), told.before());
    }

    private void time(Told told) {
        Entry before = Objects.requireNonNull(told.before());
        // the snapshot of this has to tell of the mode, too, if that is to become another one
        add(told.first(), Action.RESTORE, opened.contains(told.first()) ? Opening.opened(before) : before, before);
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
    private boolean isAs(Side side, @Nullable Entry told, @Nullable Entry now) {
        if (told == null || now == null) {
            return told == null && now == null;
        }
        return told.kind() == now.kind()
                && switch (told.kind()) {
                    case FILE -> told.mode() == now.mode() && isSameFile(side, told, now);
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

    private boolean isSameFile(Side side, Entry told, Entry now) {
        long size = told.stamp().size();
        return (size < 0 || size == now.stamp().size())
                && Judgement.sameTime(
                        run.ends().of(side).keptTime(told.stamp().modified()),
                        now.stamp().modified());
    }
}
