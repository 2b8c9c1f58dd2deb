package cc.chitty.sync.gpusync.peer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings a staged file to its place in one instant, also where another file system is mounted below the root. */
final class Moving {

    private Moving() {}

    static void into(HeldDirectory parent, Path staged, String name) throws IOException {
        try {
            parent.take(staged, name);
        } catch (AtomicMoveNotSupportedException e) {
            copy(parent, staged, name);
        }
    }

    private static final Pattern PART = Pattern.compile("\\.chittysync-([0-9]{1,18})\\..*tmp");

    /** A name for what is not whole yet, which no scan tells, and by which it is known whose it was. */
    static String part() {
        return ".chittysync-" + ProcessHandle.current().pid() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    }

    /** Removes what processes that are no more have left there; returns whether there was anything. */
    static boolean clear(HeldDirectory parent) throws IOException {
        boolean cleared = false;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(parent.path(), ".chittysync-*tmp")) {
            for (Path part : parts) {
                Matcher name = PART.matcher(part.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    parent.deleteFile(part.getFileName().toString());
                    cleared = true;
                }
            }
        }
        return cleared;
    }

    private static void copy(HeldDirectory parent, Path staged, String name) throws IOException {
        clear(parent);
        String part = part();
        try {
            write(parent, staged, part);
            Path place = parent.path().resolve(part);
            LocalStaging.finish(
                    place,
                    LocalLook.entry(staged).mode(),
                    Files.getLastModifiedTime(staged).to(TimeUnit.NANOSECONDS));
            parent.rename(part, name);
        } catch (IOException e) {
            parent.deleteFile(part);
            throw e;
        }
        Files.delete(staged);
    }

    private static void write(HeldDirectory parent, Path staged, String part) throws IOException {
        try (FileChannel from = FileChannel.open(staged, StandardOpenOption.READ);
                SeekableByteChannel to = parent.create(part)) {
            for (long at = 0, size = from.size(); at < size; ) {
                at += from.transferTo(at, size - at, to);
            }
            if (to instanceof FileChannel file) {
                file.force(true);
            }
        }
    }
}
