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
import java.util.ArrayList;
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
            List<Long> merges = new ArrayList<>();
            for (int attempt = 0; attempt < 3; attempt++) {
                TestDevice device = new TestDevice(
                        directory.resolve("large" + attempt),
                        "d-0000000000f" + attempt,
                        remote.connection(),
                        () -> BEGIN);
                SyncRun run = device.run(GitPushOptions.USUAL);
                long fetched = timed(() -> device.step(run, 0));
                long merged = timed(() -> device.step(run, 1));
                merges.add(merged);
                long committed = timed(() -> device.step(run, 3));
                print(
                        "100,000 sightings, 10 devices: fetch %d ms, merge %d ms, commit %d ms, heap %d of %d MB",
                        fetched, merged, committed, heap(), Runtime.getRuntime().maxMemory() / 1_000_000);
            }
            row("merge of 100,000 sightings of 10 devices", "<= 3 s", merges);
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

    /** A list that grows from 500 to 800 todos; every eighth sync finds nothing new. */
    private static void day(Path directory) throws IOException {
        Instant[] now = {BEGIN};
        List<Long> idle = new ArrayList<>();
        List<Long> busy = new ArrayList<>();
        try (TestRemote remote = new TestRemote(directory.resolve("day.git"))) {
            TestDevice device =
                    new TestDevice(directory.resolve("day"), "d-00000000000a", remote.connection(), () -> now[0]);
            int todos = 0;
            while (todos < 500) {
                device.list("Todo " + todos++, Status.PENDING);
            }
            print("first sync of 500 todos: %d ms, %d kB", timed(device::sync), size(remote.directory) / 1000);
            long before = size(remote.directory);
            for (int sync = 1; sync <= 96; sync++) {
                now[0] = BEGIN.plus(Duration.ofMinutes(15L * sync));
                boolean changes = sync % 8 != 0;
                if (changes) {
                    todos = change(device, sync, todos);
                }
                device.consolidate();
                long took = timed(device::sync);
                (changes ? busy : idle).add(took);
                long after = size(remote.directory);
                print(
                        "sync %2d, %s, %d todos: %d ms, pushed %d bytes",
                        sync, changes ? "5 changes" : "no change", todos, took, after - before);
                before = after;
            }
            row("sync without a change, warm, local remote", "< 300 ms", idle);
            row("sync of 5 changes, warm, local remote", "< 500 ms", busy);
            print("| the remote after 97 syncs | | %d kB |", before / 1000);
        }
    }

    /** New todos, as many as take 96 syncs to 800, and changed ones; five together. */
    private static int change(TestDevice device, int sync, int todos) {
        int grown = 500 + sync * 300 / 95;
        int next = todos;
        for (int change = 0; change < 5; change++) {
            if (next < Math.min(grown, 800)) {
                device.list("Todo " + next++, Status.PENDING);
            } else {
                int number = sync * 5 + change;
                device.list("Todo " + number, number % 3 == 0 ? Status.COMPLETED : Status.IN_PROGRESS);
            }
        }
        return next;
    }

    private static void row(String figure, String asked, List<Long> took) {
        List<Long> sorted = took.stream().sorted().toList();
        print(
                "| %s | %s | median %d ms, worst %d ms |",
                figure, asked, sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
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
