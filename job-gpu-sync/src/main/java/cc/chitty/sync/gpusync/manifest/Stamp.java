package cc.chitty.sync.gpusync.manifest;

/**
 * What tells that a file is still the one that was looked at, without reading it. Only stamps of one side are compared.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970; whole seconds where the side tells no more
 * @param changed change of the inode, nanoseconds since 1970; 0 where the side does not tell
 * @param inode 0 where the side does not tell
 */
public record Stamp(long size, long modified, long changed, long inode) {

    public static final Stamp NONE = new Stamp(0, 0, 0, 0);

    /**
     * Whether a file may be what was at its place before another one was written there, and is no copy of that one. What a person writes
     * afterwards has a later time and a later change of its inode. The one alone does not tell: what is unpacked has the time that it
     * is given, and a change of permissions changes the inode.
     */
    public boolean mayBeBefore(Stamp later) {
        boolean isCopy = size == later.size && modified == later.modified;
        boolean tells = changed != 0 && later.changed != 0;
        return !isCopy && (modified <= later.modified || (tells && changed <= later.changed));
    }
}
