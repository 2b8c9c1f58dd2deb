package cc.chitty.sync.jobs.bench;

import cc.chitty.sync.jobs.WarmOwner;
import cc.chitty.sync.jobs.bench.JobsProcess.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures {@code consolidate} and prints what it takes beside what is asked for. Arguments: the jar, the tests' classes,
 * an empty directory to work in, then which parts to measure ({@code warm}, {@code cold}, {@code large},
 * {@code transcripts}; all by default). Sizes are the system properties {@code small}, {@code files},
 * {@code megabytes} and {@code rounds}; {@code launcher} is the program that starts ChittySync as it is installed.
 */
public final class Benchmarks {

    private static final long SEED = 20260501;
    private static final List<String> PARTS = List.of("warm", "cold", "large", "transcripts");
    private static final List<String> PHASES =
            List.of("JVM to main", "lock", "open the repository", "context", "job", "close");

    private final Path jar;
    private final Path classes;
    private final Path place;
    private final Path launcher = Path.of(System.getProperty("launcher", "chittysync"));
    private final int small = Integer.getInteger("small", 264);
    private final int files = Integer.getInteger("files", 100_000);
    private final int megabytes = Integer.getInteger("megabytes", 2000);
    private final int rounds = Integer.getInteger("rounds", 300);

    private Benchmarks(Path jar, Path classes, Path place) {
        this.jar = jar;
        this.classes = classes;
        this.place = place;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Benchmarks all = new Benchmarks(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        List<String> asked = List.of(arguments).subList(3, arguments.length);
        Figures.head();
        for (String part : asked.isEmpty() ? PARTS : asked) {
            switch (part) {
                case "warm" -> all.warm();
                case "cold" -> all.cold();
                case "large" -> all.large();
                case "transcripts" -> all.transcripts();
                default -> throw new IllegalArgumentException(part + " is none of " + PARTS);
            }
        }
    }

    /** One process, one command after the other, as the owner runs them for its guests. */
    private void warm() throws IOException {
        SessionFiles sessions = new SessionFiles(home("warm"), SEED);
        sessions.add(small);
        try (WarmOwner owner = WarmOwner.of(state("warm"), sessions.claude())) {
            owner.run("consolidate", "--json");
            measure(owner, sessions, 1, rounds);
            Figures.row(small + " files, one changed, warm", "20 ms", measure(owner, sessions, 1, rounds));
            measure(owner, sessions, sessions.lists(), rounds / 5);
            String all = measure(owner, sessions, sessions.lists(), rounds / 2);
            Figures.row(small + " files, all lists changed, warm", "100 ms", all);
            measure(owner, sessions, 0, rounds);
            Figures.row(small + " files, none changed, warm", "10 ms", measure(owner, sessions, 0, rounds));
        }
    }

    private static String measure(WarmOwner owner, SessionFiles sessions, int changed, int times) throws IOException {
        double[] took = new double[times];
        double cpu = 0;
        for (int i = 0; i < times; i++) {
            sessions.change(changed);
            double worked = cpu();
            long began = System.nanoTime();
            String printed = owner.run("consolidate", "--json");
            took[i] = (System.nanoTime() - began) / 1e6;
            cpu += cpu() - worked;
            if (count(printed, "files_changed") != changed) {
                throw new IllegalStateException(changed + " files changed, but it printed " + printed);
            }
        }
        return Figures.times(took) + Figures.cpu(cpu / times);
    }

    /** Milliseconds that all threads of this process have worked. */
    private static double cpu() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e6;
    }

    /** A count in the JSON that the command prints; what is not there is 0. */
    private static long count(String printed, String name) {
        Matcher count = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(printed);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    private void cold() throws IOException, InterruptedException {
        SessionFiles sessions = new SessionFiles(home("cold"), SEED);
        sessions.add(small);
        JobsProcess process = process("cold");
        Cost first = process.consolidate();
        Figures.row(small + " files, first run, cold", "", Figures.times(new double[] {first.milliseconds()}));
        double[] idle = new double[9];
        for (int i = 0; i < idle.length; i++) {
            idle[i] = process.consolidate().milliseconds();
        }
        Figures.row(small + " files, none changed, cold", "low", Figures.times(idle));
        double[] one = new double[9];
        List<double[]> phases = new ArrayList<>();
        for (int i = 0; i < one.length; i++) {
            sessions.change(1);
            one[i] = process.consolidate().milliseconds();
            sessions.change(1);
            phases.add(numbers(process.phases().printed()));
        }
        Figures.row(small + " files, one changed, cold", "low", Figures.times(one));
        for (int i = 0; i < PHASES.size(); i++) {
            int phase = i;
            double[] of = phases.stream().mapToDouble(numbers -> numbers[phase]).toArray();
            Figures.row("  of it: " + PHASES.get(i), "", Figures.times(of));
        }
    }

    private static double[] numbers(String line) {
        return java.util.Arrays.stream(line.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private void large() throws IOException, InterruptedException {
        SessionFiles sessions = new SessionFiles(home("large"), SEED);
        sessions.add(files);
        large(process("large").by(launcher), sessions, "launcher");
        large(process("large"), sessions, "plain java");
        large(process("large"), sessions, "-Xmx320m", "-Xmx320m");
    }

    private void large(JobsProcess program, SessionFiles sessions, String options, String... jvm)
            throws IOException, InterruptedException {
        List<Cost> first = new ArrayList<>();
        JobsProcess process = program;
        for (int i = 0; i < 3; i++) {
            process = program.on(state("large-" + options.replace(' ', '-') + i));
            process.prepare();
            first.add(process.consolidate(jvm));
        }
        row(files + " files, first run, " + options, "15 s", first);
        measure(process, sessions, 0, jvm, options);
        measure(process, sessions, 10, jvm, options);
    }

    private void measure(JobsProcess process, SessionFiles sessions, int changed, String[] jvm, String options)
            throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sessions.change(changed);
            costs.add(process.consolidate(jvm));
        }
        String figure = files + " files, " + (changed == 0 ? "none" : changed) + " changed, " + options;
        row(figure, changed == 0 ? "2 s" : "2.5 s", costs);
    }

    private static void row(String figure, String asked, List<Cost> costs) {
        Figures.row(
                figure,
                asked,
                Figures.times(costs.stream().mapToDouble(Cost::milliseconds).toArray())
                        + Figures.cpu(Figures.median(
                                costs.stream().mapToDouble(Cost::cpu).toArray())));
        double peak = Figures.median(costs.stream().mapToDouble(Cost::kibibytes).toArray()) / 1024;
        Figures.row("  peak memory", "550 MiB", peak == 0 ? "unknown" : Math.round(peak) + " MiB");
    }

    private void transcripts() throws IOException, InterruptedException {
        SessionFiles sessions = new SessionFiles(home("transcripts"), SEED);
        sessions.longTranscripts(megabytes * 1_000_000L);
        JobsProcess process = process("transcripts");
        process.consolidate(); // brings the files into the system's cache
        double[] took = new double[3];
        for (int i = 0; i < took.length; i++) {
            took[i] = process.on(state("transcripts" + i)).consolidate().milliseconds();
        }
        String rate = String.format(Locale.ROOT, "%.0f MB/s", megabytes / (Figures.median(took) / 1000));
        Figures.row(megabytes + " MB of transcripts, first run, whole process", "200 MB/s", rate);
        for (Path transcript : sessions.transcripts()) {
            sessions.grow(transcript, 1);
        }
        Cost more = process.consolidate();
        Figures.row("a list appended to each of them", "", Figures.times(new double[] {more.milliseconds()}));
        Figures.row("  which read", "", count(more.printed(), "bytes_read") + " bytes");
    }

    private JobsProcess process(String name) {
        return new JobsProcess(jar, classes, place.resolve(name), state(name));
    }

    private Path home(String name) throws IOException {
        return Files.createDirectories(place.resolve(name));
    }

    private Path state(String name) {
        return place.resolve("state-" + name);
    }
}
