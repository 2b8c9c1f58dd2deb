package cc.chitty.sync.jobs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Starts {@code java -jar jobs.jar} on a state directory and a directory of session files, and measures the process from
 * outside: wall-clock time, and peak memory where {@code /usr/bin/time} is there to tell it.
 */
final class JobsProcess {

    private static final Path TIME = Path.of("/usr/bin/time");

    private final Path jar;
    private final Path classes;
    private final Path home;
    private final Path state;
    private final @Nullable Path launcher;

    /**
     * A process to be started.
     *
     * @param classes of the tests, for {@link #phases}
     * @param home where no agent but Claude Code has files
     */
    JobsProcess(Path jar, Path classes, Path home, Path state) {
        this(jar, classes, home, state, null);
    }

    private JobsProcess(Path jar, Path classes, Path home, Path state, @Nullable Path launcher) {
        this.jar = jar;
        this.classes = classes;
        this.home = home;
        this.state = state;
        this.launcher = launcher;
    }

    JobsProcess on(Path otherState) {
        return new JobsProcess(jar, classes, home, otherState, launcher);
    }

    /** The same as it is installed. */
    JobsProcess by(Path program) {
        return new JobsProcess(jar, classes, home, state, program);
    }

    /** What the launcher does once for a version, in the background. */
    void prepare() throws IOException, InterruptedException {
        if (launcher != null) {
            run(List.of(launcher.toString(), "--prepare"));
        }
    }

    /**
     * What one process took.
     *
     * @param kibibytes the most it had in memory; 0 where nobody could tell
     * @param cpu milliseconds of all its threads together, user and system; 0 where nobody could tell
     */
    record Cost(double milliseconds, double kibibytes, double cpu, String printed) {}

    /** @param jvmOptions for plain Java; the launcher has its own */
    Cost consolidate(String... jvmOptions) throws IOException, InterruptedException {
        if (launcher != null) {
            return run(List.of(launcher.toString(), "consolidate", "--json"));
        }
        List<String> command = java(jvmOptions);
        command.addAll(List.of("-jar", jar.toString(), "consolidate", "--json"));
        return run(command);
    }

    /** Milliseconds: to {@code main}, lock, repository, context, job, close. */
    Cost phases() throws IOException, InterruptedException {
        List<String> command = java();
        command.addAll(List.of(
                "-Dloader.path=" + classes,
                "-Dloader.main=cc.chitty.sync.jobs.ColdPhases",
                "-cp",
                jar.toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher",
                Long.toString(System.currentTimeMillis())));
        return run(command);
    }

    private List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.home=" + home);
        command.addAll(List.of(options));
        return command;
    }

    private Cost run(List<String> command) throws IOException, InterruptedException {
        Path memory = Files.createTempFile("peak", ".kb");
        List<String> timed = new ArrayList<>();
        if (Files.isExecutable(TIME)) {
            timed.addAll(List.of(TIME.toString(), "-f", "%M %U %S", "-o", memory.toString()));
        }
        timed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(timed).redirectErrorStream(true);
        builder.environment().put("CHITTYSYNC_HOME", state.toString());
        builder.environment().put("CLAUDE_CONFIG_DIR", home.resolve(".claude").toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        long began = System.nanoTime();
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        double milliseconds = (System.nanoTime() - began) / 1e6;
        List<Double> used = new ArrayList<>();
        new Scanner(Files.readString(memory))
                .useLocale(Locale.ROOT)
                .forEachRemaining(word -> used.add(Double.valueOf(word)));
        Files.delete(memory);
        if (code != 0) {
            throw new IllegalStateException("exit code " + code + ": " + printed);
        }
        return used.size() < 3
                ? new Cost(milliseconds, 0, 0, printed.strip())
                : new Cost(milliseconds, used.get(0), (used.get(1) + used.get(2)) * 1000, printed.strip());
    }
}
