package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Judgement.Act;
import cc.chitty.sync.gpusync.peer.Outcome.Result;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One publication on a disk in memory: judge all, keep all, then look again at each and change it. */
final class InMemoryPublication {

    private final InMemoryDisk disk;
    private final Publication publication;
    private final String root;
    private final Judgement[] judged;
    private final @Nullable Entry[] seen;

    /** It cannot be done, in words. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words);
        }
    }

    InMemoryPublication(InMemoryDisk disk, Publication publication) {
        this.disk = disk;
        this.publication = publication;
        if (disk.follow(publication.root()) == null) {
            disk.touch(publication.root());
            disk.makeDirectories(publication.root(), 0700);
        }
        this.root = Objects.requireNonNull(disk.real(publication.root()));
        StagingPlace.require(publication.staging());
        this.judged = new Judgement[publication.changes().size()];
        this.seen = new Entry[judged.length];
    }

    List<Outcome> run() {
        for (int i = 0; i < judged.length; i++) {
            judge(i);
        }
        for (int i = 0; i < judged.length; i++) {
            keep(i);
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < judged.length; i++) {
            outcomes.add(outcome(i));
        }
        return outcomes;
    }

    private Change change(int i) {
        return publication.changes().get(i);
    }

    private String at(TreePath path) {
        return path.isRoot() ? root : root + "/" + path;
    }

    /** Nothing is seen through a link: a path does not lead through what is no directory. */
    private @Nullable Entry look(TreePath path) {
        return disk.entry(disk.find(at(path)));
    }

    private void judge(int i) {
        TreePath path = change(i).path();
        Entry staged = disk.entry(disk.find(publication.staging() + "/" + path));
        Entry kept = disk.entry(disk.find(publication.kept() + "/" + path));
        judged[i] = Judgement.of(change(i), new Judgement.Look(look(path), staged, kept));
        seen[i] = judged[i].before();
    }

    private void keep(int i) {
        Entry before = judged[i].before();
        if (judged[i].act() != Act.PROCEED || before == null || !LocalPublication.isReplaced(change(i), before)) {
            return;
        }
        String place = publication.kept() + "/" + change(i).path();
        if (disk.find(place) == null) {
            disk.touch(place);
            DiskNode node = disk.find(at(change(i).path()));
            if (node == null || !Judgement.sameVersion(before, Objects.requireNonNull(disk.entry(node)), false)) {
                judged[i] = new Judgement(Act.CHANGED_MEANWHILE, null, "something else is there than was planned for");
                return;
            }
            keep(node, place);
        }
        seen[i] = look(change(i).path());
    }

    private void keep(DiskNode node, String place) {
        if (node.isDirectory()) {
            disk.makeDirectories(place, 0700);
        } else {
            disk.put(disk.makeDirectories(InMemoryDisk.parent(place), 0700), InMemoryDisk.name(place), node);
        }
    }

    private Outcome outcome(int i) {
        TreePath path = change(i).path();
        Judgement judgement = judged[i];
        return switch (judgement.act()) {
            case NOTHING_TO_DO -> new Outcome(path, Result.DONE, judgement.before(), look(path), null);
            case CHANGED_MEANWHILE ->
                new Outcome(path, Result.CHANGED_MEANWHILE, null, look(path), judgement.trouble());
            case IMPOSSIBLE -> new Outcome(path, Result.FAILED, judgement.before(), look(path), judgement.trouble());
            case PROCEED -> proceed(i, judgement.before());
        };
    }

    private Outcome proceed(int i, @Nullable Entry before) {
        Change change = change(i);
        disk.touch(at(change.path()));
        Entry now = look(change.path());
        if (!isStill(change, now, seen[i])) {
            return new Outcome(
                    change.path(),
                    Result.CHANGED_MEANWHILE,
                    before,
                    now,
                    "something else is there than was planned for");
        }
        try {
            make(change);
        } catch (Refused e) {
            return new Outcome(change.path(), Result.FAILED, before, look(change.path()), e.getMessage());
        }
        Entry after = look(change.path());
        Wanted wanted = change.wanted();
        boolean done = wanted == null ? after == null : Judgement.isAsWanted(after, wanted);
        return new Outcome(
                change.path(), done ? Result.DONE : Result.FAILED, before, after, done ? null : "it is not as written");
    }

    private static boolean isStill(Change change, @Nullable Entry now, @Nullable Entry seen) {
        if (now == null) {
            return seen == null || seen.kind() == EntryKind.DIRECTORY;
        }
        Wanted wanted = change.wanted();
        return seen == null
                ? now.kind() == EntryKind.DIRECTORY && wanted != null && wanted.kind() == EntryKind.DIRECTORY
                : Judgement.sameVersion(seen, now, false);
    }

    private void make(Change change) throws Refused {
        TreePath path = change.path();
        Wanted wanted = change.wanted();
        DiskNode now = disk.find(at(path));
        if (path.isRoot()) {
            finish(require(now), Objects.requireNonNull(wanted));
            return;
        }
        DiskNode parent = directoryOf(path);
        if (wanted != null && wanted.kind() == EntryKind.DIRECTORY && now != null && now.isDirectory()) {
            finish(now, wanted);
        } else if (wanted != null && wanted.onlyMode()) {
            finish(require(now), wanted);
        } else {
            replace(parent, path, wanted, now);
        }
    }

    private void replace(DiskNode parent, TreePath path, @Nullable Wanted wanted, @Nullable DiskNode now)
            throws Refused {
        if (!parent.canBeFilled()) {
            throw new Refused("permission denied");
        }
        if (now != null && !now.children.isEmpty()) {
            throw new Refused("it is not empty");
        }
        if (wanted == null) {
            disk.take(parent, path.name());
            return;
        }
        if (now != null && now.isDirectory() != (wanted.kind() == EntryKind.DIRECTORY)) {
            disk.take(parent, path.name());
            disk.touch(at(path));
            if (disk.child(parent, path.name()) != null) {
                throw new Refused("something is in its place");
            }
        }
        disk.put(parent, path.name(), made(path, wanted));
    }

    private DiskNode made(TreePath path, Wanted wanted) throws Refused {
        if (wanted.kind() == EntryKind.FILE) {
            String staged = publication.staging() + "/" + path;
            DiskNode node = require(disk.find(staged));
            disk.take(require(disk.find(InMemoryDisk.parent(staged))), path.name());
            finish(node, wanted);
            return node;
        }
        DiskNode node = disk.make(wanted.kind(), wanted.mode());
        node.target = wanted.target();
        if (wanted.kind() == EntryKind.DIRECTORY || wanted.isTimed()) {
            finish(node, wanted);
        }
        return node;
    }

    private void finish(DiskNode node, Wanted wanted) {
        node.mode = wanted.mode();
        node.changed = disk.tick();
        if (wanted.isTimed() && !wanted.onlyMode()) {
            node.modified = disk.traits.kept(wanted.modified());
        }
    }

    private static DiskNode require(@Nullable DiskNode node) throws Refused {
        if (node == null) {
            throw new Refused("it is not there");
        }
        return node;
    }

    private DiskNode directoryOf(TreePath path) throws Refused {
        DiskNode node = require(disk.find(root));
        for (String name : InMemoryDisk.names(path.parent().text())) {
            DiskNode next = disk.child(node, name);
            if (next == null) {
                if (!node.canBeFilled()) {
                    throw new Refused("permission denied");
                }
                next = disk.make(EntryKind.DIRECTORY, 0700);
                disk.put(node, name, next);
            }
            if (!next.isDirectory()) {
                throw new Refused("what it is in is no directory");
            }
            node = next;
        }
        return node;
    }
}
