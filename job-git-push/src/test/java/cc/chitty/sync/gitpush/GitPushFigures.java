package cc.chitty.sync.gitpush;

import cc.chitty.sync.consolidate.journal.SightingLine;
import cc.chitty.sync.consolidate.todo.Presence;
import cc.chitty.sync.consolidate.todo.SessionId;
import cc.chitty.sync.consolidate.todo.Sighting;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints figures, asserts none: a merge of 100,000 sightings over ten devices, and a day of 96 syncs of a list that grows
 * from 500 to 800 todos. To be started as a program, with the class path of the tests.
 */
final class GitPushFigures {

    private static final Instant BEGIN = Instant.parse("2026-11-02T00:00:00Z");

    private GitPushFigures() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createTempDirectory("git-push-figures-");
        merge(directory);
        day(directory);
    }

    private static void merge(Path directory) throws IOException {
        try (TestRemote remote = new TestRemote(directory.resolve("large.git"))) {
            Map<String, String> files = new TreeMap<>();
            for (int device = 0; device < 10; device++) {
                files.put(Layout.journal("d-00000000000" + device), journal(device, 10_000));
            }
            remote.move(remote.commit(BEGIN, List.of(), files));
            for (int attempt = 0; attempt < 3; attempt++) {
                TestDevice device = new TestDevice(
                        directory.resolve("large" + attempt),
                        "d-0000000000f" + attempt,
                        remote.connection(),
                        () -> BEGIN);
                SyncRun run = device.run(GitPushOptions.USUAL);
                long fetched = timed(() -> device.step(run, 0));
                long merged = timed(() -> device.step(run, 1));
                long committed = timed(() -> device.step(run, 3));
                print(
                        "100,000 sightings, 10 devices: fetch %d ms, merge %d ms, commit %d ms, heap %d MB",
                        fetched, merged, committed, heap());
            }
        }
    }

    private static String journal(int device, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            String content =
                    String.format(Locale.ROOT, "Todo %06d of the long list that everybody shares", i * 7 + device);
            Instant at = BEGIN.plusSeconds(i);
            out.writeBytes(SightingLine.write(new Sighting(
                    new TodoKey(TestDevice.PROJECT, content),
                    new SessionId("d-00000000000" + device, "codex", "session-" + i % 50),
                    0,
                    i % 3 == 0 ? Status.COMPLETED : Status.PENDING,
                    at,
                    Presence.LISTED,
                    "Doing it",
                    null,
                    null,
                    at,
                    content,
                    null,
                    null)));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void day(Path directory) throws IOException {
        Instant[] now = {BEGIN};
        try (TestRemote remote = new TestRemote(directory.resolve("day.git"))) {
            TestDevice device =
                    new TestDevice(directory.resolve("day"), "d-00000000000a", remote.connection(), () -> now[0]);
            for (int i = 0; i < 500; i++) {
                device.list("Todo " + i, Status.PENDING);
            }
            print("first sync of 500 todos: %d ms", timed(device::sync));
            for (int sync = 1; sync <= 96; sync++) {
                now[0] = BEGIN.plus(Duration.ofMinutes(15L * sync));
                boolean idle = sync % 8 == 0;
                for (int i = 0; i < 5 && !idle; i++) {
                    int number = sync * 5 + i;
                    device.list("Todo " + number, number % 3 == 0 ? Status.COMPLETED : Status.IN_PROGRESS);
                    device.list("Todo " + (500 + Math.min(299, number * 300 / 480)), Status.PENDING);
                }
                device.consolidate();
                print(
                        "sync %2d, %s: %d ms, remote %d kB",
                        sync, idle ? "no change" : "changes", timed(device::sync), size(remote.directory) / 1000);
            }
        }
    }

    private static long timed(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1_000_000;
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(GitPushFigures::length)
                    .sum();
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
