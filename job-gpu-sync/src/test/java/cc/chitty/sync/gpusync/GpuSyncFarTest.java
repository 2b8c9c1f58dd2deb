package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer behind a line with a round trip of 300 ms, on which two of a hundred packets are lost. */
class GpuSyncFarTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", System.nanoTime());
    private static final int FILES = 60;
    private static final int TRIP = 300;
    private static final int LOSS = 2;
    private static final long LONGEST_SECONDS = 200;

    @TempDir
    Path directory;

    @Test
    void both_sides_become_equal_over_a_line_with_delay_and_loss() throws IOException, InterruptedException {
        assumeTrue(FarHosts.obstacle().isEmpty(), FarHosts.obstacle());
        try (SshStation station = new SshStation(directory);
                FarHosts hosts = new FarHosts(directory.resolve("far"), station.server(), TRIP, LOSS, SEED)) {
            write(station.ours());
            List<String> runs = runs(hosts, station);
            String seen = "seed " + SEED + ": " + runs + "; " + hosts.tell();
            System.out.println("GpuSyncFarTest: -Dchittysync.test." + seen);
            assertThat(TreeText.contents(station.theirs()))
                    .as(seen)
                    .hasSizeGreaterThanOrEqualTo(FILES)
                    .isEqualTo(TreeText.contents(station.ours()));
            assertThat(runs).as(seen).hasSize(2);
            assertThat(runs.get(0)).as(seen).matches("run DONE [1-9]\\d* \\d+ null");
            assertThat(runs.get(1)).as(seen).matches("run DONE 0 \\d+ null");
            assertThat(seen).as("packets were lost").doesNotContain(" 0 dropped");
        }
    }

    private static void write(Path directory) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < FILES; i++) {
            byte[] content = new byte[1 + random.nextInt(8_000)];
            random.nextBytes(content);
            Files.write(Files.createDirectories(directory.resolve("d" + i % 7)).resolve("f" + i), content);
        }
    }

    private List<String> runs(FarHosts hosts, SshStation station) throws InterruptedException {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FarLaptop.class.getName(),
                directory.resolve("laptop").toString(),
                station.home().toString(),
                station.server().key().toString(),
                station.server().knownHosts().toString(),
                "2");
        Path out = directory.resolve("laptop.out");
        Process laptop = Programs.start(hosts.near(java), out, out);
        boolean ended = laptop.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        laptop.destroyForcibly();
        String said = Programs.text(out);
        assertThat(ended).as("ended in time: %s", said).isTrue();
        assertThat(laptop.exitValue()).as(said).isZero();
        return said.lines().filter(line -> line.startsWith("run ")).toList();
    }
}
