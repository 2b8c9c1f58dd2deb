package cc.chitty.sync.gpusync.peer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

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

    /** A name for what is not whole yet, which no scan tells. */
    static String part() {
        return ".chittysync-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".tmp";
    }

    private static void copy(HeldDirectory parent, Path staged, String name) throws IOException {
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
