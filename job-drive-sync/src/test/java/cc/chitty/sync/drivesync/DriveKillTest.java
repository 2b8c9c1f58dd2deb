package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gitpush.mirror.MirrorVersion;
import cc.chitty.sync.kernel.fixture.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of a run, or the rclone that it started, at random moments while 2,000 files are fetched, changed before
 * each start; {@code kill.sh} does so as often as it is told to. In the end mirror, remote and the last commit hold the same, no
 * commit ever held a file that the remote had not, and no more was fetched than each kill can have cost.
 */
class DriveKillTest {

    private static final int KILLS =
            Integer.getInteger("chittysync.test.kills", Integer.getInteger("chittysync.test.rounds", 1));
    private static final int FILES = 2_000;
    private static final int CHUNK = 200;
    private static final int LIMIT_MINUTES = 10;

    @TempDir
    Path directory;

    private final SplittableRandom random;
    private final long seed;
    private final Map<String, List<String>> everOnRemote = new TreeMap<>();

    DriveKillTest() {
        seed = Long.getLong("chittysync.test.seed", System.nanoTime());
        random = new SplittableRandom(seed);
    }

    @Test
    void whatever_is_killed_the_next_run_ends_with_the_same_on_all_sides() throws Exception {
        System.out.println("DriveKillTest: -Dchittysync.test.seed=" + seed);
        change(FILES);
        int hit = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            hit += killRun() ? 1 : 0;
            change(FILES / 4);
            hit += killRclone() ? 1 : 0;
            change(FILES / 4);
        }
        Process last = start();
        assertThat(Programs.exitCode(last))
                .as("seed %d: %s", seed, Programs.text(out()))
                .isZero();
        System.out.println("DriveKillTest: " + 2 * KILLS + " kills, of which " + hit + " hit");
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.in(drive.remote()).assertIn(drive.mirror());
            assertCommitsAreWhole(drive);
            assertThat(drive.done().ended().report().counts()).doesNotContainKeys("files_transferred", "commits");
        }
    }

    /** Writes so many files of the remote anew. */
    private void change(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            int file = files == FILES ? i : random.nextInt(FILES);
            String path = "d" + file % 20 + "/f" + file + ".txt";
            String content = ("content " + random.nextLong() + "\n").repeat(1 + random.nextInt(400));
            Path target = directory.resolve("remote").resolve(path);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, content);
            everOnRemote.computeIfAbsent(path, it -> new ArrayList<>()).add(content);
        }
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

    /** Once it has staged its first file, or has ended. */
    private void awaitTransfer(Process run) {
        Path staging = directory.resolve("state/staging/drive-sync/" + DriveFixture.NAME);
        Programs.await("a transfer", () -> !run.isAlive() || hasChunks(staging));
    }

    private static int end(Process run) throws InterruptedException {
        assertThat(run.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                .as("the run ends")
                .isTrue();
        return run.exitValue();
    }

    private static boolean hasChunks(Path staging) {
        try (Stream<Path> chunks = Files.list(staging)) {
            return chunks.anyMatch(
                    it -> Character.isDigit(String.valueOf(it.getFileName()).charAt(0)));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private boolean killRun() throws InterruptedException {
        Process run = start();
        awaitTransfer(run);
        run.waitFor(random.nextInt(2_500), TimeUnit.MILLISECONDS);
        boolean hit = run.isAlive();
        run.destroyForcibly().waitFor();
        return hit;
    }

    private boolean killRclone() throws InterruptedException {
        Process run = start();
        awaitTransfer(run);
        run.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
        List<ProcessHandle> children = run.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        end(run);
        return !children.isEmpty();
    }

    private void assertCommitsAreWhole(DriveFixture drive) throws IOException {
        DriveHistory history = drive.get(DriveHistory.class);
        for (String path :
                List.of("d0/f0.txt", "d7/f" + (7 + 20 * random.nextInt(90)) + ".txt", "d1/f1.txt", "d3/f1003.txt")) {
            for (MirrorVersion version : history.versions(DriveFixture.NAME, path)) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                history.content(DriveFixture.NAME, path, version.commit(), content);
                assertThat(content.toString(StandardCharsets.UTF_8))
                        .as("seed %d: %s", seed, path)
                        .isIn(everOnRemote.get(path));
            }
        }
    }
}
