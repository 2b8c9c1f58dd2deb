package cc.chitty.sync.gitpush.mirror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What tells an unchanged file from a changed one without opening it. The time of the last change of the file's own data
 * (ctime) is in it, since that of the content can be put back.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970
 * @param changed of the content, name, mode or owner, nanoseconds since 1970
 * @param inode number of the file in its file system
 * @param mode kind and permissions as {@code stat} tells them
 */
record FileStamp(long size, long modified, long changed, long inode, int mode) {

    private static final String WANTED = "unix:size,lastModifiedTime,ctime,ino,mode";
    private static final int KIND = 0170000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int DIRECTORY = 0040000;
    private static final int OWNER_EXECUTES = 0100;

    private static final long SECOND = 1_000_000_000L;
    /** No clock of a kernel ticks more slowly. */
    private static final long FINE = SECOND / 50;
    /** Where a time has no fraction, the file system may count in steps of two seconds. */
    private static final long COARSE = 2 * SECOND;

    /** Of the file or link itself; a link is not followed. */
    static FileStamp of(Path path) throws IOException {
        Map<String, Object> seen = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
        return new FileStamp(
                number(seen, "size"), time(seen, "lastModifiedTime"), time(seen, "ctime"), number(seen, "ino"), (int)
                        number(seen, "mode"));
    }

    private static long number(Map<String, Object> seen, String name) {
        return seen.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long time(Map<String, Object> seen, String name) {
        return seen.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }

    boolean isFile() {
        return (mode & KIND) == FILE;
    }

    boolean isLink() {
        return (mode & KIND) == LINK;
    }

    boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }

    boolean isExecutable() {
        return (mode & OWNER_EXECUTES) != 0;
    }

    /**
     * Whether a change after that moment would give another stamp. A file changed in the moment in which it is read might
     * be changed once more without its times showing it.
     *
     * @param moment nanoseconds since 1970, by the clock of the files
     */
    boolean isSettledAt(long moment) {
        long step = changed % SECOND == 0 ? COARSE : FINE;
        return changed + step < moment && modified + step < moment;
    }
}
