package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.fixture.CuttingProxy;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transfer whose connections are cut at random points, by a network that then stays away until the next start. */
class GpuSyncCutTest {

    private static final int CUTS = 5 * Integer.getInteger("chittysync.test.rounds", 1);

    /** 5,000 with the 50 cuts of ten rounds. */
    private static final int FILES = Math.min(5_000, 200 * CUTS);

    private static final long SEED = Long.getLong("chittysync.test.seed", System.nanoTime());

    /** Changes that are made together: few enough that a run gets on before it is cut. */
    private static final int PARCEL = Math.max(50, 1_000 / CUTS);

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<List<TreePath>> loads = Collections.synchronizedList(new ArrayList<>());
    private final Set<TreePath> delivered = new HashSet<>();
    private final Map<String, Integer> words = new TreeMap<>();
    private int again;

    @Test
    void by_rsync_nothing_is_lost_and_only_what_was_on_its_way_is_brought_again() throws IOException {
        assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
        try (SshStation station = new SshStation(directory)) {
            cutAgainAndAgain(station, FILES, CUTS, "rsync");
        }
    }

    @Test
    void as_a_packed_stream_nothing_is_lost_and_only_what_was_on_its_way_is_brought_again() throws IOException {
        try (SshStation station = SshStation.without(directory, "rsync")) {
            cutAgainAndAgain(station, 2 * FILES / 5, 2 * CUTS / 5, "packed");
        }
    }

    private void cutAgainAndAgain(SshStation station, int count, int cuts, String engine) throws IOException {
        NumberedFiles files = new NumberedFiles(station.ours(), station.theirs(), count, SEED);
        long farthest = 2 * files.bytes() / cuts;
        try (CuttingProxy proxy = CuttingProxy.ofBothWays(station.server().port());
                JobDesk desk = desk(station, proxy)) {
            files.write();
            int done = 0;
            for (int cut = 0; cut < cuts; ) {
                proxy.cutAfter(random.nextLong(farthest));
                String where = "seed " + SEED + ", cut " + cut;
                GpuSync.Answer answer = run(desk, where);
                assertThat(files.wrong()).as(where).isEmpty();
                if (answer.ended().exitCode() == ExitCode.DONE) {
                    done++;
                    isDone(station, answer, where);
                    files.write();
                } else {
                    cut++;
                    isCut(answer, where);
                }
            }
            proxy.cutAfter(Long.MAX_VALUE);
            GpuSync.Answer last = run(desk, "seed " + SEED + ", last");
            isDone(station, last, "seed " + SEED + ", last " + last.ended().failure());
            assertThat(files.wrong()).isEmpty();
            assertThat(desk.run(SshStation.WORKSPACE).ended().report().counts()).containsEntry("planned", 0L);
            System.out.println("GpuSyncCutTest: -Dchittysync.test.seed=" + SEED + ": " + engine + ", " + count
                    + " files, " + cuts + " cuts, " + (done + 1) + " transfers ended, " + again
                    + " files brought again, " + words);
        }
    }

    private JobDesk desk(SshStation station, CuttingProxy proxy) throws IOException {
        station.server().configure(proxy.port());
        Map<String, Object> settings = station.settings(proxy.port());
        settings.put("transfer.files", PARCEL);
        settings.put("snapshots.count", 1_000);
        return new JobDesk(
                directory,
                station.home(),
                settings,
                real -> peer -> new PlannedPeering(
                        real.with(peer), new FailingEndpoint.Plan(), (engine, load) -> loads.add(load.paths())),
                new CurrentGpuSync());
    }

    /** What an earlier run has brought and was not on its way when it was cut must not come again. */
    private GpuSync.Answer run(JobDesk desk, String where) {
        loads.clear();
        GpuSync.Answer answer = desk.run(SshStation.WORKSPACE);
        assertThat(loads.stream().flatMap(List::stream).filter(delivered::contains))
                .as(where)
                .isEmpty();
        boolean cut = answer.ended().exitCode() != ExitCode.DONE;
        int certain = cut ? Math.max(0, loads.size() - 2) : loads.size();
        loads.subList(0, certain).forEach(delivered::addAll);
        again += loads.subList(certain, loads.size()).stream()
                .mapToInt(List::size)
                .sum();
        return answer;
    }

    private void isCut(GpuSync.Answer answer, String where) {
        assertThat(answer.ended().exitCode())
                .as("%s %s", where, answer.ended().failure())
                .isEqualTo(ExitCode.FAILED);
        Failure failure = Objects.requireNonNull(answer.ended().failure(), where);
        assertThat(failure.category()).as("%s %s", where, failure).isEqualTo(FailureCategory.RETRYABLE);
        String word = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        words.merge(word.replaceAll("/\\S+", "PATH").replaceAll("\\d+", "N"), 1, Integer::sum);
    }

    private void isDone(SshStation station, GpuSync.Answer answer, String where) {
        assertThat(answer.ended().exitCode()).as(where).isEqualTo(ExitCode.DONE);
        assertThat(answer.ended().report().problems()).as(where).isEmpty();
        assertThat(TreeText.contents(station.ours())).as(where).isEqualTo(TreeText.contents(station.theirs()));
        delivered.clear();
    }
}
