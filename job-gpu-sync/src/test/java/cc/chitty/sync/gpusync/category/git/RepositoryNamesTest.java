package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.peer.RemotePrograms;
import cc.chitty.sync.gpusync.reconcile.Side;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;

/** A repository that was cloned again in its place is another one: what it lacks was deleted by nobody. */
class RepositoryNamesTest {

    private static final String NAME = ".git/chittysync-name";

    @TempDir
    Path directory;

    private TwoMachines machines;
    private TestRepository ours;
    private TestRepository theirs;
    private TestRepository remote;

    @BeforeEach
    void makeMachines() {
        machines = new TwoMachines(directory);
        remote = TestRepository.make(directory.resolve("remote"));
        remote.commit("a", "one");
        ours = remote.copiedTo(machines.ours("app"));
        ours.git("checkout", "-q", "-b", "feature");
        ours.commit("f", "important");
        ours.git("checkout", "-q", "main");
        ours.git("branch", "wip");
        ours.git("tag", "v1");
        theirs = ours.copiedTo(machines.theirs("app"));
        machines.run();
        machines.run();
    }

    @AfterEach
    void close() {
        machines.close();
    }

    private void cloneOursAgain() {
        try {
            FileSystemUtils.deleteRecursively(ours.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remote.git(
                "clone",
                "-q",
                "--single-branch",
                remote.directory().toString(),
                ours.directory().toString());
        ours.named();
    }

    private static String name(TestRepository repository) {
        return repository.read(NAME).lines().findFirst().orElse("");
    }

    private void putBack(Path backup, TestRepository repository) throws IOException {
        FileSystemUtils.deleteRecursively(repository.directory());
        FileSystemUtils.copyRecursively(backup, repository.directory());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void an_earlier_state_of_a_repository_deletes_and_takes_back_nothing(Side side) throws IOException {
        TestRepository old = side == Side.OURS ? ours : theirs;
        TestRepository other = side == Side.OURS ? theirs : ours;
        Path backup = directory.resolve("backup");
        FileSystemUtils.copyRecursively(old.directory(), backup);
        other.git("branch", "later", "feature");
        other.git("update-ref", "refs/heads/wip", "feature");
        machines.run();
        String before = refs(other);
        assertThat(refs(old)).isEqualTo(before).contains("later");
        putBack(backup, old);

        machines.run();

        assertThat(refs(other)).isEqualTo(before);
        assertThat(refs(old)).isEqualTo(before);
        old.git("branch", "-q", "-D", "later");
        machines.run();
        assertThat(other.value("later")).isEmpty();
    }

    /** Nothing was brought, but both have something new in common that the earlier state lacks. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void nor_does_it_delete_what_both_sides_had_fetched_themselves(Side side) throws IOException {
        TestRepository old = side == Side.OURS ? ours : theirs;
        TestRepository other = side == Side.OURS ? theirs : ours;
        Path backup = directory.resolve("backup");
        FileSystemUtils.copyRecursively(old.directory(), backup);
        ours.git("branch", "fetched", "feature");
        theirs.git("branch", "fetched", "feature");
        machines.run();
        putBack(backup, old);

        machines.run();

        assertThat(other.value("fetched")).isNotEmpty();
        assertThat(old.value("fetched")).isNotEmpty();
    }

    /** It has the name of the one it was copied from, and has counted on, but in its own place. */
    @Test
    void a_copy_that_was_synced_beside_it_and_takes_its_place_deletes_nothing() throws IOException {
        FileSystemUtils.copyRecursively(ours.directory(), machines.ours("copy"));
        machines.run();
        machines.run();
        theirs.git("branch", "later", "feature");
        machines.run();
        assertThat(ours.value("later")).isNotEmpty();
        putBack(machines.ours("copy"), ours);

        machines.run();

        assertThat(theirs.value("later")).isNotEmpty();
        assertThat(ours.value("later")).isNotEmpty();
    }

    /** The rollback brought a branch back on the other side; the state that is put back had seen it go. */
    @Test
    void an_earlier_state_from_before_a_rollback_deletes_nothing() throws IOException {
        ours.git("branch", "-q", "-D", "wip");
        machines.run();
        Path backup = directory.resolve("backup");
        FileSystemUtils.copyRecursively(theirs.directory(), backup);
        ours.git("branch", "wip", "main");
        assertThat(machines.rollback()).isEmpty();
        assertThat(theirs.value("wip")).isNotEmpty();
        putBack(backup, theirs);

        machines.run();

        assertThat(ours.value("wip")).isNotEmpty();
    }

    @Test
    void stashes_of_a_repository_that_is_gone_are_kept_for_good_on_the_other_side() {
        ours.write("a", "first");
        ours.git("stash", "-q");
        ours.write("a", "second");
        ours.git("stash", "-q");
        ours.git("checkout", "-q", "--detach", "feature");
        ours.commit("f", "on no branch");
        String first = ours.value("stash@{1}");
        String second = ours.value("stash@{0}");
        String detached = ours.value("HEAD");
        machines.run();
        cloneOursAgain();
        ours.write("a", "third");
        ours.git("stash", "-q");
        String third = ours.value("stash@{0}");
        machines.run();
        ours.git("stash", "drop", "-q");
        machines.run();
        machines.run();

        String earlier = "refs/chittysync/laptop/earlier/";
        for (String kept : List.of(first, second, detached)) {
            assertThat(theirs.value(earlier + kept)).isEqualTo(kept);
        }
        assertThat(theirs.value(earlier + third)).isEmpty();
        assertThat(theirs.refs("refs/chittysync/laptop/stash")).isEmpty();
        assertThat(theirs.value("refs/chittysync/laptop/HEAD")).isEmpty();
    }

    private static String earlier(Side owner, String commit) {
        return "refs/chittysync/" + (owner == Side.OURS ? "laptop" : "station") + "/earlier/" + commit;
    }

    /** No ref has moved since the backup was made. */
    @ParameterizedTest
    @EnumSource(Side.class)
    void a_stash_and_a_commit_on_no_branch_that_an_earlier_state_lacks_stay_on_the_other_side(Side side)
            throws IOException {
        TestRepository old = side == Side.OURS ? ours : theirs;
        TestRepository other = side == Side.OURS ? theirs : ours;
        Path backup = directory.resolve("backup");
        FileSystemUtils.copyRecursively(old.directory(), backup);
        old.write("a", "precious");
        old.git("stash", "-q");
        old.git("checkout", "-q", "--detach");
        String detached = old.commit("f", "on no branch");
        String stash = old.value("refs/stash");
        machines.run();
        putBack(backup, old);

        machines.run();
        machines.run();

        assertThat(other.value(earlier(side, stash))).isEqualTo(stash);
        assertThat(other.value(earlier(side, detached))).isEqualTo(detached);
        old.write("a", "dropped");
        old.git("stash", "-q");
        String dropped = old.value("refs/stash");
        machines.run();
        assertThat(other.git("for-each-ref")).contains(dropped);
        old.git("stash", "drop", "-q");
        machines.run();
        assertThat(other.value(earlier(side, dropped))).isEmpty();
    }

    /** A run was killed before it wrote down what it had kept; nothing tells that the owner, which lacks it then, has dropped it. */
    @Test
    void a_stash_of_which_it_is_not_known_that_both_had_it_is_kept_for_good() throws IOException {
        Path base = directory.resolve("state/base");
        Path killed = directory.resolve("killed");
        FileSystemUtils.copyRecursively(base, killed);
        ours.write("a", "precious");
        ours.git("stash", "-q");
        String stash = ours.value("refs/stash");
        machines.run();
        FileSystemUtils.deleteRecursively(base);
        FileSystemUtils.copyRecursively(killed, base);
        ours.git("stash", "drop", "-q");

        machines.run();

        assertThat(theirs.value(earlier(Side.OURS, stash))).isEqualTo(stash);
    }

    @Test
    void what_was_kept_of_a_repository_that_was_cloned_again_stays_when_its_branch_is_followed() throws IOException {
        ours.commit("l", "ours");
        String only = theirs.commit("s", "the only copy is ours now");
        machines.run();
        String aside = "refs/chittysync/station/heads/main";
        assertThat(ours.value(aside)).isEqualTo(only);
        FileSystemUtils.deleteRecursively(theirs.directory());
        theirs = ours.copiedTo(theirs.directory());
        String next = theirs.commit("n", "next");

        machines.run();
        assertThat(ours.value(earlier(Side.THEIRS, only))).isEqualTo(only);
        machines.run(new GitSettings(true, true), RefRules.BOTH);
        machines.run();

        assertThat(ours.value("main")).isEqualTo(next);
        assertThat(ours.refs("refs/chittysync/station")).containsExactly(earlier(Side.THEIRS, only));
        assertThat(machines.plan().repositories().get(0).changes()).isFalse();
    }

    @Test
    void it_stays_when_the_clone_has_another_history() throws IOException {
        ours.commit("l", "ours");
        String only = theirs.commit("s", "the only copy is ours now");
        machines.run();
        FileSystemUtils.deleteRecursively(theirs.directory());
        TestRepository origin = TestRepository.make(directory.resolve("origin"));
        String another = origin.commit("o", "another history");
        theirs = origin.copiedTo(theirs.directory());

        machines.run();

        assertThat(ours.value("refs/chittysync/station/heads/main")).isEqualTo(another);
        assertThat(ours.value(earlier(Side.THEIRS, only))).isEqualTo(only);
        String further = theirs.commit("o", "further");
        machines.run();
        assertThat(ours.value("refs/chittysync/station/heads/main")).isEqualTo(further);
        assertThat(ours.refs("refs/chittysync/station/earlier")).containsExactly(earlier(Side.THEIRS, only));
    }

    @Test
    void a_repository_that_is_made_anew_after_it_was_removed_on_both_sides_is_made_on_the_other() throws IOException {
        FileSystemUtils.deleteRecursively(ours.directory());
        FileSystemUtils.deleteRecursively(theirs.directory());
        machines.run();
        String first = TestRepository.make(ours.directory()).commit("n", "new");

        List<RepositoryReport> reports = machines.run();

        assertThat(reports.get(0).troubles()).isEmpty();
        assertThat(theirs.refs("refs/heads")).containsExactly("refs/heads/main");
        assertThat(theirs.value("main")).isEqualTo(first);
    }

    /** Both are as they were then; nothing has been counted since. */
    @Test
    void a_copy_of_what_is_agreed_on_is_believed() throws IOException {
        Path backup = directory.resolve("backup");
        FileSystemUtils.copyRecursively(ours.directory(), backup);
        machines.run();
        putBack(backup, ours);
        ours.git("branch", "-q", "-D", "wip");

        machines.run();

        assertThat(theirs.value("wip")).isEmpty();
    }

    private String refs(TestRepository repository) {
        return repository.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags");
    }

    @Test
    void branches_of_the_other_side_stay_and_come_to_the_clone() {
        String before = refs(theirs);
        cloneOursAgain();
        assertThat(refs(ours)).isNotEqualTo(before);

        machines.run();

        assertThat(refs(theirs)).isEqualTo(before);
        assertThat(refs(ours)).isEqualTo(before);
        ours.git("branch", "-q", "-D", "wip");
        machines.run();
        assertThat(theirs.value("wip")).isEmpty();
        assertThat(theirs.value("feature")).isNotEmpty();
    }

    @Test
    void so_they_do_when_the_run_is_taken_back() {
        String before = refs(theirs);
        cloneOursAgain();
        String cloned = refs(ours);
        machines.run();

        assertThat(machines.rollback()).isEmpty();

        assertThat(refs(ours)).isEqualTo(cloned);
        assertThat(refs(theirs)).isEqualTo(before);
        machines.run();
        assertThat(refs(theirs)).isEqualTo(before);
        assertThat(refs(ours)).isEqualTo(before);
    }

    @Test
    void so_they_do_when_it_was_cloned_again_before_a_rollback() {
        ours.git("checkout", "-q", "feature");
        ours.commit("f", "more");
        ours.git("checkout", "-q", "main");
        machines.run();
        cloneOursAgain();

        machines.rollback();
        String before = refs(theirs);
        machines.run();

        assertThat(refs(theirs)).isEqualTo(before).contains("refs/heads/feature", "refs/heads/wip");
        assertThat(refs(ours)).isEqualTo(before);
    }

    @Test
    void a_branch_that_was_deleted_by_hand_is_deleted_on_the_other_side() {
        ours.git("branch", "-q", "-D", "wip");

        machines.run();

        assertThat(theirs.value("wip")).isEmpty();
    }

    @Test
    void what_was_agreed_on_before_there_were_names_is_believed() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("state/base"))) {
            for (Path file : files.toList()) {
                Files.write(
                        file,
                        Files.readAllLines(file).stream()
                                .filter(it -> !it.startsWith("mark "))
                                .toList());
            }
        }
        Files.delete(ours.directory().resolve(NAME));
        Files.delete(theirs.directory().resolve(NAME));
        ours.git("branch", "-q", "-D", "wip");

        machines.run();

        assertThat(theirs.value("wip")).isEmpty();
        assertThat(name(ours)).matches("[0-9a-f]{32}");
    }

    @Test
    void names_are_given_once_and_are_as_private_as_their_repository() throws IOException {
        String name = name(ours);
        Path base = only(directory.resolve("state/base"));
        String known = Programs.text(base);
        assertThat(known)
                .containsPattern("mark OURS [0-9]+ " + name + "\n")
                .containsPattern("mark THEIRS [0-9]+ " + name(theirs) + "\n");
        assertThat(name(theirs)).isNotEqualTo(name);
        ours.git("branch", "new");

        machines.run();

        assertThat(name(ours)).isEqualTo(name);
        assertThat(Programs.text(base))
                .isNotEqualTo(known)
                .containsPattern("mark OURS [0-9]+ " + name + "\n")
                .containsPattern("mark THEIRS [0-9]+ " + name(theirs) + "\n");
        assertThat(machines.bases().of("code", new TreePath("app")).orElseThrow())
                .hasSize(5);
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void an_idle_run_asks_each_side_once() {
        AtomicInteger commands = new AtomicInteger();
        GitPair pair = machines.pair();
        GitSync sync = new GitSync(
                new GitPair(counted(pair.ours(), commands), counted(pair.theirs(), commands)),
                GitSettings.DEFAULT,
                RefRules.BOTH,
                machines.bases());

        List<RepositoryReport> reports = sync.carryOut(
                sync.plan(machines.roots(), new Interruption()),
                "idle",
                machines.journal(),
                Progress.NONE,
                new Interruption());
        sync.verify(sync.settle(machines.roots(), reports, "idle", machines.journal()));

        assertThat(commands).hasValue(2);
    }

    private static GitSide counted(GitSide side, AtomicInteger commands) {
        return new GitSide(
                side.side(), side.device(), new Counted(side.programs(), commands), side.git(), side.quiet(), true);
    }

    private record Counted(RemotePrograms real, AtomicInteger commands) implements RemotePrograms {

        @Override
        public Ran run(List<String> command, InputStream input, OutputStream output, Duration quiet)
                throws IOException {
            commands.incrementAndGet();
            return real.run(command, input, output, quiet);
        }
    }
}
