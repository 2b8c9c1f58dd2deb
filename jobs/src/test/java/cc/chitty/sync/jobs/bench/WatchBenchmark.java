package cc.chitty.sync.jobs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the watcher from outside: the time from a changed list file to a {@code todos.json} that holds the change,
 * memory after thousands of changes, and what it costs at rest. Arguments: an empty directory to work in, the number of
 * sessions, of measured changes and of further ones, then the command that starts {@code chittysync}.
 */
public final class WatchBenchmark {

    private static final int TODOS_EACH = 5;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path state;
    private final Path todos;
    private final List<Path> lists = new ArrayList<>();
    private int changes;

    private WatchBenchmark(Path place) throws IOException {
        this.state = place.resolve("state");
        this.todos = Files.createDirectories(place.resolve("home/.claude/todos"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path place = Path.of(arguments[0]);
        int sessions = Integer.parseInt(arguments[1]);
        int measured = Integer.parseInt(arguments[2]);
        int further = Integer.parseInt(arguments[3]);
        List<String> command = new ArrayList<>(List.of(arguments).subList(4, arguments.length));
        WatchBenchmark benchmark = new WatchBenchmark(place);
        for (int i = 0; i < sessions; i++) {
            benchmark.add();
        }
        Process first = benchmark.process(place, command, "consolidate").start();
        if (first.waitFor() != 0) {
            throw new IllegalStateException("consolidate ended with " + first.exitValue());
        }
        ProcessBuilder builder = benchmark.process(place, command, "watch");
        Process watcher = builder.start();
        try {
            benchmark.measure(watcher, measured, further);
        } finally {
            watcher.destroy();
            watcher.waitFor();
        }
    }

    private ProcessBuilder process(Path place, List<String> launcher, String command) {
        List<String> words = new ArrayList<>(launcher);
        words.add(command);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectOutput(place.resolve(command + ".out").toFile());
        builder.environment().put("CHITTYSYNC_HOME", state.toString());
        builder.environment()
                .put("CHITTYSYNC_AGENTS_HOME", place.resolve("home").toString());
        builder.environment().put("HOME", place.resolve("home").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    private void measure(Process watcher, int measured, int further) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Path note = state.resolve("watch/watcher.properties");
        while (!Files.exists(note) && System.nanoTime() - began < PATIENCE) {
            LockSupport.parkNanos(1_000_000);
        }
        row("start, " + lists.size() + " sessions", text(millisSince(began)));
        series(Math.min(50, measured));
        row("change to todos.json, " + lists.size() + " sessions", times(series(measured)));
        row("memory", memory(watcher) + " MiB");
        long before = System.nanoTime();
        for (int i = 0; i < further; i++) {
            change();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
        row(further + " more changes", text(millisSince(before)) + ", memory " + memory(watcher) + " MiB");
        TimeUnit.SECONDS.sleep(30);
        row("memory half a minute later", memory(watcher) + " MiB");
        rest(watcher);
    }

    private static void rest(Process watcher) throws IOException, InterruptedException {
        long ticks = ticks(watcher);
        TimeUnit.SECONDS.sleep(30);
        double share = (ticks(watcher) - ticks) / 100.0 / 30 * 100;
        row("at rest", String.format(Locale.ROOT, "%.2f %% of a core", share));
    }

    private double[] series(int count) throws IOException {
        double[] took = new double[count];
        for (int i = 0; i < count; i++) {
            long view = modified();
            long began = System.nanoTime();
            String expected = change();
            await(expected, view);
            took[i] = millisSince(began);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
        }
        return took;
    }

    private void add() throws IOException {
        String id = UUID.nameUUIDFromBytes(("session " + lists.size()).getBytes(StandardCharsets.UTF_8))
                .toString();
        lists.add(todos.resolve(id + "-agent-" + id + ".json"));
        write(lists.size() - 1, 0);
    }

    /** Returns a line that the view has once it knows. */
    private String change() throws IOException {
        changes++;
        int list = changes * 7919 % lists.size();
        write(list, changes);
        return content(changes, list, "in_progress");
    }

    private static String content(int version, int list, String status) {
        String first = version == 0 ? "Look at matter " + list : "Look at matter " + list + " again " + version;
        return "{\"content\":\"" + first + "\",\"status\":\"" + status + "\"";
    }

    private void write(int list, int version) throws IOException {
        StringBuilder text =
                new StringBuilder("[").append(content(version, list, version == 0 ? "pending" : "in_progress"));
        for (int i = 1; i < TODOS_EACH; i++) {
            text.append("},{\"content\":\"Part ")
                    .append(i)
                    .append(" of matter ")
                    .append(list);
            text.append("\",\"status\":\"pending\"");
        }
        Path begun = todos.resolve(".begun");
        Files.writeString(begun, text.append("}]"));
        Files.move(begun, lists.get(list), StandardCopyOption.ATOMIC_MOVE);
    }

    private void await(String expected, long before) throws IOException {
        long end = System.nanoTime() + PATIENCE;
        long seen = before;
        while (System.nanoTime() < end) {
            long now = modified();
            if (now != seen) {
                seen = now;
                if (Files.readString(state.resolve("todos.json")).contains(expected)) {
                    return;
                }
            }
            LockSupport.parkNanos(500_000);
        }
        throw new IllegalStateException("the view does not show " + expected);
    }

    private long modified() throws IOException {
        Path view = state.resolve("todos.json");
        return Files.exists(view)
                ? Files.readAttributes(view, BasicFileAttributes.class)
                        .lastModifiedTime()
                        .to(TimeUnit.NANOSECONDS)
                : 0;
    }

    private static long memory(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    /** User and system time in hundredths of a second. */
    private static long ticks(Process process) throws IOException {
        String[] fields = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                .split(" ", -1);
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static String times(double[] milliseconds) {
        double[] sorted = milliseconds.clone();
        Arrays.sort(sorted);
        double p99 = sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
        return "median " + text(sorted[sorted.length / 2]) + ", p99 " + text(p99) + ", n = " + sorted.length;
    }

    private static String text(double milliseconds) {
        return String.format(Locale.ROOT, "%.0f ms", milliseconds);
    }

    private static void row(String figure, String measured) {
        System.out.printf(Locale.ROOT, "| %-48s | %s%n", figure, measured);
    }
}
