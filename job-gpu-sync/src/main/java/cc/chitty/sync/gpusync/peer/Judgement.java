package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.Stamp;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a publication does with one change after it has looked at the target again. Pure; all endpoints judge alike.
 *
 * @param before what is there and, if the act is PROCEED, has to be kept; where an earlier attempt got through: what that one kept
 * @param trouble why not, in words; null where nothing is wrong
 */
public record Judgement(
        Act act, @Nullable Entry before, @Nullable String trouble) {

    /** The four ends. */
    public enum Act {
        PROCEED,
        /** It is as wanted already. */
        NOTHING_TO_DO,
        /** Something else is there than the plan had seen. */
        CHANGED_MEANWHILE,
        IMPOSSIBLE
    }

    private static final long SECOND = 1_000_000_000L;

    /**
     * What was seen just now; null: nothing is there.
     *
     * @param staged at the path in the staging directory
     * @param kept at the path in the directory for what is kept, from an earlier attempt
     */
    public record Look(
            @Nullable Entry target,
            @Nullable Entry staged,
            @Nullable Entry kept) {}

    public static Judgement of(Change change, Look look) {
        Entry target = look.target();
        if (change.path().isRoot()
                && (change.wanted() == null || change.wanted().kind() != EntryKind.DIRECTORY)) {
            return impossible(target, "a root stays a directory");
        }
        if (target != null && target.kind() == EntryKind.UNREADABLE) {
            return impossible(null, String.valueOf(target.trouble()));
        }
        if (target != null && target.kind() == EntryKind.OTHER) {
            return impossible(target, "a socket, pipe or device is in its place");
        }
        return isAsExpected(change, look) ? expected(change, look) : unexpected(change.wanted(), look);
    }

    private static boolean isAsExpected(Change change, Look look) {
        Entry expected = change.expected();
        Entry target = look.target();
        if (expected == null || target == null) {
            return target == null && (expected == null || halfDone(change, look));
        }
        return sameVersion(expected, target, sameInode(look.kept(), target));
    }

    /** An attempt before this one was killed between taking away the old and bringing the new of another kind. */
    private static boolean halfDone(Change change, Look look) {
        Entry expected = change.expected();
        Entry kept = look.kept();
        return change.wanted() != null
                && expected != null
                && (expected.kind() == EntryKind.DIRECTORY || (kept != null && sameVersion(expected, kept, true)));
    }

    private static Judgement expected(Change change, Look look) {
        Wanted wanted = change.wanted();
        Entry target = look.target();
        if (wanted == null) {
            return target == null ? nothing(look.kept()) : proceed(target, look);
        }
        if (wanted.onlyMode() && (target == null || target.kind() != wanted.kind())) {
            return changed(target); // nothing of it was kept
        }
        if (wanted.kind() != EntryKind.FILE || wanted.onlyMode()) {
            return isAsWanted(target, wanted) ? nothing(target) : proceed(target, look);
        }
        Entry staged = look.staged();
        if (staged == null) {
            return isAsWanted(target, wanted) ? nothing(target) : impossible(target, "its content is not staged");
        }
        if (staged.kind() != EntryKind.FILE || staged.stamp().size() != wanted.size()) {
            return impossible(
                    target,
                    "it changed while it was brought: " + staged.stamp().size() + " bytes came, not " + wanted.size()
                            + "; the next run brings it");
        }
        return proceed(target, look);
    }

    private static Judgement unexpected(@Nullable Wanted wanted, Look look) {
        Entry target = look.target();
        boolean done = wanted == null
                ? target == null
                : isAsWanted(target, wanted) && (wanted.kind() != EntryKind.FILE || look.staged() == null);
        if (done) {
            return nothing(look.kept());
        }
        return changed(target);
    }

    private static Judgement changed(@Nullable Entry target) {
        return new Judgement(
                Act.CHANGED_MEANWHILE,
                null,
                target == null ? "it is not there any more" : "something else is there than was planned for");
    }

    private static Judgement proceed(@Nullable Entry target, Look look) {
        Entry kept = look.kept();
        boolean other = target != null
                && kept != null
                && target.kind() != EntryKind.DIRECTORY
                && !sameVersion(kept, target, true)
                && !sameCopy(kept, target);
        return other
                ? impossible(target, "the snapshot holds another version of it already")
                : new Judgement(Act.PROCEED, target, null);
    }

    private static Judgement nothing(@Nullable Entry before) {
        return new Judgement(Act.NOTHING_TO_DO, before, null);
    }

    private static Judgement impossible(@Nullable Entry before, String trouble) {
        return new Judgement(Act.IMPOSSIBLE, before, trouble);
    }

    /** Whether nothing shows that it is not the one which was seen. A link to it changes the inode's time, and no more. */
    public static boolean sameVersion(Entry seen, Entry now, boolean linkedMeanwhile) {
        if (seen.kind() != now.kind()) {
            return false;
        }
        return switch (seen.kind()) {
            case DIRECTORY -> true;
            case LINK -> Objects.equals(seen.target(), now.target());
            case FILE -> seen.mode() == now.mode() && sameStamp(seen.stamp(), now.stamp(), linkedMeanwhile);
            case OTHER, UNREADABLE -> false;
        };
    }

    private static boolean sameStamp(Stamp seen, Stamp now, boolean linkedMeanwhile) {
        return seen.size() == now.size()
                && sameTime(seen.modified(), now.modified())
                && sameIfTold(seen.inode(), now.inode())
                && (linkedMeanwhile || sameIfTold(seen.changed(), now.changed()));
    }

    private static boolean sameIfTold(long seen, long now) {
        return seen == 0 || now == 0 || seen == now;
    }

    /** One of two ways to look may tell whole seconds. */
    public static boolean sameTime(long a, long b) {
        return a == b || ((a % SECOND == 0 || b % SECOND == 0) && Math.floorDiv(a, SECOND) == Math.floorDiv(b, SECOND));
    }

    private static boolean sameInode(@Nullable Entry kept, Entry target) {
        return kept != null
                && kept.stamp().inode() != 0
                && kept.stamp().inode() == target.stamp().inode();
    }

    private static boolean sameCopy(Entry kept, Entry target) {
        return kept.kind() == EntryKind.FILE
                && target.kind() == EntryKind.FILE
                && kept.stamp().size() == target.stamp().size()
                && sameTime(kept.stamp().modified(), target.stamp().modified());
    }

    public static boolean isAsWanted(@Nullable Entry target, Wanted wanted) {
        if (target == null || target.kind() != wanted.kind()) {
            return false;
        }
        return switch (wanted.kind()) {
            case DIRECTORY ->
                target.mode() == wanted.mode()
                        && (!wanted.isTimed() || sameTime(target.stamp().modified(), wanted.modified()));
            case LINK -> Objects.equals(target.target(), wanted.target());
            case FILE ->
                target.mode() == wanted.mode()
                        && (wanted.onlyMode()
                                || (target.stamp().size() == wanted.size()
                                        && sameTime(target.stamp().modified(), wanted.modified())));
            case OTHER, UNREADABLE -> false;
        };
    }
}
