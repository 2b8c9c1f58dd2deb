package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.Stamp;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at one path of this machine; never through a link at its end. */
final class LocalLook {

    private static final String WANTED = "unix:mode,size,lastModifiedTime,ctime,ino,dev";
    static final long NOWHERE = -1;

    private static final int KIND = 0170000;
    private static final int ALL_BITS = 07777;
    private static final int SPECIAL = 07000;
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ
    };

    private LocalLook() {}

    /**
     * What is at a path.
     *
     * @param device the file system it is on; {@link #NOWHERE} where that cannot be told
     */
    record Placed(Entry entry, long device) {

        static Placed unreadable(IOException e) {
            return new Placed(Entry.unreadable(words(e)), NOWHERE);
        }
    }

    /** What is there; null: nothing. */
    static @Nullable Entry at(Path path) {
        Placed placed = placed(path);
        return placed == null ? null : placed.entry();
    }

    /** What is there, and where; null: nothing. */
    static @Nullable Placed placed(Path path) {
        try {
            return read(path);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            return isBelowNoDirectory(e) ? null : Placed.unreadable(e);
        } catch (IOException e) {
            return Placed.unreadable(e);
        }
    }

    private static boolean isBelowNoDirectory(FileSystemException e) {
        return String.valueOf(e.getReason()).contains("Not a directory");
    }

    static Entry entry(Path path) throws IOException {
        return read(path).entry();
    }

    private static Placed read(Path path) throws IOException {
        Map<String, Object> seen = Files.readAttributes(path, WANTED, LinkOption.NOFOLLOW_LINKS);
        int mode = (int) number(seen, "mode");
        Stamp stamp = new Stamp(
                number(seen, "size"), nanos(seen, "lastModifiedTime"), nanos(seen, "ctime"), number(seen, "ino"));
        Entry entry = switch (mode & KIND) {
            case 0100000 -> Entry.file(mode & 0777, stamp, null);
            case 0040000 -> Entry.directory(mode & 0777, stamp);
            case 0120000 -> link(Files.readSymbolicLink(path), stamp);
            default -> Entry.other(stamp);
        };
        return new Placed(entry, number(seen, "dev"));
    }

    /** Bytes that are no text would become other bytes on the other side. */
    private static Entry link(Path target, Stamp stamp) {
        String text = target.toString();
        return text.indexOf('\uFFFD') >= 0
                        && !target.getFileSystem().getPath(text).equals(target)
                ? Entry.linkToNoText()
                : Entry.link(text, stamp);
    }

    private static long number(Map<String, Object> seen, String name) {
        return ((Number) Objects.requireNonNull(seen.get(name))).longValue();
    }

    private static long nanos(Map<String, Object> seen, String name) {
        return ((FileTime) Objects.requireNonNull(seen.get(name))).to(TimeUnit.NANOSECONDS);
    }

    static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((mode & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        return permissions;
    }

    /**
     * Gives what is there other permissions. Set-user-id, set-group-id and sticky stay, and where nothing becomes another one nothing
     * is set: the system may take bits away from whoever is not of the group.
     */
    static void changeMode(Path path, int mode) throws IOException {
        int now = (int) number(attributes(path), "mode") & ALL_BITS;
        int wanted = (now & SPECIAL) | mode;
        if (wanted != now) {
            Files.setAttribute(path, "unix:mode", wanted);
        }
    }

    /** Adds what a file has of set-user-id, set-group-id and sticky to a copy of it; of another user or group they would be another thing. */
    static void copyBits(Path from, Path to) throws IOException {
        Map<String, Object> before = attributes(from);
        Map<String, Object> now = attributes(to);
        int special = (int) number(before, "mode") & SPECIAL;
        boolean sameOwner = number(before, "uid") == number(now, "uid") && number(before, "gid") == number(now, "gid");
        if (special != 0 && sameOwner) {
            Files.setAttribute(to, "unix:mode", ((int) number(now, "mode") & ALL_BITS) | special);
        }
    }

    private static Map<String, Object> attributes(Path path) throws IOException {
        return Files.readAttributes(path, "unix:mode,uid,gid", LinkOption.NOFOLLOW_LINKS);
    }

    static long device(Path path) throws IOException {
        return ((Number) Objects.requireNonNull(Files.getAttribute(path, "unix:dev"))).longValue();
    }

    /** What the file system said, without the path. */
    static String words(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof java.nio.file.DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        String text = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return text == null ? e.getClass().getSimpleName() : text;
    }
}
