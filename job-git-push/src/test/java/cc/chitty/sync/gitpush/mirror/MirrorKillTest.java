package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real JVM that commits, killed by strace at one system call after the other, or refused it. */
class MirrorKillTest {

    private static final long SEED = 20_261_127L;
    private static final int ROUNDS = Integer.getInteger("chittysync.test.rounds", 1);

    @TempDir
    Path directory;

    private TestMirror mirror;
    private Path output;
    private String before;
    private SortedMap<String, String> committed;

    @BeforeAll
    static void strace_is_there() {
        assumeTrue(Programs.works("strace", "-o", "/dev/null", "true"), "strace is not installed or not allowed here");
    }

    @BeforeEach
    void one_commit() throws IOException {
        mirror = new TestMirror(directory.toRealPath());
        output = directory.resolve("output");
        change(0);
        before = String.valueOf(mirror.commit().id());
        committed = mirror.committed();
    }

    private void change(int round) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED + round);
        for (int i = 0; i < 20; i++) {
            byte[] content = new byte[random.nextInt(20_000)];
            random.nextBytes(content);
            mirror.write("d" + i % 4 + "/f" + i, content);
        }
        mirror.write("large", "large of round " + round + "\n" + "x".repeat(5 << 20));
        Files.deleteIfExists(mirror.root.resolve("only-in-" + (round - 1)));
        mirror.write("only-in-" + round, "here");
    }

    /** Every call of the kinds that change what is in a directory or is on disk; with more rounds, each of them. */
    @ParameterizedTest
    @CsvSource({"rename, 7", "fsync, 11", "unlink, 11"})
    void killed_at_any_call_the_branch_is_old_or_new_and_whole_and_the_next_run_ends_it(String call, int step)
            throws IOException {
        int kills = 0;
        boolean ended = false;
        for (int at = 1; !ended; at += ROUNDS > 1 ? 1 : step) {
            change(at);
            ended = run("inject=" + call + ":signal=KILL:when=" + at) == 0;
            kills += ended ? 0 : 1;
            String now = mirror.git("rev-parse", "refs/heads/main");
            assertThat(Programs.text(output).contains("done")).isEqualTo(ended);
            mirror.fsck();
            SortedMap<String, String> mirrored = TestMirror.onDisk(mirror.root);
            assertThat(mirror.committed()).isEqualTo(now.equals(before) ? committed : mirrored);
            assertThat(!ended || !now.equals(before)).isTrue();
            before = String.valueOf(mirror.commit().id());
            assertThat(mirror.problems)
                    .extracting(Problem::what)
                    .allMatch(it -> it.contains("a killed git had left this lock"));
            committed = mirror.committed();
            assertThat(committed).as("%s %d", call, at).isEqualTo(mirrored);
            assertThat(mirror.place.repository().resolve("incoming")).doesNotExist();
            assertThat(at).isLessThan(200);
        }
        assertThat(kills).as("kills at " + call).isPositive();
        mirror.fsck();
    }

    @ParameterizedTest
    @CsvSource({"fsync, EIO, Input/output error", "rename, ENOSPC, No space left"})
    void a_refused_call_is_named_and_the_next_run_ends_it(String call, String error, String seen) throws IOException {
        change(1);
        int refused = 0;
        for (int at = 1; at < 12; at += 5) {
            boolean failed = run("inject=" + call + ":error=" + error + ":when=" + at) != 0;
            refused += failed ? 1 : 0;
            assertThat(Programs.text(output)).contains(failed ? seen : "done");
            mirror.fsck();
        }
        assertThat(refused).isPositive();
        mirror.commit();
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
    }

    @Test
    void packs_are_on_disk_before_they_move_in_and_before_the_branch_moves() throws IOException {
        change(1);
        Path calls = directory.resolve("calls");
        assertThat(Programs.run(strace(calls, "trace=fsync,rename"), output)).isZero();
        List<String> order = Programs.text(calls)
                .lines()
                .filter(line -> line.contains("objects/pack/") || line.contains("refs/heads/main"))
                .filter(line -> line.contains("rename("))
                .toList();
        assertThat(order.get(order.size() - 1)).contains("refs/heads/main");
        assertThat(order.subList(0, order.size() - 1)).isNotEmpty().allMatch(it -> it.contains("objects/pack/"));
        String all = Programs.text(calls);
        int firstMove = all.indexOf(order.get(0));
        assertThat(all.substring(0, firstMove).lines().filter(it -> it.contains("fsync(")))
                .as("each pack and index")
                .hasSizeGreaterThanOrEqualTo(order.size() - 1);
    }

    private int run(String injection) {
        return Programs.run(strace(Path.of("/dev/null"), injection), output);
    }

    private List<String> strace(Path calls, String expression) {
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-qqq", "--seccomp-bpf", "-o", calls.toString(), "-e", expression));
        command.addAll(OneMirrorCommit.command(System.getProperty("java.class.path"), mirror.root));
        return command;
    }
}
