package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that die after each program that git needs, and what a person does before the next one. */
class RepositoriesRestartTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");

    @TempDir
    Path directory;

    private final FailingEndpoint.Plan plan = new FailingEndpoint.Plan();

    private JobDesk desk(Map<String, Object> more) throws IOException {
        Files.createDirectories(directory.resolve("station"));
        Map<String, Object> settings = JobDesk.peer(directory.resolve("station"));
        settings.put("guard.percent", 100);
        settings.put("snapshots.count", 100);
        settings.putAll(more);
        return new JobDesk(
                directory,
                directory.resolve("laptop"),
                settings,
                real -> peer -> new PlannedPeering(real.with(peer), plan, PlannedPeering.counts()),
                new CurrentGpuSync());
    }

    private TestRepository ours() {
        return TestRepository.make(directory.resolve("laptop/code/app"));
    }

    private TestRepository theirs() {
        return new TestRepository(directory.resolve("station/code/app"));
    }

    private static void isDone(GpuSync.Answer answer, String when) {
        assertThat(answer.ended().exitCode())
                .as(
                        "%s: %s %s",
                        when, answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
    }

    private ExitCode dies(int program, Supplier<GpuSync.Answer> work) {
        return breaks(plan::atProgram, program, work);
    }

    private ExitCode breaks(IntConsumer at, int program, Supplier<GpuSync.Answer> work) {
        assertThat(program).as("programs").isLessThan(60);
        at.accept(program);
        ExitCode ended = work.get().ended().exitCode();
        plan.atProgram(0);
        return ended;
    }

    private static String refs(TestRepository repository) {
        return repository
                .git("for-each-ref", "--format=%(refname) %(objectname)")
                .lines()
                .filter(it -> !it.startsWith("refs/chittysync/"))
                .collect(Collectors.joining("\n"));
    }

    private static SortedMap<String, String> files(TestRepository repository) {
        SortedMap<String, String> files = TreeText.exact(repository.directory());
        files.keySet().removeIf(it -> it.isEmpty() || it.equals(".git") || it.startsWith(".git/"));
        return files;
    }

    /** It is gone on with, or another one follows where one program has failed, as a killed one does, and the rest was done. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_person_takes_back_before_the_next_run_is_no_change_of_the_other_side(boolean isWhole)
            throws IOException {
        try (JobDesk desk = desk(Map.of())) {
            TestRepository ours = ours();
            ours.commit("a", "one");
            ours.git("checkout", "-q", "-b", "gone");
            String only = ours.commit("b", "two");
            ours.git("branch", "moved", "main");
            ours.git("checkout", "-q", "main");
            isDone(desk.run(ALL), "first");
            String mine = refs(ours);
            ExitCode ended = ExitCode.INTERRUPTED;
            for (int program = 1; ended != ExitCode.DONE; program++) {
                String when = "died after program " + program;
                ours.git("branch", "-D", "gone");
                ours.git("branch", "new");
                ours.git("branch", "-f", "moved", only);
                String also = "also" + program; // so that there are changes both ways
                theirs().git("branch", also);
                ended = breaks(isWhole ? plan::atProgram : plan::atOneProgram, program, () -> desk.run(ALL));
                ours.git("branch", "gone", only);
                ours.git("branch", "-D", "new");
                ours.git("branch", "-f", "moved", "main");

                isDone(desk.run(ALL), when);
                isDone(desk.run(ALL), when);

                assertThat(refs(theirs())).as(when).isEqualTo(refs(ours)).contains(also);
                ours.git("branch", "-q", "-D", also);
                assertThat(refs(ours)).as(when).isEqualTo(mine);
            }
        }
    }

    @Test
    void a_sync_after_a_killed_rollback_takes_no_ref_for_what_somebody_did() throws IOException {
        try (JobDesk desk = desk(Map.of())) {
            TestRepository ours = ours();
            ours.commit("a", "one");
            ours.git("branch", "moved");
            isDone(desk.run(ALL), "first");
            ExitCode ended = ExitCode.INTERRUPTED;
            for (int program = 1; ended != ExitCode.DONE; program++) {
                String when = "died after program " + program;
                String name = "new" + program;
                ours.git("checkout", "-q", "-b", name);
                ours.commit("b", name);
                ours.git("checkout", "-q", "moved");
                ours.commit("c", name);
                ours.git("checkout", "-q", "main");
                isDone(desk.run(ALL), when);
                String mine = refs(ours);
                ended = dies(
                        program, () -> desk.rollback(desk.snapshots().lastSync().orElseThrow()));
                if (ended == ExitCode.DONE) {
                    assertThat(theirs().value(name)).isEmpty();
                }

                isDone(desk.run(ALL), when);

                assertThat(refs(ours)).as(when).isEqualTo(mine);
                assertThat(refs(theirs())).as(when).isEqualTo(mine);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_rollback_of_a_run_that_died_when_a_checked_out_branch_moved_is_exact(boolean forward) throws IOException {
        try (JobDesk desk = desk(Map.of("git.fast-forward", forward))) {
            TestRepository ours = ours();
            ours.commit("a0", "one");
            isDone(desk.run(ALL), "first");
            TestRepository theirs = theirs();
            ExitCode ended = ExitCode.INTERRUPTED;
            for (int program = 1; ended != ExitCode.DONE; program++) {
                String when = "died after program " + program;
                SortedMap<String, String> before = files(theirs);
                String refs = refs(theirs);
                Files.delete(ours.directory().resolve("a" + (program - 1)));
                ours.commit("dir/b", when);
                ours.commit("a" + program, "three");
                String last = desk.snapshots().lastSync().orElseThrow();
                ended = dies(program, () -> desk.run(ALL));
                String died = desk.snapshots().lastSync().orElseThrow();
                if (!died.equals(last)) {
                    isDone(desk.rollback(died), when);
                }
                assertThat(files(theirs)).as(when).isEqualTo(before);
                assertThat(refs(theirs)).as(when).isEqualTo(refs);
                assertThat(theirs.status()).as(when).isEmpty();

                isDone(desk.run(ALL), when);

                assertThat(theirs.value("main")).as(when).isEqualTo(ours.value("main"));
                assertThat(theirs.status()).as(when).isEmpty();
            }
        }
    }
}
