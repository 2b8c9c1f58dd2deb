package cc.chitty.sync.gpusync.manifest;

/** What is at a path. */
public enum EntryKind {
    FILE,
    DIRECTORY,
    /** A symbolic link; never followed. */
    LINK,
    /** A socket, pipe or device: never synced, and in the way of what would take its place. */
    OTHER,
    /** Something that could not be looked at. Not absent: nothing is concluded of it, nor of anything below it. */
    UNREADABLE
}
