package cc.chitty.sync.kernel.owner;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.DurableFile;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A command line of ours without the jobs: {@code <home> <version> <silence ms> <wait ms> <file that interrupts> <command> <argument>...}.
 * Keeps a record of which process was the owner, and of what it was told, in {@code home/events}.
 */
final class OwnerMain implements CommandRunner {

    private static final Duration BRIEFLY = Duration.ofMillis(2);

    private final Path events;
    private final String self;

    private OwnerMain(Path events) {
        this.events = events;
        this.self = Long.toString(ProcessHandle.current().pid());
        event("open");
    }

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Interruption interruption = new Interruption();
        interruptBy(Path.of(arguments[4]), interruption);
        Limits limits = new Limits(
                Duration.ofMillis(100),
                Duration.ofMillis(Long.parseLong(arguments[2])),
                Duration.ofMillis(Long.parseLong(arguments[3])));
        Request request = new Request(
                List.of(arguments).subList(5, arguments.length),
                Path.of("").toAbsolutePath(),
                Map.of("COLOUR", "blue"),
                new Terminal(false, true, 123));
        Ownership ownership = new Ownership(
                StateDirectory.open(Map.of(), home),
                Identity.ofThisProcess(arguments[1], "digest"),
                limits,
                () -> new OwnerMain(home.resolve("events")));
        System.exit(run(ownership, request, interruption));
    }

    private static int run(Ownership ownership, Request request, Interruption interruption) {
        try {
            return ownership.runAsOwnerOrGuest(request, System.out, System.err, interruption);
        } catch (Failure e) {
            System.err.println(e.getMessage() + "\n" + e.remedy());
            return e.exitCode().code();
        }
    }

    private static void interruptBy(Path file, Interruption interruption) {
        Thread watching = new Thread(() -> {
            while (!Files.exists(file) && !interruption.await(BRIEFLY)) {
                Thread.onSpinWait();
            }
            interruption.raise();
        });
        watching.setDaemon(true);
        watching.start();
    }

    @Override
    public int run(Request request, OutputStream out, OutputStream err, Interruption interruption) {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = request.arguments();
        return switch (words.get(0)) {
            case "echo" -> {
                print.println(words.get(1));
                new PrintStream(err, true, StandardCharsets.UTF_8).println("on the side");
                yield 3;
            }
            case "show" -> {
                print.println(request);
                yield 0;
            }
            case "pour" -> pour(out, Integer.parseInt(words.get(1)));
            case "hold" -> hold(words.get(1), print, interruption);
            case "fail" -> throw new IllegalStateException("planned");
            default -> throw new IllegalArgumentException(words.toString());
        };
    }

    /** Says that it holds, until the file is there or it is interrupted. */
    private int hold(String file, PrintStream print, Interruption interruption) {
        print.println("holding");
        while (!Files.exists(Path.of(file))) {
            if (interruption.await(BRIEFLY)) {
                event("interrupted");
                return ExitCode.INTERRUPTED.code();
            }
        }
        print.println("released");
        return 0;
    }

    private static int pour(OutputStream out, int megabytes) {
        byte[] line = new byte[1 << 20];
        Arrays.fill(line, (byte) 'x');
        try {
            for (int i = 0; i < megabytes; i++) {
                out.write(line);
            }
        } catch (java.io.IOException e) {
            return 1;
        }
        return 0;
    }

    @Override
    public void close() {
        event("close");
    }

    private void event(String what) {
        DurableFile.append(events, (what + " " + self + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
