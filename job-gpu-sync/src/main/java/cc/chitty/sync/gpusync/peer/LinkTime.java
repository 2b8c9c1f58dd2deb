package cc.chitty.sync.gpusync.peer;

import cc.chitty.sync.gpusync.manifest.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Gives a symbolic link of this machine a time. Java can do that to the microsecond; GNU's {@code touch -h} does the rest. Where
 * neither can, the link has another time, which whoever looks at it sees.
 */
final class LinkTime {

    private static final Duration QUIET = Duration.ofSeconds(20);

    private LinkTime() {}

    static void set(Path link, long modified) throws IOException {
        if (!setByJava(link, modified) || !isAt(link, modified)) {
            touch(link, modified);
        }
    }

    /** For what Java cannot set; of a link itself. */
    static void touch(Path place, long modified) throws IOException {
        if (!isAt(place, modified)) {
            String time = "@" + BigDecimal.valueOf(modified, 9).toPlainString();
            new LocalPrograms()
                    .run(
                            List.of("touch", "-c", "-h", "-d", time, "--", place.toString()),
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            QUIET);
        }
    }

    /** False where the system has no such call. */
    private static boolean setByJava(Path link, long modified) {
        try {
            Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(modified, TimeUnit.NANOSECONDS), null, null);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAt(Path link, long modified) {
        Entry now = LocalLook.at(link);
        return now != null && now.stamp().modified() == modified;
    }
}
