package cc.chitty.sync.gitpush.mirror;

import cc.chitty.sync.gitpush.mirror.KnownFiles.Known;
import cc.chitty.sync.gitpush.repository.FileMerge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Decides what the mirror's files are in the next commit: from what is known, what is read, and what was committed last. */
final class NextFiles {

    private final Survey survey;
    private final KnownFiles known;
    private final SortedMap<String, DirCacheEntry> before;
    private final MirrorRun run;
    private final SortedMap<String, DirCacheEntry> next = new TreeMap<>();
    private final SortedMap<String, Known> nowKnown = new TreeMap<>();
    private int leftOut;

    NextFiles(Survey survey, KnownFiles known, SortedMap<String, DirCacheEntry> before, MirrorRun run) {
        this.survey = survey;
        this.known = known;
        this.before = before;
        this.run = run;
    }

    /** Decides, and reads what has to be read. */
    void decide(Intake intake) throws IOException {
        List<String> unknown = new ArrayList<>();
        Map<String, String> clashes = clashes();
        for (Map.Entry<String, FileStamp> file : survey.files().entrySet()) {
            String path = file.getKey();
            String clash = clashes.get(path);
            Known last = known.files().get(path);
            if (clash != null) {
                settle(path, new Known(file.getValue(), true, null, clash));
            } else if (last != null && last.holds(file.getValue()) && isUsable(path, last, intake.incoming())) {
                settle(path, last);
            } else {
                unknown.add(path);
            }
        }
        long now = intake.incoming().now();
        intake.read(unknown).forEach((path, outcome) -> settle(path, outcome, now));
        keepUnseen();
    }

    private Map<String, String> clashes() {
        Clashes clashes = new Clashes();
        Map<String, String> found = new TreeMap<>();
        Set<String> paths = survey.files().keySet();
        paths.stream().filter(path -> before.containsKey(path)).forEach(clashes::admit);
        for (String path : paths) {
            String why = before.containsKey(path) ? null : clashes.admit(path);
            if (why != null) {
                found.put(path, why);
            }
        }
        return found;
    }

    /** An object that no commit has may have been tidied away. */
    private boolean isUsable(String path, Known last, IncomingObjects objects) {
        ObjectId blob = last.blob();
        if (blob == null) {
            return !Clashes.isReason(last.why());
        }
        DirCacheEntry committed = before.get(path);
        return (committed != null && committed.getObjectId().equals(blob)) || objects.isKnown(blob);
    }

    private void settle(String path, Outcome outcome, long now) {
        if (outcome.isGone()) {
            return;
        }
        boolean sure = outcome.stamp().isSettledAt(now);
        if (outcome.blob() != null && !outcome.why().isEmpty()) {
            run.problem(path, outcome.why());
        }
        String why = outcome.blob() == null ? outcome.why() : "";
        settle(path, new Known(outcome.stamp(), sure && outcome.decided(), outcome.blob(), why));
    }

    private void settle(String path, Known now) {
        nowKnown.put(path, now);
        ObjectId blob = now.blob();
        if (blob != null) {
            next.put(path, entry(path, blob, now.stamp()));
            return;
        }
        run.problem(path, now.why());
        leftOut++;
        keep(path);
    }

    private void keep(String path) {
        DirCacheEntry committed = before.get(path);
        if (committed != null) {
            next.put(path, committed);
        }
    }

    private void keepUnseen() {
        before.keySet().stream()
                .filter(path -> !next.containsKey(path) && survey.isUnseen(path))
                .forEach(this::keep);
    }

    private static DirCacheEntry entry(String path, ObjectId blob, FileStamp stamp) {
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(
                stamp.isLink()
                        ? FileMode.SYMLINK
                        : stamp.isExecutable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
        entry.setObjectId(blob);
        return entry;
    }

    SortedMap<String, DirCacheEntry> files() {
        return next;
    }

    /** Files of the mirror that are not committed as they are. */
    int leftOut() {
        return leftOut;
    }

    /** For the next run. */
    KnownFiles known(@Nullable ObjectId settled) {
        return new KnownFiles(known.rules(), settled, nowKnown);
    }

    /** The size of a file that is to be committed. */
    long size(String path) {
        Known file = nowKnown.get(path);
        return file == null ? 0 : file.stamp().size();
    }

    /** What differs from what was committed last. */
    MirrorCommit.Changes changes() {
        int added = 0;
        int changed = 0;
        long bytes = 0;
        for (Map.Entry<String, DirCacheEntry> file : next.entrySet()) {
            DirCacheEntry committed = before.get(file.getKey());
            if (!FileMerge.same(file.getValue(), committed)) {
                added += committed == null ? 1 : 0;
                changed += committed == null ? 0 : 1;
                bytes += size(file.getKey());
            }
        }
        int deleted = (int)
                before.keySet().stream().filter(it -> !next.containsKey(it)).count();
        return new MirrorCommit.Changes(added, changed, deleted, bytes);
    }
}
