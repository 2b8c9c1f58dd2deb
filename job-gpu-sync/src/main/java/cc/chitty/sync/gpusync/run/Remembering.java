package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Content;
import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.memory.Known;
import cc.chitty.sync.gpusync.memory.Memory;
import cc.chitty.sync.gpusync.memory.Remembered;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Decision;
import cc.chitty.sync.gpusync.reconcile.Decision.Verdict;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is remembered: of what both sides have been seen to agree on, and of changes that are done. A file that was
 * changed so shortly before it was looked at that its stamp could stay the same is not remembered by its stamp.
 */
final class Remembering {

    /** What the clocks of file systems tell apart. */
    private static final long TICK = 20_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private final Map<Side, Long> ahead;
    private final boolean isNarrowed;

    /**
     * Of one run.
     *
     * @param ahead how far the peer's clock is ahead of ours, in nanoseconds
     * @param isNarrowed whether the run leaves out what settings do not
     */
    Remembering(long ahead, boolean isNarrowed) {
        this.ahead = Map.of(Side.OURS, 0L, Side.THEIRS, ahead);
        this.isNarrowed = isNarrowed;
    }

    /** What a look has shown. */
    void seen(Decided decided) {
        Memory memory = decided.memory();
        for (Decision decision : decided.reconciled().decisions()) {
            boolean isKnown = decision.wanted() != null || !decided.looked().passes(decision.path());
            if (decision.verdict() == Verdict.AGREE && isKnown) {
                memory.change(decision.path(), it -> it.agreedOn(decision.wanted()));
            }
        }
        Map<Side, Set<TreePath>> there = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Set<TreePath> paths = new HashSet<>();
            decided.looked().entries(side).forEach((spelled, entry) -> {
                paths.add(Looked.planned(spelled));
                seen(decided.looked(), side, spelled, entry, memory);
            });
            there.put(side, paths);
        }
        memory.changeEach((path, it) ->
                withoutLeftOut(decided.looked(), path, withoutGone(decided.looked(), path, it, there), there));
    }

    /** Stamps of what a side has no more. */
    private static Remembered withoutGone(
            Looked looked, TreePath path, Remembered remembered, Map<Side, Set<TreePath>> there) {
        Remembered left = remembered;
        for (Side side : Side.values()) {
            boolean isGone = remembered.known(side) != null && !isThere(side, path, there);
            if (isGone && looked.at(side, path) == null && !looked.ignores(path) && !looked.isUnmounted(path)) {
                left = left.with(side, null);
            }
        }
        return left;
    }

    /**
     * Without what was agreed on of a path that a person has left out since. Each side does with it what it likes from then on: if it is
     * synced again one day, what one side has deleted meanwhile was not deleted for the other.
     */
    private Remembered withoutLeftOut(
            Looked looked, TreePath path, Remembered remembered, Map<Side, Set<TreePath>> there) {
        Content agreed = remembered.agreed();
        if (agreed == null || isNarrowed || isThere(Side.OURS, path, there) || isThere(Side.THEIRS, path, there)) {
            return remembered;
        }
        boolean isSetAside = looked.tree().root().filter().isSetAside(path, agreed.kind() == EntryKind.DIRECTORY);
        return isSetAside || looked.seen().tooLarge().contains(path) ? remembered.agreedOn(null) : remembered;
    }

    private static boolean isThere(Side side, TreePath path, Map<Side, Set<TreePath>> there) {
        return there.getOrDefault(side, Set.of()).contains(path);
    }

    private void seen(Looked looked, Side side, TreePath spelled, Entry entry, Memory memory) {
        Digest digest = entry.digest();
        if (entry.kind() == EntryKind.FILE && digest != null) {
            Known known = isSettled(side, entry.stamp(), looked.began()) ? new Known(entry.stamp(), digest) : null;
            memory.change(Looked.planned(spelled), it -> it.with(side, known));
        }
    }

    private boolean isSettled(Side side, Stamp stamp, long lookedAt) {
        long granularity = stamp.modified() % SECOND == 0 ? 2 * SECOND : TICK;
        return stamp.modified() + granularity < lookedAt + ahead.getOrDefault(side, 0L);
    }

    /** What has become of a change. */
    static void ended(ItemEnd end, Tree tree, Memory memory) {
        if (end.state() == ItemState.CHANGED && end.item().bringsContent()) {
            // its source may be another under the same stamp, where a side tells no time of a change: it is read anew
            memory.change(end.item().path(), it -> it.with(end.item().target().other(), null));
        }
        done(end, tree, memory);
    }

    /**
     * What a change that was done has left. A path's content is agreed on when it is on both sides. A copy beside was digested by
     * the rules of what it is a copy of, so it is looked at anew.
     */
    static void done(ItemEnd end, Tree tree, Memory memory) {
        PlannedChange item = end.item();
        if (end.state() != ItemState.DONE
                || item.action() == Action.RESTORE
                || item.action() == Action.COPY
                || item.action().isAround()) {
            return;
        }
        Entry now = end.outcome();
        Side target = item.target();
        memory.change(item.path(), it -> it.with(target, known(now)));
        if (item.action() != Action.JOIN) {
            Content content = content(tree, item, now);
            Entry source = item.change().wanted();
            memory.change(item.path(), it -> {
                Digest digest = content == null ? null : content.digest();
                Known other = source == null || digest == null ? null : new Known(source.stamp(), digest);
                return it.agreedOn(content).with(target.other(), other);
            });
        }
    }

    private static @Nullable Known known(@Nullable Entry now) {
        Digest digest = now == null ? null : now.digest();
        return now == null || digest == null ? null : new Known(now.stamp(), digest);
    }

    private static @Nullable Content content(Tree tree, PlannedChange item, @Nullable Entry now) {
        Entry wanted = item.change().wanted();
        if (now == null || wanted == null) {
            return null;
        }
        return switch (now.kind()) {
            case FILE -> new Content(EntryKind.FILE, wanted.mode(), now.digest(), null);
            case DIRECTORY -> Content.directory(wanted.mode());
            case LINK -> Content.link(tree.forms().canonical(item.target(), String.valueOf(now.target())));
            case OTHER, UNREADABLE -> null;
        };
    }
}
