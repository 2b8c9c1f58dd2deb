package cc.chitty.sync.consolidate.source;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * What tells an unchanged file from a changed one without opening it.
 *
 * @param size bytes; of all parts where several files are read as one
 * @param modified nanoseconds since 1970; of the part changed last
 * @param identity which file it is: the inode, or a mix of names and inodes where several files are read as one
 */
public record Stamp(long size, long modified, long identity) {

    public static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(attributes.size(), nanos(attributes.lastModifiedTime()), identity(attributes));
    }

    /** This stamp together with another file's (a write-ahead log, a part of a list), the order being significant. */
    public Stamp with(String name, Stamp part) {
        long mixed = (identity * 31 + name.hashCode()) * 31 + part.identity * 17 + part.modified + part.size;
        return new Stamp(size + part.size, Math.max(modified, part.modified), mixed);
    }

    /** When it was modified, to the millisecond: the time of everything in a file that carries no times. */
    public Instant at() {
        return Instant.ofEpochMilli(Math.floorDiv(modified, 1_000_000L));
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    private static long identity(BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return key == null ? 0 : inode(key.toString());
    }

    /** The JDK's key prints as {@code (dev=fe00,ino=123)}; where it does not, its hash still tells files apart. */
    private static long inode(String key) {
        int start = key.indexOf("ino=");
        int end = key.indexOf(')', Math.max(start, 0));
        return start < 0 || end < 0 ? key.hashCode() : Long.parseLong(key, start + 4, end, 10);
    }
}
