package cc.chitty.sync.gpusync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Files of random contents, of which each side writes one half, in a directory of its own, and gets the other. */
final class NumberedFiles {

    private static final int LARGEST = 8_000;

    private final Path ours;
    private final Path theirs;
    private final int count;
    private final long seed;
    private int version;

    NumberedFiles(Path ours, Path theirs, int count, long seed) {
        this.ours = ours;
        this.theirs = theirs;
        this.count = count;
        this.seed = seed;
    }

    /** Each side writes its files, with other contents than before. */
    void write() throws IOException {
        version++;
        for (int i = 0; i < count; i++) {
            Path file = writer(i).resolve(path(i));
            Files.createDirectories(file.getParent());
            Files.write(file, content(i, version));
        }
    }

    private Path writer(int i) {
        return i % 2 == 0 ? ours : theirs;
    }

    private Path reader(int i) {
        return i % 2 == 0 ? theirs : ours;
    }

    private static String path(int i) {
        return (i % 2 == 0 ? "ours" : "theirs") + "/d" + i / 2 % 7 + "/f" + i;
    }

    private byte[] content(int i, int of) {
        SplittableRandom random = new SplittableRandom(seed * 31 + i * 1_000L + of);
        byte[] content = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(content);
        return content;
    }

    /** About how many bytes they have together. */
    long bytes() {
        return (long) count * LARGEST / 2;
    }

    /** Files that are not as their writer left them, or that their reader has neither as before nor as now. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] written = content(i, version);
            if (!Arrays.equals(written, read(writer(i).resolve(path(i))))) {
                wrong.add("written: " + path(i));
            }
            byte[] got = read(reader(i).resolve(path(i)));
            boolean asBefore = version == 1 ? got == null : Arrays.equals(content(i, version - 1), got);
            if (!asBefore && !Arrays.equals(written, got)) {
                wrong.add("got: " + path(i));
            }
        }
        return wrong;
    }

    private static byte @Nullable [] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
