package cc.chitty.sync.gpusync.category.session;

import cc.chitty.sync.gpusync.correction.PathCorrection;
import cc.chitty.sync.gpusync.correction.PathPair;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Measures, by hand: 250 sessions of 228 MB, rewritten for another machine and then validated. */
final class SessionSpeed {

    private static final int SESSIONS = 250;
    private static final long BYTES = 228L << 20;

    private SessionSpeed() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("sessions");
        try {
            write(directory.resolve("from"));
            PathCorrection correction = PathCorrection.of(
                    List.of(new PathPair("/Users/kim", directory.resolve("to").toString())));
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                rewrite(directory, correction);
                long rewritten = System.nanoTime();
                SessionValidation.Result result = new SessionValidation(
                                new SessionHome(directory.resolve("to")).endpoint(), Progress.NONE, new Interruption())
                        .all();
                System.out.printf(
                        "rewritten in %d ms, validated in %d ms: %s%n",
                        Duration.ofNanos(rewritten - start).toMillis(),
                        Duration.ofNanos(System.nanoTime() - rewritten).toMillis(),
                        result);
            }
        } finally {
            DirectoryTree.delete(directory);
        }
    }

    private static void rewrite(Path directory, PathCorrection correction) throws IOException {
        String slug = SessionPaths.slug(directory.resolve("to") + "/code/app");
        Path target =
                Files.createDirectories(directory.resolve("to/.claude/projects").resolve(slug));
        for (int i = 0; i < SESSIONS; i++) {
            String name = id(i) + ".jsonl";
            try (InputStream in = correction.toOther(
                    Side.OURS, Files.newInputStream(directory.resolve("from").resolve(name)))) {
                Files.copy(in, target.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < SESSIONS; i++) {
            try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(id(i) + ".jsonl"))) {
                for (long written = 0; written < BYTES / SESSIONS; ) {
                    String line = "{\"type\":\"user\",\"cwd\":\"/Users/kim/code/app\",\"sessionId\":\"" + id(i)
                            + "\",\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"" + words(random) + "\"}]}}";
                    out.write(line);
                    out.write('\n');
                    written += line.length() + 1;
                }
            }
        }
    }

    private static String words(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20, 400); i > 0; i--) {
            text.append(
                    random.nextInt(40) == 0
                            ? "/Users/kim/code/app/src/Main.java "
                            : Integer.toString(random.nextInt(1_000_000), 36) + " ");
        }
        return text.toString();
    }

    private static String id(int i) {
        return "%08d-2222-3333-4444-555555555555".formatted(i);
    }
}
