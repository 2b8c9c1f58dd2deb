package cc.chitty.sync.gpusync.run;

import cc.chitty.sync.gpusync.manifest.Digest;
import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.StagedContent;
import cc.chitty.sync.gpusync.plan.ItemEnd;
import cc.chitty.sync.gpusync.plan.PlannedChange;
import cc.chitty.sync.gpusync.plan.PlannedChange.Action;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.PrivateDirectory;
import cc.chitty.sync.kernel.state.StorageFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stages what is not the same on both sides byte by byte: corrected files, files under another name, contents put together of
 * both. They go through a private directory on this machine.
 */
final class Rewriting {

    private final Ends ends;
    private final Joining joining;
    private final Restored restored;
    private final Path spool;

    Rewriting(Ends ends, Joining joining, Restored restored, Path spool) {
        this.ends = ends;
        this.joining = joining;
        this.restored = restored;
        this.spool = spool;
    }

    /** Where that lies which comes back from a snapshot. */
    @FunctionalInterface
    interface Restored {

        Restored NOTHING = (side, root) -> {
            throw new IllegalStateException("a sync restores nothing: " + root);
        };

        /** The directory on that side which holds a root's kept files. */
        String kept(Side side, String root);
    }

    /** A content on its way: as the target has to have it, and the digest of its canonical form. */
    private record Made(PlannedChange item, Path file, long size, Digest digest) {}

    void stage(Brought brought, List<PlannedChange> items) {
        if (items.isEmpty()) {
            return;
        }
        try {
            PrivateDirectory.create(spool);
            List<Made> made = make(brought, items);
            ends.of(brought.parcel().target())
                    .stage(
                            brought.staging(),
                            made.stream().map(Rewriting::staged).toList());
            made.forEach(one -> brought.contents().put(one.item.seq(), new Brought.StagedFile(one.size, one.digest)));
            DirectoryTree.delete(spool);
        } catch (IOException e) {
            throw StorageFailure.of("write temporary files in", spool, e);
        }
    }

    private static StagedContent staged(Made made) {
        Entry wanted = Objects.requireNonNull(made.item.change().wanted());
        return new StagedContent(
                made.item.destination(),
                wanted.mode(),
                wanted.stamp().modified(),
                () -> Files.newInputStream(made.file));
    }

    private List<Made> make(Brought brought, List<PlannedChange> items) throws IOException {
        List<Made> made = new ArrayList<>();
        List<PlannedChange> moved = new ArrayList<>();
        for (PlannedChange item : items) {
            if (item.action() == Action.JOIN) {
                add(brought, item, joined(brought, item), made);
            } else {
                moved.add(item);
            }
        }
        move(brought, moved, made);
        return made;
    }

    private void move(Brought brought, List<PlannedChange> items, List<Made> made) {
        if (items.isEmpty()) {
            return;
        }
        Side target = brought.parcel().target();
        Tree tree = brought.tree();
        boolean back = items.get(0).action() == Action.RESTORE;
        Side source = back ? target : target.other();
        String root = back ? restored.kept(target, tree.key()) : tree.at(source);
        Map<TreePath, PlannedChange> wanted = new HashMap<>();
        items.forEach(item -> wanted.put(item.source(), item));
        ends.of(source).read(root, List.copyOf(wanted.keySet()), (path, entry, content) -> {
            PlannedChange item = wanted.remove(path);
            if (item != null) {
                add(brought, item, made(brought, item, source, content), made);
            }
        });
        wanted.values()
                .forEach(item -> brought.settled()
                        .add(ItemEnd.changed(item, "it was gone, or could not be read, when it was to be brought")));
    }

    private Made made(Brought brought, PlannedChange item, Side source, InputStream content) throws IOException {
        Tree tree = brought.tree();
        MessageDigest digest = Hashing.sha256();
        TreePath ruled = tree.ruled(item);
        if (!tree.isCorrected(ruled)) {
            return made(item, new DigestInputStream(content, digest), digest);
        }
        InputStream canonical = new DigestInputStream(tree.canonical(source, ruled, content), digest);
        return made(item, tree.contentOn(source.other(), ruled, canonical), digest);
    }

    private Made made(PlannedChange item, InputStream content, MessageDigest canonical) throws IOException {
        Path file = spool.resolve(Integer.toString(item.seq()));
        Files.deleteIfExists(file);
        long size = Files.copy(content, file);
        return new Made(item, file, size, Digest.of(canonical.digest()));
    }

    private @Nullable Made joined(Brought brought, PlannedChange item) throws IOException {
        Tree tree = brought.tree();
        Side other = item.target().other();
        TreePath ours = other == Side.OURS ? item.source() : item.destination();
        TreePath theirs = other == Side.OURS ? item.destination() : item.source();
        byte[] joined = joining.join(tree, item.path(), ours, theirs).orElse(null);
        if (joined == null) {
            return null;
        }
        Side target = item.target();
        InputStream canonical = new ByteArrayInputStream(joined);
        Path file = spool.resolve(Integer.toString(item.seq()));
        Files.deleteIfExists(file);
        long size = Files.copy(tree.contentOn(target, item.path(), canonical), file);
        return new Made(item, file, size, Hashing.of(joined));
    }

    private static void add(Brought brought, PlannedChange item, @Nullable Made one, List<Made> made)
            throws IOException {
        Entry wanted = item.change().wanted();
        Digest planned = wanted == null ? null : wanted.digest();
        if (one == null || (planned != null && !planned.equals(one.digest))) {
            brought.settled().add(ItemEnd.changed(item, "it changed before it was brought"));
        } else if (PrivateKeys.isOne(brought.tree(), item, one.file)) {
            brought.settled().add(ItemEnd.failed(item, PrivateKeys.WORDS));
        } else {
            made.add(one);
        }
    }
}
