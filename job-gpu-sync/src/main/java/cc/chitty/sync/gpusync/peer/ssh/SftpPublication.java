package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.ReservedNames;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Judgement;
import cc.chitty.sync.gpusync.peer.Judgement.Act;
import cc.chitty.sync.gpusync.peer.Outcome;
import cc.chitty.sync.gpusync.peer.Outcome.Result;
import cc.chitty.sync.gpusync.peer.Publication;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import cc.chitty.sync.gpusync.peer.StagingPlace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.schmizz.sshj.sftp.SFTPException;
import org.jspecify.annotations.Nullable;

/**
 * One publication over SFTP, which has no directories to hold: the real path of a directory is asked for before something is changed
 * in it.
 */
final class SftpPublication {

    private final SftpFiles files;
    private final Publication publication;
    private final Map<TreePath, Boolean> made = new HashMap<>();
    private String root = "";

    SftpPublication(SftpFiles files, Publication publication) {
        this.files = files;
        this.publication = publication;
        StagingPlace.require(publication.staging());
    }

    List<Outcome> run() throws IOException {
        files.makeDirectories(publication.root());
        root = files.real(publication.root());
        List<Judgement> judged = new ArrayList<>();
        for (Change change : publication.changes()) {
            judged.add(keep(change, judge(change)));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            outcomes.add(apply(publication.changes().get(i), judged.get(i)));
        }
        return outcomes;
    }

    private Judgement judge(Change change) throws IOException {
        TreePath path = change.path();
        return Judgement.of(
                change,
                new Judgement.Look(
                        look(path),
                        files.look(below(publication.staging(), path)),
                        files.look(below(publication.kept(), path))));
    }

    private static String below(String directory, TreePath path) {
        return path.isRoot() ? directory + "/." : directory + "/" + path;
    }

    private String at(TreePath path) {
        return below(root, path);
    }

    private @Nullable Entry look(TreePath path) throws IOException {
        return path.isRoot() || isReal(path.parent()) ? files.look(at(path)) : null;
    }

    /** Whether no name from the root down to the directory is a link. */
    private boolean isReal(TreePath directory) throws IOException {
        try {
            return directory.isRoot() || files.real(at(directory)).equals(root + "/" + directory);
        } catch (SFTPException e) {
            if (SftpFiles.isOfThePath(e)) {
                return false;
            }
            throw e;
        }
    }

    private Judgement keep(Change change, Judgement judgement) throws IOException {
        Entry before = judgement.before();
        if (judgement.act() != Act.PROCEED || before == null || !isReplaced(change, before)) {
            return judgement;
        }
        String kept = below(publication.kept(), change.path());
        try {
            files.makeDirectories(kept.substring(0, kept.lastIndexOf('/')));
            if (files.look(kept) == null) {
                keep(before, at(change.path()), kept);
            }
            return judgement;
        } catch (SFTPException e) {
            if (SftpFiles.isOfThePath(e)) {
                return new Judgement(Act.IMPOSSIBLE, before, "it cannot be kept: " + words(e));
            }
            throw e;
        }
    }

    private void keep(Entry before, String at, String kept) throws IOException {
        switch (before.kind()) {
            case DIRECTORY -> files.makeDirectory(kept, 0700);
            case LINK -> files.makeLink(kept, Objects.requireNonNull(before.target()));
            default -> {
                if (!files.hardLink(at, kept)) {
                    copy(before, at, kept);
                }
            }
        }
    }

    private void copy(Entry before, String at, String kept) throws IOException {
        String part = kept.substring(0, kept.lastIndexOf('/') + 1) + ReservedNames.PART;
        try (InputStream in = files.read(at)) {
            files.write(part, in, before.mode(), before.stamp().modified());
        }
        files.rename(part, kept);
    }

    private static boolean isReplaced(Change change, Entry before) {
        Wanted wanted = change.wanted();
        return wanted == null
                || !(wanted.onlyMode()
                        || (wanted.kind() == EntryKind.DIRECTORY && before.kind() == EntryKind.DIRECTORY));
    }

    private Outcome apply(Change change, Judgement judgement) throws IOException {
        TreePath path = change.path();
        return switch (judgement.act()) {
            case NOTHING_TO_DO -> new Outcome(path, Result.DONE, judgement.before(), look(path), null);
            case CHANGED_MEANWHILE ->
                new Outcome(path, Result.CHANGED_MEANWHILE, null, look(path), judgement.trouble());
            case IMPOSSIBLE -> new Outcome(path, Result.FAILED, judgement.before(), look(path), judgement.trouble());
            case PROCEED -> proceed(change, judgement.before());
        };
    }

    private Outcome proceed(Change change, @Nullable Entry before) throws IOException {
        TreePath path = change.path();
        try {
            if (!isParentReady(path)) {
                return new Outcome(
                        path, Result.FAILED, before, null, "a directory above it is a link, or no directory");
            }
            Entry now = files.look(at(path));
            if (!isStill(now, before) && !isMade(change, now)) {
                return new Outcome(
                        path, Result.CHANGED_MEANWHILE, before, now, "something else is there than was planned for");
            }
            make(change, now);
            return readBack(change, before);
        } catch (SFTPException e) {
            if (SftpFiles.isOfThePath(e)) {
                return new Outcome(path, Result.FAILED, before, look(path), words(e));
            }
            throw e;
        }
    }

    private boolean isParentReady(TreePath path) throws IOException {
        if (path.isRoot() || path.parent().isRoot()) {
            return true;
        }
        Entry parent = look(path.parent());
        if (parent == null && isParentReady(path.parent())) {
            if (files.look(at(path.parent())) == null) {
                files.makeDirectory(at(path.parent()), 0700);
                made.put(path.parent(), true);
            }
            parent = look(path.parent());
        }
        return parent != null && parent.kind() == EntryKind.DIRECTORY && isReal(path.parent());
    }

    private static boolean isStill(@Nullable Entry now, @Nullable Entry before) {
        if (now == null) {
            return before == null || before.kind() == EntryKind.DIRECTORY;
        }
        return before != null && Judgement.sameVersion(before, now, true);
    }

    /** A directory that a change before this one had to make. */
    private boolean isMade(Change change, @Nullable Entry now) {
        return now != null && now.kind() == EntryKind.DIRECTORY && made.containsKey(change.path());
    }

    private void make(Change change, @Nullable Entry now) throws IOException {
        Wanted wanted = change.wanted();
        String at = at(change.path());
        boolean another = wanted == null || (now != null && now.kind() != wanted.kind());
        if (now != null && another) {
            if (now.kind() == EntryKind.DIRECTORY) {
                files.removeDirectory(at);
            } else if (wanted == null || wanted.kind() == EntryKind.DIRECTORY) {
                files.remove(at);
            }
        }
        if (wanted != null) {
            make(change.path(), wanted, now != null && !another);
        }
    }

    private void make(TreePath path, Wanted wanted, boolean there) throws IOException {
        String at = at(path);
        switch (wanted.kind()) {
            case FILE -> makeFile(path, wanted);
            case LINK -> {
                String aside = publication.staging() + "/.chittysync-link";
                if (files.look(aside) != null) {
                    files.remove(aside);
                }
                files.makeDirectories(publication.staging());
                files.makeLink(aside, Objects.requireNonNull(wanted.target()));
                if (wanted.isTimed()) {
                    files.setLinkTime(aside, wanted.modified());
                }
                files.rename(aside, at);
            }
            default -> {
                if (!there) {
                    files.makeDirectory(at, wanted.mode());
                }
                files.changeMode(at, wanted.mode());
                if (wanted.isTimed()) {
                    files.setTime(at, wanted.modified());
                }
            }
        }
    }

    private void makeFile(TreePath path, Wanted wanted) throws IOException {
        if (wanted.onlyMode()) {
            files.changeMode(at(path), wanted.mode());
            return;
        }
        String staged = below(publication.staging(), path);
        files.setMode(staged, wanted.mode());
        if (publication.back() != null) {
            files.copyBits(below(publication.back(), path), staged);
        }
        files.setTime(staged, wanted.modified());
        files.rename(staged, at(path));
    }

    private Outcome readBack(Change change, @Nullable Entry before) throws IOException {
        Entry now = look(change.path());
        Wanted wanted = change.wanted();
        boolean done = wanted == null ? now == null : Judgement.isAsWanted(now, asTold(wanted));
        return done
                ? new Outcome(change.path(), Result.DONE, before, now, null)
                : new Outcome(change.path(), Result.FAILED, before, now, "it is not there as it was written");
    }

    private static Wanted asTold(Wanted wanted) {
        return new Wanted(
                wanted.kind(),
                wanted.mode(),
                wanted.size(),
                wanted.isTimed() ? SftpFiles.nearest(wanted.modified()) : Wanted.UNTIMED,
                wanted.target(),
                wanted.onlyMode());
    }

    private static String words(SFTPException e) {
        return switch (SftpFiles.status(e)) {
            case PERMISSION_DENIED -> "permission denied";
            case NO_SUCH_FILE -> "it is not there";
            default -> "the peer says: " + e.getMessage();
        };
    }
}
