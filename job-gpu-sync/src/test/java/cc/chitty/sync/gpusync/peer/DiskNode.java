package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.EntryKind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One inode of a disk in memory. A file may be in two directories. */
final class DiskNode {

    /** What a directory calls a node. */
    record Named(String name, DiskNode node) {}

    final EntryKind kind;
    final long inode;
    final Map<String, Named> children = new LinkedHashMap<>();
    int mode;
    byte[] content = new byte[0];

    @Nullable String target;

    /** Whether it is the root of another file system than the one of the directory it lies in. */
    boolean mounted;

    /** Whether nobody can look at it, as at a mount of FUSE whose program has died. */
    boolean dead;

    long modified;
    long changed;

    DiskNode(EntryKind kind, long inode, int mode) {
        this.kind = kind;
        this.inode = inode;
        this.mode = mode;
    }

    /** The same, without what is in it. */
    DiskNode copy() {
        DiskNode copy = new DiskNode(kind, inode, mode);
        copy.content = content;
        copy.target = target;
        copy.modified = modified;
        copy.changed = changed;
        copy.mounted = mounted;
        return copy;
    }

    boolean isDirectory() {
        return kind == EntryKind.DIRECTORY;
    }

    boolean canBeRead() {
        return (mode & 0400) != 0;
    }

    boolean canBeListed() {
        return (mode & 0500) == 0500;
    }

    boolean canBeFilled() {
        return (mode & 0300) == 0300;
    }
}
