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
}
