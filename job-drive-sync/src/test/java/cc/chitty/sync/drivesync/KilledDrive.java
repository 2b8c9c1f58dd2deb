package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs of the job in processes of their own, which are killed. What rclone is told to copy is noted. */
final class KilledDrive {

    static final int CHUNK = 200;

    private static final int LIMIT_MINUTES = 10;

    private final Path directory;
    private final SplittableRandom random;
    private int hits;

    KilledDrive(Path directory, SplittableRandom random) throws IOException {
        this.directory = directory;
        this.random = random;
        Path program = program(directory);
        Files.writeString(program, """
                #!/bin/sh
                for word in "$@"; do
                    case $word in
                        copy) copies=yes ;;
                        --files-from-raw=*) [ -z "${copies-}" ] || cat "${word#*=}" >>"${0%/*}/requested" ;;
                    esac
                done
                exec rclone "$@"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.createFile(directory.resolve("requested"));
    }

    static Path program(Path directory) {
        return directory.resolve("noting-rclone");
    }

    /** All paths that rclone was told to copy, each time it was. */
    List<String> requested() throws IOException {
        return Files.readAllLines(directory.resolve("requested"));
    }

    /** How many kills met what they were meant for. */
    int hits() {
        return hits;
    }

    private Path out() {
        return directory.resolve("out");
    }

    private Process start() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DriveMain.class.getName(),
                directory.toString(),
                Integer.toString(CHUNK));
        return Programs.start(command, out(), out());
    }

    /** Once it has begun to stage a chunk, or has ended. */
    private void awaitTransfer(Process run) {
        Path staging = directory.resolve("state/drive-sync/" + DriveFixture.NAME + "/staging");
        Programs.await("a transfer", () -> !run.isAlive() || hasChunks(staging));
    }

    private static boolean hasChunks(Path staging) {
        try (Stream<Path> chunks = Files.list(staging)) {
            return chunks.anyMatch(
                    it -> Character.isDigit(String.valueOf(it.getFileName()).charAt(0)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    void killRun() throws InterruptedException {
        Process run = start();
        awaitTransfer(run);
        run.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
        hits += run.isAlive() ? 1 : 0;
        run.destroyForcibly().waitFor();
    }

    void killRclone() throws InterruptedException {
        Process run = start();
        awaitTransfer(run);
        run.waitFor(random.nextInt(1_000), TimeUnit.MILLISECONDS);
        List<ProcessHandle> children = run.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(run.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                .as("the run ends")
                .isTrue();
        hits += children.isEmpty() ? 0 : 1;
    }

    void complete(long seed) {
        assertThat(Programs.exitCode(start()))
                .as("seed %d: %s", seed, Programs.text(out()))
                .isZero();
    }
}
