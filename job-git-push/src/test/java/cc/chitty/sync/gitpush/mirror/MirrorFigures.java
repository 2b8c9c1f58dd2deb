package cc.chitty.sync.gitpush.mirror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes a tree, changes it, and commits it; prints figures and asserts none. To be started as a program by {@code
 * mirror-benchmark.sh}, with the class path of the tests; each commit in a process of its own, as cron does it.
 */
final class MirrorFigures {

    private static final int DIRECTORY = 50;
    private static final long SEED = 20_261_127L;

    private MirrorFigures() {}

    /** {@code make|change <directory> <files> <megabytes>} or {@code commit <directory>}; {@code -Dwarm=3} repeats that. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]).toAbsolutePath();
        switch (arguments[0]) {
            case "make" -> make(directory, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "change" -> change(directory, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "commit" -> commit(directory);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void make(Path directory, int files, int megabytes) throws IOException {
        for (int i = 0; i < files; i++) {
            write(directory, i, SEED, size(files, megabytes));
        }
    }

    /** Every hundredth file. */
    private static void change(Path directory, int files, int megabytes) throws IOException {
        for (int i = 0; i < files; i += 100) {
            write(directory, i, System.nanoTime(), size(files, megabytes));
        }
    }

    private static int size(int files, int megabytes) {
        return Math.toIntExact(((long) megabytes << 20) / files);
    }

    /** Every second one cannot be compressed, as a picture; the others are text. Sizes from half to one and a half. */
    private static void write(Path directory, int number, long seed, int size) throws IOException {
        SplittableRandom random = new SplittableRandom(seed + number);
        byte[] content = new byte[size / 2 + random.nextInt(size + 1)];
        if (number % 2 == 0) {
            random.nextBytes(content);
        } else {
            words(content, random);
        }
        Path file = directory.resolve("folder-" + number / DIRECTORY).resolve("file-" + number + ".bin");
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static void words(byte[] content, SplittableRandom random) {
        int filled = 0;
        while (filled < content.length) {
            String word = Integer.toString(random.nextInt(20_000), 36) + (random.nextInt(12) == 0 ? ".\n" : " ");
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            int taken = Math.min(bytes.length, content.length - filled);
            System.arraycopy(bytes, 0, content, filled, taken);
            filled += taken;
        }
    }

    private static void commit(Path directory) {
        commitOnce(directory);
        for (int i = Integer.getInteger("warm", 0); i > 0; i--) {
            commitOnce(directory);
        }
    }

    private static void commitOnce(Path directory) {
        long begun = System.nanoTime();
        TestMirror mirror = new TestMirror(
                directory.resolve("..").normalize(), directory.getFileName().toString());
        MirrorCommit commit = mirror.commit();
        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        System.out.println(String.format(
                Locale.ROOT,
                "%d ms, %s, %d left out, heap of at most %d MB",
                took,
                commit.changes(),
                commit.leftOut(),
                Runtime.getRuntime().maxMemory() >> 20));
    }
}
