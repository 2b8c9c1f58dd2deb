package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole job over ssh where one side's disk is too small, or becomes full on the way. The disk is a small one in memory. */
class GpuSyncFullDiskTest {

    private static final int MEBIBYTES = 28;

    /** Of each file, nearly. */
    private static final String CONTENT = "x".repeat(1 << 18);

    @TempDir
    Path directory;

    private final AtomicInteger loads = new AtomicInteger();
    private int fullFrom = Integer.MAX_VALUE;
    private @Nullable SshStation station;
    private @Nullable JobDesk desk;
    private @Nullable Path small;

    private SshStation begin(Side side) throws IOException {
        SshStation begun = new SshStation(directory);
        station = begun;
        Path disk = side == Side.OURS ? begun.ours() : begun.theirs();
        small = disk;
        Mounts.small(disk, MEBIBYTES);
        Map<String, Object> settings = begun.settings(begun.server().port());
        settings.put("transfer.files", 3);
        desk = new JobDesk(
                directory,
                begun.home(),
                settings,
                real -> peer ->
                        new PlannedPeering(real.with(peer), new FailingEndpoint.Plan(), (engine, load) -> fill(disk)),
                new CurrentGpuSync());
        return begun;
    }

    @AfterEach
    void end() {
        if (desk != null) {
            desk.close();
        }
        if (small != null) {
            Mounts.away(small);
        }
        if (station != null) {
            station.close();
        }
    }

    private GpuSync.Answer run() {
        return Objects.requireNonNull(desk).run(SshStation.WORKSPACE);
    }

    private void isDone(SshStation at) {
        GpuSync.Answer answer = run();
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(TreeText.contents(at.ours())).isEqualTo(TreeText.contents(at.theirs()));
    }

    /** Somebody else writes until nothing more fits. */
    private void fill(Path disk) {
        if (loads.incrementAndGet() != fullFrom) {
            return;
        }
        byte[] zeros = new byte[4096];
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(zeros);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void write(Path root, int count, String begin) {
        for (int i = 0; i < count; i++) {
            TreeText.write(root, "f" + i, begin + i + CONTENT, i);
        }
    }

    private static Path other(SshStation at, Side side) {
        return side == Side.OURS ? at.theirs() : at.ours();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_disk_that_is_too_small_is_told_before_anything_is_changed(Side side) throws IOException {
        SshStation at = begin(side);
        Path source = other(at, side);
        write(source, 60, "new");
        TreeText.write(Objects.requireNonNull(small), "own", "theirs alone", 1);
        SortedMap<String, String> before = TreeText.contents(Objects.requireNonNull(small));
        GpuSync.Answer answer = run();
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.ended().failure())
                .hasMessageContainingAll("bytes are to be brought, 16777216 more are to stay free", "are free")
                .hasFieldOrPropertyWithValue("remedy", "Make room there and start again; nothing was changed.");
        assertThat(TreeText.contents(Objects.requireNonNull(small))).isEqualTo(before);
        assertThat(source.resolve("own")).doesNotExist();
        for (int i = 10; i < 60; i++) {
            Files.delete(source.resolve("f" + i));
        }
        isDone(at);
        assertThat(source.resolve("own")).hasContent("theirs alone");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_disk_that_runs_full_on_the_way_ends_the_run_and_nothing_is_lost(Side side) throws IOException {
        SshStation at = begin(side);
        Path source = other(at, side);
        write(source, 9, "old");
        isDone(at);
        // larger, so that there is no room for them where the old ones go
        write(source, 9, "new" + CONTENT + CONTENT);
        loads.set(0);
        fullFrom = 2;
        GpuSync.Answer answer = run();
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(answer.ended().failure()).hasMessageContaining("No space left");
        for (int i = 0; i < 9; i++) {
            String end = i + CONTENT;
            assertThat(TreeText.read(source, "f" + i)).isEqualTo("new" + CONTENT + CONTENT + end);
            assertThat(TreeText.read(Objects.requireNonNull(small), "f" + i))
                    .isIn("old" + end, "new" + CONTENT + CONTENT + end);
        }
        Files.delete(Objects.requireNonNull(small).resolve("filler"));
        isDone(at);
        assertThat(loads.get()).as("loads of both runs").isLessThanOrEqualTo(3 + 2);
        assertThat(TreeText.read(Objects.requireNonNull(small), "f8")).startsWith("new");
    }

    @Test
    void what_is_kept_needs_room_too_and_without_it_nothing_is_replaced() throws IOException {
        SshStation at = begin(Side.THEIRS);
        write(at.ours(), 6, "old");
        isDone(at);
        Path kept = Files.createDirectories(at.server().remoteHome().resolve(".claude/backups"));
        write(at.ours(), 6, "new");
        Mounts.small(kept, 1);
        try {
            GpuSync.Answer answer = run();
            assertThat(answer.ended().exitCode()).isIn(ExitCode.FAILED, ExitCode.PROBLEMS_LEFT);
            assertThat(answer.ended().failure() + " " + answer.ended().report().problems())
                    .contains("No space left");
            for (int i = 0; i < 6; i++) {
                String now = TreeText.read(at.theirs(), "f" + i);
                boolean old = now.equals("old" + i + CONTENT);
                assertThat(old || now.startsWith("new" + i)).isTrue();
            }
        } finally {
            Mounts.away(kept);
        }
        isDone(at);
    }
}
