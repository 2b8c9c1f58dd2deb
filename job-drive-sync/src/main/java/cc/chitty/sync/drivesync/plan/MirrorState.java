package cc.chitty.sync.drivesync.plan;

/**
 * A file of the mirror as the file system shows it. The time at which its inode changed is there because the time of its
 * content can be put back.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970
 * @param changed of the inode, nanoseconds since 1970; 0 where that is not known or not to be trusted
 * @param inode 0 where the file system has none
 */
public record MirrorState(long size, long modified, long changed, long inode) {

    /** No file, where that is what was agreed on, after a rollback to before there was one. */
    public static final MirrorState ABSENT = new MirrorState(-1, 0, 0, 0);

    /** The same file with a change time that no later look will equal: it was changed too short a time before it was looked at. */
    public MirrorState distrusted() {
        return new MirrorState(size, modified, 0, inode);
    }
}
