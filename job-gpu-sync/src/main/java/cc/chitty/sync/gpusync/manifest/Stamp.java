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
     * Whether a file, by its stamp, is what was at its place before another one was written there, and no copy of that one: only files
     * that come with a directory or file system of their own are so. What a person writes or copies has a newer change of its inode,
     * whatever time it is given.
     */
    public boolean isBefore(Stamp later) {
        boolean isCopy = size == later.size && modified == later.modified;
        boolean tells = changed != 0 && later.changed != 0;
        return !isCopy && (tells ? changed <= later.changed : modified <= later.modified);
    }
}
