package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.gpusync.engine.Engine;
import cc.chitty.sync.kernel.fixture.CuttingProxy;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One large file whose transfer is cut after a good half of it: the next run brings what is missing. */
class GpuSyncLargeFileCutTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("chittysync.test.rounds", 1);
    private static final long MB = 1_000_000;

    /** So many MB at most are in windows and buffers of the line when it is cut; a busy machine has not written them. */
    private static final long UNDERWAY = 16;

    @TempDir
    Path directory;

    private final List<String> engines = Collections.synchronizedList(new ArrayList<>());

    @Test
    void by_rsync_a_file_that_was_cut_goes_on_with_another_plan() throws IOException {
        assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
        try (SshStation station = new SshStation(directory)) {
            goesOn(station, station.ours(), 50, "rsync", Map.of("transfer.plan-age", "0s"));
        }
    }

    @Test
    void without_rsync_a_file_that_was_cut_on_its_way_there_goes_on() throws IOException {
        try (SshStation station = SshStation.without(directory, "rsync")) {
            goesOn(station, station.ours(), ROUNDS > 1 ? 200 : 70, "packed", Map.of());
        }
    }

    @Test
    void without_rsync_a_file_that_was_cut_on_its_way_here_goes_on_with_another_plan() throws IOException {
        try (SshStation station = SshStation.without(directory, "rsync")) {
            goesOn(station, station.theirs(), 70, "packed", Map.of("transfer.plan-age", "0s"));
        }
    }

    @Test
    void to_a_peer_that_takes_files_only_a_file_that_was_cut_goes_on() throws IOException {
        try (SshStation station = new SshStation(directory, "ForceCommand internal-sftp -d " + remoteHome())) {
            goesOn(station, station.ours(), 70, "sftp", Map.of());
        }
    }

    private Path remoteHome() {
        return directory.resolve("ssh/remote");
    }

    private void goesOn(SshStation station, Path from, long size, String engine, Map<String, Object> settings)
            throws IOException {
        write(from.resolve("large.bin"), size * MB);
        Path to = from.equals(station.ours()) ? station.theirs() : station.ours();
        try (CuttingProxy proxy = proxy(station, engine);
                JobDesk desk = desk(station, proxy, settings)) {
            proxy.cutAfter(size * MB * 6 / 10);
            GpuSync.Answer cut = desk.run(SshStation.WORKSPACE);
            assertThat(cut.ended().exitCode()).as("seed %s", SEED).isEqualTo(ExitCode.FAILED);
            assertThat(to.resolve("large.bin")).doesNotExist();
            proxy.cutAfter(Long.MAX_VALUE);
            GpuSync.Answer whole = desk.run(SshStation.WORKSPACE);
            long again = proxy.sent();
            assertThat(whole.ended().exitCode())
                    .as("%s", whole.ended().failure())
                    .isEqualTo(ExitCode.DONE);
            assertThat(to.resolve("large.bin")).hasSameBinaryContentAs(from.resolve("large.bin"));
            assertThat(engines).containsOnly(engine);
            System.out.println("GpuSyncLargeFileCutTest: seed " + SEED + ": " + engine + ", " + size + " MB, cut after "
                    + size * 6 / 10 + " MB; then " + again / MB + " MB were sent");
            assertThat(again).isLessThan(size * MB - (size * 6 / 10 - UNDERWAY) * MB);
            isTidy(station);
        }
    }

    /** One that takes files only tells its digests by sending everything: what is sent there is what counts. */
    private static CuttingProxy proxy(SshStation station, String engine) throws IOException {
        int port = station.server().port();
        return engine.equals("sftp") ? new CuttingProxy(port) : CuttingProxy.ofBothWays(port);
    }

    private JobDesk desk(SshStation station, CuttingProxy proxy, Map<String, Object> more) throws IOException {
        station.server().configure(proxy.port());
        Map<String, Object> settings = station.settings(proxy.port());
        settings.putAll(more);
        return new JobDesk(
                directory,
                station.home(),
                settings,
                real -> peer -> new PlannedPeering(real.with(peer), new FailingEndpoint.Plan(), this::told),
                new CurrentGpuSync());
    }

    private void told(Engine engine, Engine.Load load) {
        engines.add(engine.name());
    }

    private static void write(Path file, long size) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] block = new byte[(int) MB];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < size; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private static void isTidy(SshStation station) throws IOException {
        for (Path home : List.of(station.home(), station.server().remoteHome())) {
            try (Stream<Path> all = Files.list(home)) {
                assertThat(all.map(it -> it.getFileName().toString())).doesNotContain(".chittysync-staging");
            }
        }
    }
}
