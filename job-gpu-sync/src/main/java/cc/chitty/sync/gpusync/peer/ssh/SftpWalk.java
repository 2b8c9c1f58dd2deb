package cc.chitty.sync.gpusync.peer.ssh;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.Endpoint.Scanned;
import cc.chitty.sync.gpusync.peer.Scope;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.SFTPException;

/** Walks one scope over SFTP, level by level, the directories of a level at the same time. */
final class SftpWalk {

    private static final int AT_ONCE = 8;

    private final SftpFiles files;
    private final Scope scope;
    private final Interruption interruption;
    private final SortedMap<TreePath, Entry> entries = new TreeMap<>();
    private final List<String> troubles = new ArrayList<>();

    SftpWalk(SftpFiles files, Scope scope, Interruption interruption) {
        this.files = files;
        this.scope = scope;
        this.interruption = interruption;
    }

    Scanned scan() throws IOException {
        Entry root = files.look(scope.root() + "/.");
        List<TreePath> level = new ArrayList<>();
        for (TreePath top : scope.tops().isEmpty() ? List.of(TreePath.ROOT) : scope.tops()) {
            if (root != null) {
                begin(top, root, level);
            }
        }
        while (!level.isEmpty()) {
            if (interruption.raised()) {
                throw new Failure(
                        FailureCategory.INTERRUPTED, "look at the peer's files", "it was stopped", "Start it again.");
            }
            level = below(level);
        }
        return new Scanned(entries, troubles, null, null);
    }

    private void begin(TreePath top, Entry root, List<TreePath> level) throws IOException {
        for (TreePath above = top.parent(); !above.isRoot(); above = above.parent()) {
            Entry entry = files.look(at(above));
            if (entry != null && entry.kind() == EntryKind.LINK) {
                entries.put(top, Entry.unreadable(above + " above it is a symbolic link"));
                return;
            }
        }
        Entry entry = top.isRoot() ? root : files.look(at(top));
        if (entry != null) {
            entries.put(top, entry);
            if (entry.kind() == EntryKind.DIRECTORY) {
                level.add(top);
            }
        }
    }

    private String at(TreePath path) {
        return path.isRoot() ? scope.root() + "/." : scope.root() + "/" + path;
    }

    private List<TreePath> below(List<TreePath> level) throws IOException {
        List<TreePath> next = new ArrayList<>();
        for (List<TreePath> found : Parallel.split(level, Math.min(AT_ONCE, level.size()), this::listed)) {
            next.addAll(found);
        }
        return next;
    }

    private List<TreePath> listed(List<TreePath> directories) throws IOException {
        List<TreePath> next = new ArrayList<>();
        for (TreePath directory : directories) {
            try {
                List<RemoteResourceInfo> all = files.list(at(directory));
                for (RemoteResourceInfo info : all) {
                    add(directory, info, next);
                }
                if (all.isEmpty() && !canBeEntered(directory)) {
                    forbidden(directory);
                }
            } catch (SFTPException e) {
                unlisted(directory, e);
            }
        }
        return next;
    }

    /** OpenSSH leaves out, without a word, what it cannot look at: where it may read names and no more, that is all. */
    private boolean canBeEntered(TreePath directory) throws IOException {
        Entry within = files.look(at(directory) + "/.");
        return within == null || within.kind() == EntryKind.DIRECTORY;
    }

    private void forbidden(TreePath directory) {
        synchronized (entries) {
            entries.put(directory, Entry.unreadable("permission denied"));
        }
    }

    private void unlisted(TreePath directory, SFTPException e) throws IOException {
        if (!SftpFiles.isOfThePath(e)) {
            throw e;
        }
        if (SftpFiles.status(e) == net.schmizz.sshj.sftp.Response.StatusCode.NO_SUCH_FILE) {
            synchronized (entries) {
                entries.remove(directory);
            }
        } else {
            forbidden(directory);
        }
    }

    private void add(TreePath directory, RemoteResourceInfo info, List<TreePath> next) throws IOException {
        String name = info.getName();
        if (scope.leavesOut(name, info.isDirectory() ? EntryKind.DIRECTORY : EntryKind.OTHER)) {
            return;
        }
        boolean isName = TreePath.isPath(name) && !name.isEmpty() && name.indexOf('/') < 0;
        if (!isName || name.indexOf('\uFFFD') >= 0) {
            synchronized (entries) {
                troubles.add(directory + "/" + name + ": its name is no text (invalid UTF-8); left alone");
            }
            return;
        }
        TreePath path = directory.child(name);
        Entry entry = path.isTooLong() ? Entry.tooLong() : looked(info, path);
        synchronized (entries) {
            entries.put(path, entry);
        }
        if (entry.kind() == EntryKind.DIRECTORY) {
            next.add(path);
        }
    }

    private Entry looked(RemoteResourceInfo info, TreePath path) throws IOException {
        try {
            return files.entry(info, at(path));
        } catch (SFTPException e) {
            if (SftpFiles.isOfThePath(e)) {
                return Entry.unreadable("it cannot be looked at");
            }
            throw e;
        }
    }
}
