package cc.chitty.sync.consolidate.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Measures how fast lines without a needle go by: give it a file, or it writes one of 256 MiB to a temporary file. */
final class LineScanSpeed {

    private static final int ROUNDS = 5;
    private static final String LINE =
            "{\"type\":\"user\",\"uuid\":\"u-1\",\"parentUuid\":null,\"cwd\":\"/home/kim/app\","
                    + "\"sessionId\":\"9b1c0000\",\"timestamp\":\"2026-05-01T02:37:03.395Z\",\"message\":{\"role\":\"user\","
                    + "\"content\":\"the quick brown fox runs the tests and Todo lists are not what it Tasks about\"}}\n";

    private LineScanSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Path file = arguments.length > 0 ? Path.of(arguments[0]) : written();
        Needles needles = Needles.of("TodoWrite", "TaskCreate", "TaskUpdate", "newTodos");
        for (int round = 0; round < ROUNDS; round++) {
            System.out.println(megabytesPerSecond(file, needles, false) + " MB/s without needle, "
                    + megabytesPerSecond(file, needles, true) + " MB/s every line");
        }
        if (arguments.length == 0) {
            Files.delete(file);
        }
    }

    private static long megabytesPerSecond(Path file, Needles needles, boolean all) throws IOException {
        Stamp stamp = Stamp.of(Files.readAttributes(file, BasicFileAttributes.class));
        long start = System.nanoTime();
        try (LineScan scan = LineScan.open(file, stamp, null)) {
            Counting counting = new Counting(all);
            scan.run(needles, counting);
            System.out.print(counting.lines + " lines: ");
            return scan.bytes() * 1_000 / (System.nanoTime() - start);
        }
    }

    private static Path written() throws IOException {
        Path file = Files.createTempFile("lines", ".jsonl");
        String block = LINE.repeat((1 << 20) / LINE.length());
        Files.writeString(file, block.repeat(256));
        return file;
    }

    private static final class Counting implements LineScan.Taker {
        private final boolean all;
        private long lines;

        private Counting(boolean all) {
            this.all = all;
        }

        @Override
        public boolean all() {
            return all;
        }

        @Override
        public void line(byte[] bytes, int from, int to, long offset) {
            lines += to > from ? 1 : 0;
        }
    }
}
