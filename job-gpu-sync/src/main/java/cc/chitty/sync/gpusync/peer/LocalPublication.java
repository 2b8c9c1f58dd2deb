package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Judgement.Act;
import cc.chitty.sync.gpusync.peer.Outcome.Result;
import cc.chitty.sync.gpusync.peer.Publication.Change;
import cc.chitty.sync.gpusync.peer.Publication.Wanted;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One publication on this machine: look at all, keep all that is replaced, make what is kept and what is staged durable, then look
 * again at each and change it, and make that durable.
 */
final class LocalPublication implements Closeable {

    private final Publication publication;
    private final Path staging;
    private final HeldTree tree;
    private final LocalKeeping keeping;
    private final Judgement[] judged;
    private final @Nullable Entry[] keptAs;

    LocalPublication(Publication publication) throws IOException {
        this.publication = publication;
        this.staging = Path.of(StagingPlace.require(publication.staging()));
        Files.createDirectories(staging, privately());
        this.tree = new HeldTree(Path.of(publication.root()), staging);
        this.keeping = new LocalKeeping(Path.of(publication.kept()));
        this.judged = new Judgement[publication.changes().size()];
        this.keptAs = new Entry[judged.length];
    }

    private static java.nio.file.attribute.FileAttribute<?> privately() {
        return java.nio.file.attribute.PosixFilePermissions.asFileAttribute(LocalLook.permissions(0700));
    }

    List<Outcome> run() {
        forEach(this::judge);
        forEach(this::keep);
        keeping.sync();
        syncStaged();
        List<Outcome> outcomes = new ArrayList<>();
        forEach(i -> outcomes.add(apply(i)));
        Syncing.directories(tree.touched());
        return outcomes;
    }

    private void forEach(java.util.function.IntConsumer step) {
        IntStream.range(0, judged.length).forEach(step);
    }

    private Change change(int i) {
        return publication.changes().get(i);
    }

    private void judge(int i) {
        TreePath path = change(i).path();
        judged[i] = Judgement.of(
                change(i),
                new Judgement.Look(
                        look(path), LocalLook.at(staging.resolve(path.text())), LocalLook.at(keeping.placeOf(path))));
    }

    /** Through a link above it nothing is seen: it has no place there as long as the link is. */
    private @Nullable Entry look(TreePath path) {
        for (TreePath above = path.parent(); !above.isRoot(); above = above.parent()) {
            if (Files.isSymbolicLink(place(above))) {
                return null;
            }
        }
        return LocalLook.at(place(path));
    }

    private Path place(TreePath path) {
        return tree.root().resolve(path.text());
    }

    private void keep(int i) {
        Entry before = judged[i].before();
        if (judged[i].act() != Act.PROCEED || before == null || !isReplaced(change(i), before)) {
            return;
        }
        TreePath path = change(i).path();
        try {
            keeping.keep(path, before, place(path));
            keptAs[i] = LocalLook.at(place(path));
        } catch (IOException e) {
            judged[i] = new Judgement(Act.IMPOSSIBLE, before, "it cannot be kept: " + LocalLook.words(e));
        }
    }

    /** A mode alone is told by the outcome; a directory that stays one as well. */
    static boolean isReplaced(Change change, Entry before) {
        Wanted wanted = change.wanted();
        return wanted == null
                || !(wanted.onlyMode()
                        || (wanted.kind() == EntryKind.DIRECTORY && before.kind() == EntryKind.DIRECTORY));
    }

    private void syncStaged() {
        List<Path> files = IntStream.range(0, judged.length)
                .filter(i -> judged[i].act() == Act.PROCEED && bringsFile(change(i)))
                .mapToObj(i -> staging.resolve(change(i).path().text()))
                .toList();
        Syncing.files(files);
    }

    private static boolean bringsFile(Change change) {
        Wanted wanted = change.wanted();
        return wanted != null && wanted.kind() == EntryKind.FILE && !wanted.onlyMode();
    }

    private Outcome apply(int i) {
        TreePath path = change(i).path();
        Judgement judgement = judged[i];
        return switch (judgement.act()) {
            case NOTHING_TO_DO -> new Outcome(path, Result.DONE, judgement.before(), look(path), null);
            case CHANGED_MEANWHILE ->
                new Outcome(path, Result.CHANGED_MEANWHILE, null, look(path), judgement.trouble());
            case IMPOSSIBLE -> new Outcome(path, Result.FAILED, judgement.before(), look(path), judgement.trouble());
            case PROCEED -> proceed(change(i), judgement.before(), keptAs[i]);
        };
    }

    private Outcome proceed(Change change, @Nullable Entry before, @Nullable Entry kept) {
        TreePath path = change.path();
        Entry now = look(path);
        if (!isStill(change, now, kept == null ? before : kept)) {
            return new Outcome(
                    path, Result.CHANGED_MEANWHILE, before, now, "something else is there than was planned for");
        }
        try {
            make(change, now);
            return readBack(change, before);
        } catch (IOException e) {
            return new Outcome(path, Result.FAILED, before, look(path), LocalLook.words(e));
        }
    }

    private static boolean isStill(Change change, @Nullable Entry now, @Nullable Entry seen) {
        if (now == null) {
            return seen == null || seen.kind() == EntryKind.DIRECTORY;
        }
        return seen == null ? isMadeDirectory(change, now) : Judgement.sameVersion(seen, now, false);
    }

    /** A directory that a change before this one had to make. */
    private static boolean isMadeDirectory(Change change, Entry now) {
        Wanted wanted = change.wanted();
        return now.kind() == EntryKind.DIRECTORY && wanted != null && wanted.kind() == EntryKind.DIRECTORY;
    }

    private Outcome readBack(Change change, @Nullable Entry before) {
        Entry now = look(change.path());
        Wanted wanted = change.wanted();
        boolean done = wanted == null ? now == null : Judgement.isAsWanted(now, wanted);
        return done
                ? new Outcome(change.path(), Result.DONE, before, now, null)
                : new Outcome(change.path(), Result.FAILED, before, now, "it is not there as it was written");
    }

    private void make(Change change, @Nullable Entry now) throws IOException {
        Wanted wanted = change.wanted();
        TreePath path = change.path();
        if (path.isRoot()) {
            setMode(tree.root(), Objects.requireNonNull(wanted));
            return;
        }
        HeldDirectory parent = tree.directoryOf(path);
        boolean wasDirectory = now != null && now.kind() == EntryKind.DIRECTORY;
        if (wanted == null || (wasDirectory && wanted.kind() != EntryKind.DIRECTORY)) {
            remove(parent, path, now);
        }
        if (wanted != null) {
            make(parent, path, wanted, now);
        }
    }

    private void remove(HeldDirectory parent, TreePath path, @Nullable Entry now) throws IOException {
        if (now == null) {
            return;
        }
        if (now.kind() == EntryKind.DIRECTORY) {
            tree.leave(path);
            removeDirectory(parent, path.name());
        } else {
            parent.deleteFile(path.name());
        }
    }

    /** With what a killed one has left in it, which nobody sees. */
    private static void removeDirectory(HeldDirectory parent, String name) throws IOException {
        try {
            parent.deleteDirectory(name);
        } catch (DirectoryNotEmptyException e) {
            try (HeldDirectory directory = parent.enter(name)) {
                if (!Moving.clear(directory)) {
                    throw e;
                }
            }
            parent.deleteDirectory(name);
        }
    }

    private void make(HeldDirectory parent, TreePath path, Wanted wanted, @Nullable Entry now) throws IOException {
        switch (wanted.kind()) {
            case FILE -> makeFile(parent, path, wanted);
            case LINK -> tree.makeLink(parent, path.name(), wanted);
            case DIRECTORY -> makeDirectory(parent, path, wanted, now);
            case OTHER, UNREADABLE -> throw new IOException("nothing of that kind can be made");
        }
    }

    private void makeFile(HeldDirectory parent, TreePath path, Wanted wanted) throws IOException {
        if (wanted.onlyMode()) {
            setMode(place(path), wanted);
            return;
        }
        Path staged = staging.resolve(path.text());
        LocalStaging.finish(staged, wanted.mode(), wanted.modified());
        if (publication.back() != null) {
            LocalLook.copyBits(Path.of(publication.back()).resolve(path.text()), staged);
        }
        Moving.into(parent, staged, path.name());
    }

    private void makeDirectory(HeldDirectory parent, TreePath path, Wanted wanted, @Nullable Entry now)
            throws IOException {
        if (now != null && now.kind() != EntryKind.DIRECTORY) {
            parent.deleteFile(path.name());
        }
        if (now == null || now.kind() != EntryKind.DIRECTORY) {
            tree.makeDirectory(parent, path.name(), wanted.mode());
        }
        setMode(place(path), wanted);
    }

    private static void setMode(Path place, Wanted wanted) throws IOException {
        if (Files.isSymbolicLink(place)) {
            throw new IOException("a symbolic link is in its place");
        }
        LocalLook.changeMode(place, wanted.mode());
        if (wanted.kind() == EntryKind.DIRECTORY && wanted.isTimed()) {
            LocalStaging.setTime(place, wanted.modified());
        }
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
