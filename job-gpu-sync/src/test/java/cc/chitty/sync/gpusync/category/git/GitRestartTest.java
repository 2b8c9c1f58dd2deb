package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** A run that dies at its n-th command, for every n: before it, or when it was done and nobody heard of it. */
class GitRestartTest {

    @TempDir
    Path directory;

    /** How many commands lie between two at which it dies; each has two cases, so an odd number meets both. */
    private static final int STRIDE = Integer.getInteger("chittysync.test.rounds", 1) > 1 ? 1 : 11;

    /** The same where a run is one of a single repository. */
    private static final int NEAR = STRIDE == 1 ? 1 : 3;

    @Test
    void wherever_a_run_dies_the_next_ends_the_same() {
        int deaths = 0;
        for (int at = 0; isEndedAt(at); at += STRIDE) {
            deaths++;
        }
        assertThat(deaths * STRIDE)
                .as("commands of a run, each before and after")
                .isGreaterThan(30);
    }

    /** Whether the run died there. */
    private boolean isEndedAt(int at) {
        TwoMachines machines = new TwoMachines(directory.resolve("run-" + at));
        prepare(machines);
        boolean died = dies(machines, new AtomicInteger(at / 2), at % 2 == 0);
        machines.run();
        machines.run();
        assertDone(machines, "died at command " + at / 2);
        machines.close();
        return died;
    }

    /** Another one is kept beside a branch that waits for its files, or has them, and a rollback tells what of it was done. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatever_was_done_to_a_branch_that_waits_is_taken_back(boolean hasFiles) {
        boolean died = true;
        for (int at = 0; died; at += NEAR) {
            TwoMachines machines = new TwoMachines(directory.resolve("waiting-" + hasFiles + at));
            TestRepository ours = TestRepository.make(machines.ours("app"));
            ours.commit("a", "one");
            TestRepository theirs = ours.copiedTo(machines.theirs("app"));
            ours.commit("a", "two");
            machines.run();
            ours.commit("a", "three");
            String before = refs(ours) + refs(theirs);
            assertThat(before).contains("refs/chittysync/laptop/heads/main");
            if (hasFiles) {
                theirs.write("a", "three");
            }
            died = dies(machines, new AtomicInteger(at / 2), at % 2 == 0);

            assertThat(machines.rollback("dying"))
                    .as("died at command " + at / 2)
                    .isEmpty();

            assertThat(refs(ours) + refs(theirs))
                    .as("died at command " + at / 2)
                    .isEqualTo(before);
            machines.close();
        }
    }

    /** Killed at any command, the next run is another one, and the person has taken all back meanwhile. */
    @Test
    void what_a_person_takes_back_after_a_killed_run_is_no_change_of_the_other_side() {
        boolean died = true;
        for (int at = 0; died; at += NEAR) {
            TwoMachines machines = new TwoMachines(directory.resolve("back-" + at));
            TestRepository ours = TestRepository.make(machines.ours("app"));
            String one = ours.commit("a", "one");
            ours.git("branch", "gone");
            ours.git("branch", "moved");
            machines.run();
            machines.run();
            ours.git("branch", "-D", "gone");
            ours.git("branch", "new");
            ours.git("checkout", "-q", "moved");
            ours.commit("b", "two");
            ours.git("checkout", "-q", "main");
            died = dies(machines, new AtomicInteger(at / 2), at % 2 == 0);
            ours.git("branch", "gone");
            ours.git("branch", "-D", "new");
            ours.git("branch", "-f", "moved", "main");

            machines.remember("dying");
            machines.run();

            String when = "died at command " + at / 2;
            for (TestRepository each : List.of(ours, new TestRepository(machines.theirs("app")))) {
                assertThat(each.value("gone")).as(when).isEqualTo(one);
                assertThat(each.value("moved")).as(when).isEqualTo(one);
                assertThat(each.value("new")).as(when).isEmpty();
            }
            machines.close();
        }
    }

    /** Of runs that die at one command after the other, the first one that died where that is so. */
    private TwoMachines killed(String name, Consumer<TwoMachines> prepare, Predicate<TwoMachines> isSo) {
        for (int at = 0; ; at++) {
            TwoMachines machines = new TwoMachines(directory.resolve(name + at));
            prepare.accept(machines);
            assertThat(dies(machines, new AtomicInteger(at), true)).isTrue();
            if (isSo.test(machines)) {
                return machines;
            }
            machines.close();
        }
    }

    private TwoMachines killedWhenGone(String name) {
        return killed(
                name,
                machines -> {
                    TestRepository ours = TestRepository.make(machines.ours("app"));
                    ours.commit("a", "one");
                    ours.git("branch", "gone");
                    ours.git("branch", "moved");
                    machines.run();
                    machines.run();
                    ours.git("branch", "-D", "gone");
                    ours.git("checkout", "-q", "moved");
                    ours.commit("b", "two");
                    ours.git("checkout", "-q", "main");
                },
                machines ->
                        new TestRepository(machines.theirs("app")).value("gone").isEmpty());
    }

    /** Of a repository that the killed run has made, where another one was still to be made. */
    @Test
    void a_branch_that_is_deleted_after_a_run_that_made_its_repository_stays_deleted() {
        Consumer<TwoMachines> prepare = machines -> {
            TestRepository ours = TestRepository.make(machines.ours("app"));
            ours.commit("a", "one");
            ours.git("branch", "gone");
            TestRepository.make(machines.ours("last")).commit("a", "one");
        };
        Predicate<TwoMachines> isMade = machines -> new TestRepository(machines.theirs("last")).has(".git")
                && !new TestRepository(machines.theirs("app")).value("gone").isEmpty();
        try (TwoMachines machines = killed("made", prepare, isMade)) {
            TestRepository ours = new TestRepository(machines.ours("app"));
            ours.git("branch", "-D", "gone");

            machines.remember("dying");
            machines.run();

            assertThat(ours.value("gone")).isEmpty();
            assertThat(new TestRepository(machines.theirs("app")).value("gone")).isEmpty();
        }
    }

    /** As long as it tells that the run has been there: what it had before is kept. */
    @Test
    void what_a_person_takes_back_where_a_killed_run_has_done_it_is_his_change() {
        try (TwoMachines machines = killedWhenGone("there")) {
            TestRepository theirs = new TestRepository(machines.theirs("app"));
            String one = theirs.value("main");
            theirs.git("branch", "gone", one);
            theirs.git("branch", "-f", "moved", one);

            machines.remember("dying");
            machines.run();

            for (TestRepository each : List.of(new TestRepository(machines.ours("app")), theirs)) {
                assertThat(each.value("gone")).isEqualTo(one);
                assertThat(each.value("moved")).isEqualTo(one);
            }
        }
    }

    /** Deleted there by the killed run, and made anew by a person on each side, it is nobody's alone. */
    @Test
    void what_two_persons_make_after_a_killed_run_is_a_conflict() {
        try (TwoMachines machines = killedWhenGone("both")) {
            TestRepository ours = new TestRepository(machines.ours("app"));
            TestRepository theirs = new TestRepository(machines.theirs("app")).named();
            ours.git("branch", "gone");
            theirs.git("checkout", "-q", "--orphan", "gone");
            String other = theirs.commit("b", "other");
            theirs.git("checkout", "-q", "main");

            machines.remember("dying");
            machines.run();

            assertThat(ours.value("gone")).isEqualTo(ours.value("main")).isNotEmpty();
            assertThat(theirs.value("gone")).isEqualTo(other);
        }
    }

    /** The person has gone on between the two, so that the second one moves what the first one had moved. */
    @Test
    void both_attempts_of_a_run_are_taken_back() {
        boolean died = true;
        for (int at = 0; died; at += NEAR) {
            TwoMachines machines = new TwoMachines(directory.resolve("twice-" + at));
            TestRepository ours = TestRepository.make(machines.ours("app"));
            ours.commit("a", "one");
            for (String branch : List.of("gone", "moved", "again")) {
                ours.git("branch", branch);
            }
            machines.run();
            machines.run();
            TestRepository theirs = new TestRepository(machines.theirs("app"));
            String before = refs(theirs);
            ours.git("branch", "-D", "gone");
            ours.git("branch", "new");
            ours.git("checkout", "-q", "moved");
            ours.commit("b", "two");
            ours.git("branch", "-f", "again");
            ours.git("checkout", "-q", "main");
            died = dies(machines, new AtomicInteger(at / 2), at % 2 == 0);
            ours.git("branch", "gone", "moved");
            ours.git("branch", "-D", "new");
            ours.git("branch", "-f", "again", "main");
            ours.git("checkout", "-q", "moved");
            ours.commit("b", "three");
            ours.git("checkout", "-q", "main");
            String when = "died at command " + at / 2;
            machines.remember("dying");
            assertThat(dies(machines, new AtomicInteger(1_000), true)).as(when).isFalse();
            assertThat(refs(theirs)).as(when).isEqualTo(refs(ours));

            assertThat(machines.rollback("dying")).as(when).isEmpty();

            assertThat(refs(theirs)).as(when).isEqualTo(before);
            String mine = refs(ours);
            machines.run();
            assertThat(refs(ours)).as(when).isEqualTo(mine);
            assertThat(refs(theirs)).as(when).isEqualTo(mine);
            machines.close();
        }
    }

    private static String refs(TestRepository repository) {
        return repository
                .git("for-each-ref", "--format=%(refname) %(objectname)")
                .lines()
                .filter(it -> !it.startsWith("refs/chittysync/snapshots/"))
                .collect(Collectors.joining("\n"));
    }

    private static void prepare(TwoMachines machines) {
        TestRepository again = TestRepository.make(machines.ours("again"));
        again.commit("a", "one");
        again.git("branch", "kept");
        TestRepository old = again.copiedTo(machines.theirs("again"));
        old.git("branch", "kept");
        machines.run();
        FileSystemUtils.deleteRecursively(old.directory().toFile());
        again.copiedTo(machines.theirs("again"));
        TestRepository ours = TestRepository.make(machines.ours("shared"));
        ours.commit("a", "one");
        TestRepository theirs = ours.copiedTo(machines.theirs("shared"));
        ours.git("branch", "left");
        theirs.git("branch", "right");
        ours.commit("b", "ours");
        theirs.commit("c", "theirs");
        TestRepository made = TestRepository.make(machines.ours("made"));
        made.commit("m", "one");
        TestRepository ignoring = TestRepository.make(machines.ours("ignoring"));
        ignoring.write("x.gen", "tracked");
        ignoring.git("add", "x.gen");
        ignoring.commit(".gitignore", "*.gen\n");
        new TestRepository(machines.theirs("ignoring")).write(".gitignore", "*.gen\n");
    }

    /** Whether it died before it was done. */
    private static boolean dies(TwoMachines machines, AtomicInteger left, boolean before) {
        GitPair pair = machines.pair();
        GitPair dying = new GitPair(dying(pair.ours(), left, before), dying(pair.theirs(), left, before));
        GitSync sync = new GitSync(dying, GitSettings.DEFAULT, RefRules.BOTH, machines.bases());
        try {
            GitSync.Plan plan = sync.plan(machines.roots(), new Interruption());
            sync.settle(
                    machines.roots(),
                    sync.carryOut(plan, "dying", machines.journal("dying"), Progress.NONE, new Interruption()),
                    "dying",
                    machines.journal("dying"));
        } catch (Failure e) {
            assertThat(e.category()).isEqualTo(FailureCategory.INTERRUPTED);
            return true;
        }
        return false;
    }

    private static GitSide dying(GitSide side, AtomicInteger left, boolean before) {
        return new GitSide(
                side.side(), side.device(), new Dying(side.programs(), left, before), side.git(), side.quiet(), true);
    }

    private record Dying(RemotePrograms real, AtomicInteger left, boolean before) implements RemotePrograms {

        @Override
        public Ran run(List<String> command, InputStream input, OutputStream output, Duration quiet)
                throws IOException {
            int now = left.getAndDecrement();
            if (now < 0 || (now == 0 && before)) {
                throw dead();
            }
            Ran ran = real.run(command, input, output, quiet);
            if (now == 0) {
                throw dead();
            }
            return ran;
        }

        private static Failure dead() {
            return new Failure(FailureCategory.INTERRUPTED, "go on", "the run died", "Start again.");
        }
    }

    private static void assertDone(TwoMachines machines, String when) {
        TestRepository ours = new TestRepository(machines.ours("shared"));
        TestRepository theirs = new TestRepository(machines.theirs("shared"));
        TestRepository made = new TestRepository(machines.theirs("made"));
        assertThat(theirs.value("left")).as(when).isEqualTo(ours.value("left")).isNotEmpty();
        assertThat(ours.value("right"))
                .as(when)
                .isEqualTo(theirs.value("right"))
                .isNotEmpty();
        assertThat(ours.value("refs/chittysync/station/heads/main")).as(when).isEqualTo(theirs.value("main"));
        assertThat(theirs.value("refs/chittysync/laptop/heads/main")).as(when).isEqualTo(ours.value("main"));
        assertThat(made.value("main")).as(when).isEqualTo(new TestRepository(machines.ours("made")).value("main"));
        assertThat(made.read("m")).as(when).isEqualTo("one");
        assertThat(made.status()).as(when).isEmpty();
        for (TestRepository again :
                List.of(new TestRepository(machines.ours("again")), new TestRepository(machines.theirs("again")))) {
            assertThat(again.value("kept")).as(when).isEqualTo(again.value("main"));
        }
        TestRepository ignoring = new TestRepository(machines.theirs("ignoring"));
        assertThat(ignoring.read("x.gen")).as(when).isEqualTo("tracked");
        assertThat(ignoring.status()).as(when).isEmpty();
        assertThat(ours.status() + theirs.status()).as(when).isEmpty();
        assertThat(machines.plan().repositories())
                .as(when)
                .allSatisfy(plan -> assertThat(plan.moves()).isEmpty());
        assertThat(machines.theirs("").toFile().list())
                .as(when)
                .containsExactlyInAnyOrder("shared", "made", "again", "ignoring");
    }
}
