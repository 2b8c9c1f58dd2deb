package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSyncTest {

    private static final GitSettings FORWARD = new GitSettings(true, true);

    @TempDir
    Path directory;

    private TwoMachines machines;

    @BeforeEach
    void makeMachines() {
        machines = new TwoMachines(directory);
    }

    @AfterEach
    void close() {
        machines.close();
    }

    /** One of them is what git calls the first branch here. */
    @Test
    void a_repository_is_made_with_branches_of_any_name() {
        TestRepository ours = TestRepository.make(machines.ours("named"));
        ours.commit("a", "one");
        for (String branch : List.of("master", "trunk")) {
            ours.git("branch", branch);
        }
        TestRepository other = TestRepository.make(machines.theirs("other"));
        other.git("checkout", "-q", "-b", "master");
        other.commit("a", "one");

        assertThat(machines.run()).allSatisfy(it -> assertThat(it.troubles()).isEmpty());

        TestRepository made = new TestRepository(machines.theirs("named"));
        assertThat(made.refs("refs/heads")).isEqualTo(ours.refs("refs/heads"));
        assertThat(made.git("symbolic-ref", "HEAD")).startsWith("refs/heads/main");
        assertThat(made.status()).isEmpty();
        TestRepository here = new TestRepository(machines.ours("other"));
        assertThat(here.git("symbolic-ref", "HEAD")).startsWith("refs/heads/master");
        assertThat(here.status()).isEmpty();
    }

    @Test
    void a_repository_of_one_side_is_made_on_the_other_with_its_files() {
        TestRepository ours = TestRepository.make(machines.ours("work/app"));
        String first = ours.commit("src/Main.java", "one");
        ours.git("tag", "v1");
        ours.git("branch", "next");
        ours.git("remote", "add", "origin", "https://kim:secret@example.org/app.git");

        List<RepositoryReport> reports = machines.run();

        TestRepository theirs = new TestRepository(machines.theirs("work/app"));
        assertThat(troubles(reports)).isEmpty();
        assertThat(theirs.value("main")).isEqualTo(first);
        assertThat(theirs.value("next")).isEqualTo(first);
        assertThat(theirs.value("v1")).isEqualTo(first);
        assertThat(theirs.read("src/Main.java")).isEqualTo("one");
        assertThat(theirs.mode("src/Main.java")).isEqualTo("rw-r--r--");
        assertThat(theirs.status()).isEmpty();
        assertThat(theirs.git("symbolic-ref", "HEAD").strip()).isEqualTo("refs/heads/main");
        assertThat(theirs.git("config", "remote.origin.url").strip()).isEqualTo("https://example.org/app.git");
        assertIdle();
    }

    @Test
    void what_is_private_here_is_private_there_from_the_start() {
        TestRepository inPrivate = TestRepository.make(machines.ours("mine/plans/app"));
        inPrivate.commit("a", "one");
        inPrivate.chmod("..", "rwx------");
        inPrivate.chmod("../..", "rwxr-x---");
        TestRepository closed = TestRepository.make(machines.ours("closed"));
        closed.commit("a", "one");
        closed.chmod("", "rwx------");
        TestRepository bare = TestRepository.bare(machines.ours("bare.git"));
        bare.chmod("", "rwx------");

        machines.run();

        assertThat(new TestRepository(machines.theirs("mine")).mode("")).isEqualTo("rwxr-x---");
        assertThat(new TestRepository(machines.theirs("mine/plans")).mode("")).isEqualTo("rwx------");
        assertThat(new TestRepository(machines.theirs("mine/plans/app")).mode(""))
                .isEqualTo("rwxr-xr-x");
        TestRepository theirs = new TestRepository(machines.theirs("closed"));
        assertThat(theirs.mode("")).isEqualTo("rwx------");
        assertThat(theirs.mode(".git")).isEqualTo("rwx------");
        assertThat(theirs.mode("a")).isEqualTo("rw-------");
        assertThat(new TestRepository(machines.theirs("bare.git")).mode("")).isEqualTo("rwx------");
        assertIdle();

        machines.rollback();
        assertThat(machines.theirs("closed")).doesNotExist();
        machines.redo();
        assertThat(theirs.mode("")).isEqualTo("rwx------");
        assertThat(theirs.mode("a")).isEqualTo("rw-------");
    }

    @Test
    void where_there_are_files_already_none_is_touched() {
        TestRepository ours = TestRepository.make(machines.ours("app"));
        ours.commit("a", "committed");
        TestRepository theirs = new TestRepository(machines.theirs("app"));
        theirs.write("a", "their own");

        machines.run();

        assertThat(theirs.read("a")).isEqualTo("their own");
        assertThat(theirs.status().strip()).isEqualTo("M a");
    }

    @Test
    void branches_that_one_side_moved_move_on_the_other_both_ways() {
        Pair both = shared("app");
        both.ours.git("checkout", "-q", "-b", "left");
        String left = both.ours.commit("left", "1");
        both.ours.git("checkout", "-q", "main");
        both.theirs.git("checkout", "-q", "-b", "right");
        String right = both.theirs.commit("right", "1");
        both.theirs.git("checkout", "-q", "main");
        machines.run();
        assertThat(both.theirs.value("left")).isEqualTo(left);
        assertThat(both.ours.value("right")).isEqualTo(right);

        both.theirs.git("checkout", "-q", "left");
        String further = both.theirs.commit("left", "2");
        both.theirs.git("checkout", "-q", "main");
        machines.run();

        assertThat(both.ours.value("left")).isEqualTo(further);
        assertThat(both.ours.status()).isEmpty();
        assertIdle();
    }

    @Test
    void a_branch_that_is_checked_out_stays_and_what_came_is_kept_beside_it() {
        Pair both = shared("app");
        String before = both.theirs.value("main");
        String after = both.ours.commit("a", "two");

        List<RepositoryReport> reports = machines.run();

        assertThat(both.theirs.value("main")).isEqualTo(before);
        assertThat(both.theirs.read("a")).isEqualTo("one");
        assertThat(both.theirs.value("refs/chittysync/laptop/heads/main")).isEqualTo(after);
        assertThat(reports.get(0).waiting()).singleElement().asString().contains("refs/heads/main");
        machines.run();
        assertThat(both.theirs.value("main")).isEqualTo(before);

        both.theirs.git("merge", "-q", "--ff-only", "refs/chittysync/laptop/heads/main");
        machines.run();
        assertThat(both.theirs.value("refs/chittysync/laptop/heads/main")).isEmpty();
        assertIdle();
    }

    @Test
    void a_clean_checkout_moves_forward_with_its_files_when_that_is_set() {
        Pair both = shared("app");
        String after = both.ours.commit("a", "two");
        both.ours.commit("b", "new");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(both.theirs.value("main")).isEqualTo(both.ours.value("main")).isNotEqualTo(after);
        assertThat(both.theirs.read("a")).isEqualTo("two");
        assertThat(both.theirs.read("b")).isEqualTo("new");
        assertThat(both.theirs.status()).isEmpty();
    }

    @Test
    void a_checkout_with_changes_is_never_touched() {
        Pair both = shared("app");
        both.ours.commit("a", "two");
        both.theirs.write("a", "in work");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(both.theirs.read("a")).isEqualTo("in work");
        assertThat(both.theirs.value("refs/chittysync/laptop/heads/main")).isEqualTo(both.ours.value("main"));
        both.theirs.git("add", "a");
        machines.run(FORWARD, RefRules.BOTH);
        assertThat(both.theirs.status().strip()).isEqualTo("M  a");
    }

    @Test
    void an_untracked_file_in_the_way_of_a_fast_forward_stays() {
        Pair both = shared("app");
        both.ours.commit("b", "committed");
        both.theirs.write("b", "their own");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(both.theirs.read("b")).isEqualTo("their own");
        assertThat(both.theirs.value("refs/chittysync/laptop/heads/main")).isEqualTo(both.ours.value("main"));
    }

    @Test
    void a_branch_moves_when_its_files_are_those_of_the_new_commit_already() {
        Pair both = shared("app");
        both.ours.commit("b", "new");
        both.ours.git("rm", "-q", "a");
        both.ours.git("commit", "-q", "-m", "without a");
        both.theirs.write("b", "new");
        machines.run();
        assertThat(both.theirs.has("a")).isTrue();
        assertThat(both.theirs.value("main")).isNotEqualTo(both.ours.value("main"));

        assertThat(both.theirs.directory().resolve("a").toFile().delete()).isTrue();
        machines.run();

        assertThat(both.theirs.value("main")).isEqualTo(both.ours.value("main"));
        assertThat(both.theirs.status()).isEmpty();
        machines.run();
        assertThat(both.theirs.refs("refs/chittysync/laptop")).isEmpty();
    }

    @Test
    void a_branch_settles_in_the_same_run_when_its_files_came_after_it() {
        Pair both = shared("app");
        both.ours.commit("a", "two");
        GitSync sync = machines.sync(GitSettings.DEFAULT, RefRules.BOTH);
        List<RepositoryReport> reports = sync.carryOut(
                sync.plan(machines.roots(), new Interruption()),
                "r",
                machines.journal(),
                Progress.NONE,
                new Interruption());
        assertThat(reports.get(0).waiting()).hasSize(1);
        both.theirs.write("a", "two");

        List<RepositoryReport> settled = sync.settle(machines.roots(), reports, "r", machines.journal());

        assertThat(settled.get(0).waiting()).isEmpty();
        assertThat(both.theirs.value("main")).isEqualTo(both.ours.value("main"));
        assertThat(both.theirs.status()).isEmpty();
        assertIdle();
        sync.forget(machines.roots(), Set.of("another"));
        assertThat(both.theirs.refs("refs/chittysync")).containsExactly("refs/chittysync/snapshots/r/heads/main");
        sync.forget(machines.roots(), Set.of("r"));
        assertThat(both.theirs.refs("refs/chittysync")).isEmpty();
    }

    @Test
    void diverged_branches_are_kept_side_by_side_and_reported_until_they_are_joined() {
        Pair both = shared("app");
        String ours = both.ours.commit("a", "ours");
        String theirs = both.theirs.commit("b", "theirs");

        List<RepositoryReport> reports = machines.run();

        assertThat(both.ours.value("main")).isEqualTo(ours);
        assertThat(both.theirs.value("main")).isEqualTo(theirs);
        assertThat(both.ours.value("refs/chittysync/station/heads/main")).isEqualTo(theirs);
        assertThat(both.theirs.value("refs/chittysync/laptop/heads/main")).isEqualTo(ours);
        assertThat(reports.get(0).conflicts()).singleElement().asString().contains("refs/heads/main");

        both.ours.git("merge", "-q", "--no-edit", "refs/chittysync/station/heads/main");
        machines.run(FORWARD, RefRules.BOTH);
        machines.run();
        assertThat(both.theirs.value("main")).isEqualTo(both.ours.value("main"));
        assertThat(both.theirs.read("a")).isEqualTo("ours");
        assertThat(both.ours.refs("refs/chittysync/station")).isEmpty();
        assertThat(both.theirs.refs("refs/chittysync/laptop")).isEmpty();
        assertIdle();
    }

    @Test
    void a_forced_branch_wins_and_the_loser_is_in_the_snapshot() {
        Pair both = shared("app");
        both.ours.git("checkout", "-q", "-b", "x");
        String ours = both.ours.commit("a", "ours");
        both.ours.git("checkout", "-q", "main");
        both.theirs.git("checkout", "-q", "-b", "x");
        String theirs = both.theirs.commit("b", "theirs");
        both.theirs.git("checkout", "-q", "main");

        machines.run(GitSettings.DEFAULT, new RefRules(Direction.BOTH, true, Force.OURS));

        assertThat(both.theirs.value("x")).isEqualTo(ours);
        assertThat(both.theirs.value("refs/chittysync/snapshots/" + machines.lastRun() + "/heads/x"))
                .isEqualTo(theirs);
    }

    @Test
    void a_deleted_branch_goes_only_if_both_had_it_and_the_other_is_unchanged() {
        Pair both = shared("app");
        both.ours.git("branch", "gone");
        both.ours.git("branch", "moved");
        machines.run();
        String before = both.theirs.value("gone");
        both.ours.git("branch", "-q", "-D", "gone");
        both.ours.git("branch", "-q", "-D", "moved");
        both.theirs.git("checkout", "-q", "moved");
        String moved = both.theirs.commit("m", "1");
        both.theirs.git("checkout", "-q", "main");
        both.theirs.git("branch", "new");

        machines.run();

        assertThat(both.theirs.value("gone")).isEmpty();
        assertThat(both.theirs.value("refs/chittysync/snapshots/" + machines.lastRun() + "/heads/gone"))
                .isEqualTo(before);
        assertThat(both.ours.value("moved")).isEqualTo(moved);
        assertThat(both.ours.value("new")).isEqualTo(both.theirs.value("new"));
        assertIdle();
    }

    @Test
    void a_moved_tag_is_reported_and_both_are_kept() {
        Pair both = shared("app");
        both.ours.git("tag", "v1");
        machines.run();
        String old = both.theirs.value("v1");
        both.ours.git("tag", "-f", "-a", "-m", "again", "v1");

        List<RepositoryReport> reports = machines.run();

        assertThat(both.theirs.value("refs/tags/v1")).isEqualTo(old);
        assertThat(both.theirs.value("refs/chittysync/laptop/tags/v1")).isEqualTo(both.ours.value("refs/tags/v1"));
        assertThat(reports.get(0).conflicts()).singleElement().asString().contains("refs/tags/v1");
    }

    @Test
    void what_was_kept_beside_a_branch_that_both_deleted_is_in_no_other_one_s_way() {
        Pair both = shared("app");
        both.ours.git("branch", "a");
        machines.run();
        both.ours.git("checkout", "-q", "a");
        both.theirs.git("checkout", "-q", "a");
        both.ours.commit("x", "ours");
        String other = both.theirs.commit("x", "theirs");
        both.ours.git("checkout", "-q", "main");
        both.theirs.git("checkout", "-q", "main");
        machines.run();
        assertThat(both.ours.value("refs/chittysync/station/heads/a")).isEqualTo(other);
        both.ours.git("branch", "-q", "-D", "a");
        both.theirs.git("branch", "-q", "-D", "a");
        both.ours.git("checkout", "-q", "-b", "a/b");
        both.theirs.git("checkout", "-q", "-b", "a/b");
        both.ours.commit("y", "ours");
        String another = both.theirs.commit("y", "theirs");

        List<RepositoryReport> reports = machines.run();

        assertThat(reports.get(0).troubles()).isEmpty();
        assertThat(both.ours.value("refs/chittysync/station/heads/a/b")).isEqualTo(another);
        assertThat(both.ours.value("refs/chittysync/station/heads/a")).isEmpty();
        assertThat(both.ours.value("refs/chittysync/station/earlier/" + other)).isEqualTo(other);
    }

    /** As a git that runs there, or has died there, leaves it. */
    @Test
    void what_was_kept_beside_a_branch_goes_only_with_what_keeps_it_for_good() throws IOException {
        Pair both = shared("app");
        both.ours.git("checkout", "-q", "-b", "x");
        both.theirs.git("checkout", "-q", "-b", "x");
        both.ours.commit("x", "ours");
        String other = both.theirs.commit("x", "theirs");
        machines.run();
        for (TestRepository one : List.of(both.ours, both.theirs)) {
            one.git("checkout", "-q", "main");
            one.git("branch", "-q", "-D", "x");
        }
        both.ours.git("branch", "new");
        String earlier = "refs/chittysync/station/earlier/" + other;
        both.ours.write(".git/" + earlier + ".lock", "");

        List<RepositoryReport> reports = machines.run();

        assertThat(troubles(reports)).hasSize(2).allSatisfy(it -> assertThat(it).contains("lock"));
        assertThat(both.ours.value("refs/chittysync/station/heads/x")).isEqualTo(other);
        assertThat(both.theirs.value("new")).isNotEmpty();
        Files.delete(both.ours.directory().resolve(".git/" + earlier + ".lock"));
        machines.run();
        assertThat(both.ours.refs("refs/chittysync/station")).containsExactly(earlier);
        assertIdle();
    }

    @Test
    void a_branch_that_was_deleted_on_one_side_while_somebody_is_on_it_on_the_other_is_named() {
        Pair both = shared("app");
        both.ours.git("branch", "x");
        machines.run();
        both.theirs.git("checkout", "-q", "x");
        both.ours.git("branch", "-q", "-D", "x");

        assertThat(machines.plan().repositories().get(0).lines())
                .singleElement()
                .asString()
                .contains("refs/heads/x", "stays on the peer");
        for (int run = 0; run < 2; run++) {
            assertThat(machines.run().get(0).waiting())
                    .singleElement()
                    .asString()
                    .contains("refs/heads/x", "deleted on this machine", "stays on the peer");
        }

        both.theirs.git("checkout", "-q", "main");
        assertThat(machines.run().get(0).waiting()).isEmpty();
        assertThat(both.theirs.value("refs/heads/x")).isEmpty();
    }

    /** Only this side has them: they make of branches that moved apart one that the other continues. */
    @Test
    void grafts_change_no_decision() {
        Pair both = shared("app");
        String root = both.ours.value("main");
        both.ours.git("checkout", "-q", "-b", "x");
        String ours = both.ours.commit("o", "ours");
        both.ours.git("checkout", "-q", "main");
        both.theirs.git("checkout", "-q", "-b", "x");
        String theirs = both.theirs.commit("t", "theirs");
        both.theirs.git("checkout", "-q", "main");
        machines.run();
        both.ours.write(".git/info/grafts", ours + " " + root + " " + theirs + "\n");

        List<RepositoryReport> reports = machines.run();

        assertThat(reports.get(0).conflicts()).hasSize(1);
        assertThat(both.ours.value("x")).isEqualTo(ours);
        assertThat(both.theirs.value("x")).isEqualTo(theirs);
    }

    @Test
    void a_stash_whose_log_is_gone_is_one() {
        Pair both = shared("app");
        both.ours.write("a", "stashed");
        both.ours.git("stash", "-q");
        String stash = both.ours.value("refs/stash");
        machines.run();
        both.ours.git("reflog", "expire", "--expire=now", "--all");

        machines.run();

        assertThat(both.theirs.value("refs/chittysync/laptop/stash/0")).isEqualTo(stash);
        assertThat(both.ours
                        .directory()
                        .resolve(".git/logs/refs/stash")
                        .toFile()
                        .delete())
                .isTrue();
        assertIdle();
    }

    @Test
    void commits_that_linked_working_trees_are_on_without_a_branch_are_kept_on_the_other_side() {
        Pair both = shared("app");
        both.ours.git("worktree", "add", "-q", "--detach", "../one");
        both.ours.git("worktree", "add", "-q", "--detach", "../two");
        TestRepository one = new TestRepository(machines.ours("one"));
        String first = one.commit("w", "1");
        String second = new TestRepository(machines.ours("two")).commit("w", "2");
        both.ours.git("checkout", "-q", "--detach");
        String own = both.ours.commit("w", "3");
        String prefix = "refs/chittysync/laptop/";

        assertThat(troubles(machines.run())).isEmpty();

        assertThat(both.theirs.refs(prefix))
                .containsExactlyInAnyOrder(
                        prefix + "HEAD", prefix + "worktree/" + first, prefix + "worktree/" + second);
        assertThat(both.theirs.value(prefix + "HEAD")).isEqualTo(own);
        assertThat(both.theirs.value(prefix + "worktree/" + first)).isEqualTo(first);
        assertIdle();
        one.git("checkout", "-q", "-b", "named");
        machines.run();
        assertThat(both.theirs.value("named")).isEqualTo(first);
        assertThat(both.theirs.refs(prefix)).containsExactlyInAnyOrder(prefix + "HEAD", prefix + "worktree/" + second);
    }

    /** What git prints besides must not be taken for an answer: a branch that moved on both sides would seem to have moved on one. */
    @Test
    void signatures_that_git_is_told_to_show_change_no_decision() throws IOException {
        Path key = directory.resolve("key");
        Programs.run(
                List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()), directory.resolve("out"));
        Path signers = Files.writeString(
                directory.resolve("signers"), "kim@example.org " + Files.readString(directory.resolve("key.pub")));
        Pair both = shared("app");
        for (TestRepository one : List.of(both.ours, both.theirs)) {
            one.git("config", "gpg.format", "ssh");
            one.git("config", "user.signingKey", key.toString());
            one.git("config", "gpg.ssh.allowedSignersFile", signers.toString());
            one.git("config", "commit.gpgSign", "true");
            one.git("config", "log.showSignature", "true");
            one.git("config", "color.ui", "always");
        }
        List<String> branches = List.of("a", "b", "c");
        branches.forEach(it -> both.ours.git("branch", it));
        machines.run();
        for (String branch : branches) {
            both.ours.git("checkout", "-q", branch);
            both.ours.commit(branch, "ours");
            if (!branch.equals("b")) {
                both.theirs.git("checkout", "-q", branch);
                both.theirs.commit(branch, "theirs");
            }
        }
        both.ours.git("checkout", "-q", "main");
        both.theirs.git("checkout", "-q", "main");
        both.ours.write("a", "stashed");
        both.ours.git("stash", "-q");
        String a = both.theirs.value("a");
        String c = both.theirs.value("c");
        assertThat(both.ours.git("log", "-1", "refs/heads/a")).contains("signature");

        List<RepositoryReport> reports = machines.run();

        assertThat(reports.get(0).conflicts()).hasSize(2);
        assertThat(both.theirs.value("a")).isEqualTo(a);
        assertThat(both.theirs.value("b")).isEqualTo(both.ours.value("b"));
        assertThat(both.theirs.value("c")).isEqualTo(c);
        assertThat(both.theirs.value("refs/chittysync/laptop/stash/0")).isEqualTo(both.ours.value("refs/stash"));
    }

    @Test
    void stashes_and_a_commit_without_a_branch_are_kept_on_the_other_side() {
        Pair both = shared("app");
        both.ours.write("a", "stashed first");
        both.ours.git("stash", "-q");
        both.ours.write("a", "stashed second");
        both.ours.git("stash", "-q");
        both.theirs.git("checkout", "-q", "--detach");
        String detached = both.theirs.commit("d", "1");

        machines.run();

        assertThat(both.theirs.value("refs/chittysync/laptop/stash/0")).isEqualTo(both.ours.value("stash@{0}"));
        assertThat(both.theirs.value("refs/chittysync/laptop/stash/1")).isEqualTo(both.ours.value("stash@{1}"));
        assertThat(both.ours.value("refs/chittysync/station/HEAD")).isEqualTo(detached);
        assertThat(both.theirs.git("stash", "list")).isEmpty();
        assertIdle();
        String dropped = both.ours.value("stash@{0}");
        both.ours.git("stash", "drop", "-q");
        machines.run();
        String snapshot = "refs/chittysync/snapshots/" + machines.lastRun() + "/chittysync/laptop/stash/0";
        assertThat(both.theirs.value(snapshot)).isEqualTo(dropped);
        assertThat(both.theirs.refs("refs/chittysync/laptop")).containsExactly("refs/chittysync/laptop/stash/0");
    }

    @Test
    void a_repository_with_a_running_operation_is_left_alone_and_named() {
        Pair both = shared("app");
        both.ours.git("checkout", "-q", "-b", "x");
        both.ours.commit("a", "x");
        both.ours.git("checkout", "-q", "main");
        both.theirs.write(".git/index.lock", "");

        List<RepositoryReport> reports = machines.run();

        assertThat(both.theirs.value("x")).isEmpty();
        assertThat(troubles(reports))
                .singleElement()
                .asString()
                .contains("on the peer")
                .contains("index.lock");
    }

    @Test
    void a_merge_that_is_going_on_is_a_running_operation() {
        Pair both = shared("app");
        both.ours.git("checkout", "-q", "-b", "x");
        both.ours.commit("a", "x");
        both.ours.git("checkout", "-q", "main");
        both.ours.commit("a", "main");
        both.ours.git("merge", "-q", "--no-commit", "-s", "ours", "x");

        assertThat(troubles(machines.run())).singleElement().asString().contains("MERGE_HEAD");
    }

    @Test
    void an_empty_repository_is_made_and_gets_its_first_commit_later() {
        TestRepository ours = TestRepository.make(machines.ours("app"));
        ours.git("checkout", "-q", "-b", "trunk");
        machines.run();
        TestRepository theirs = new TestRepository(machines.theirs("app"));
        assertThat(theirs.git("symbolic-ref", "HEAD").strip()).isEqualTo("refs/heads/trunk");

        ours.commit("a", "one");
        machines.run();

        assertThat(theirs.value("trunk")).isEqualTo(ours.value("trunk"));
        assertThat(theirs.read("a")).isEqualTo("one");
        assertThat(theirs.status()).isEmpty();
    }

    @Test
    void a_bare_repository_with_packed_refs_is_synced() {
        TestRepository ours = TestRepository.bare(machines.ours("app.git"));
        TestRepository work = TestRepository.make(directory.resolve("elsewhere"));
        work.commit("a", "one");
        work.git("push", "-q", ours.directory().toString(), "main", "main:refs/heads/x/y");
        ours.git("pack-refs", "--all");
        machines.run();
        TestRepository theirs = new TestRepository(machines.theirs("app.git"));
        assertThat(theirs.value("refs/heads/x/y")).isEqualTo(work.value("main"));

        work.commit("a", "two");
        work.git("push", "-q", ours.directory().toString(), "main");
        theirs.git("pack-refs", "--all");
        machines.run();

        assertThat(theirs.value("main")).isEqualTo(work.value("main"));
        assertIdle();
    }

    @Test
    void a_shallow_repository_stays_shallow_on_the_other_side() {
        TestRepository origin = TestRepository.make(directory.resolve("origin"));
        for (int i = 0; i < 5; i++) {
            origin.commit("a", "version " + i);
        }
        Path place = machines.ours("app");
        machines.ours("").toFile().mkdirs();
        origin.git("clone", "-q", "--depth", "2", "file://" + origin.directory(), place.toString());
        TestRepository ours = new TestRepository(place).named();

        List<RepositoryReport> reports = machines.run();

        TestRepository theirs = new TestRepository(machines.theirs("app"));
        assertThat(troubles(reports)).isEmpty();
        assertThat(theirs.git("rev-list", "--count", "main").strip()).isEqualTo("2");
        ours.git("checkout", "-q", "-b", "x");
        ours.commit("a", "version 1");
        ours.git("checkout", "-q", "main");
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(theirs.value("x")).isEqualTo(ours.value("x"));
    }

    @Test
    void what_a_shallow_side_cannot_give_is_named() {
        Pair both = shared("app");
        String deep = both.ours.value("main");
        TestRepository origin = TestRepository.make(directory.resolve("origin"));
        for (int i = 0; i < 5; i++) {
            origin.commit("o", "version " + i);
        }
        both.ours.git("fetch", "-q", "--depth", "1", "file://" + origin.directory(), "main:cut");

        List<RepositoryReport> reports = machines.run();

        assertThat(troubles(reports))
                .singleElement()
                .asString()
                .contains("refs/heads/cut")
                .contains("shallow");
        assertThat(both.theirs.value("cut")).isEmpty();
        assertThat(both.theirs.value("main")).isEqualTo(deep);
    }

    @Test
    void a_sub_module_is_a_repository_inside_another_one() {
        TestRepository library = TestRepository.make(directory.resolve("library"));
        library.commit("l", "one");
        TestRepository ours = TestRepository.make(machines.ours("app"));
        ours.git("submodule", "--quiet", "add", library.directory().toString(), "libs/library");
        ours.git("commit", "-q", "-m", "with library");

        List<RepositoryReport> reports = machines.run();

        TestRepository theirs = new TestRepository(machines.theirs("app"));
        assertThat(troubles(reports)).isEmpty();
        assertThat(theirs.read("libs/library/l")).isEqualTo("one");
        assertThat(theirs.status()).isEmpty();
        assertThat(theirs.git("submodule", "status").strip()).startsWith(library.value("main"));
        assertThat(theirs.directory().resolve("libs/library/.git")).isRegularFile();
        assertIdle();
    }

    @Test
    void a_branch_checked_out_in_a_linked_working_tree_is_checked_out() {
        Pair both = shared("app");
        both.theirs.git("worktree", "add", "-q", "-b", "side", "../app-side");
        machines.run();
        both.ours.git("checkout", "-q", "side");
        String moved = both.ours.commit("s", "1");
        both.ours.git("checkout", "-q", "main");

        List<RepositoryReport> reports = machines.run();

        assertThat(troubles(reports)).isEmpty();
        assertThat(both.theirs.value("side")).isNotEqualTo(moved);
        machines.run(FORWARD, RefRules.BOTH);
        assertThat(both.theirs.value("side")).isEqualTo(moved);
        assertThat(new TestRepository(machines.theirs("app-side")).read("s")).isEqualTo("1");
        assertThat(machines.ours("app-side")).doesNotExist();
    }

    /** {@code git clone --bare URL proj/.bare; echo 'gitdir: ./.bare' >proj/.git; git -C proj worktree add main}. */
    private TestRepository bareBeside(Path project) {
        TestRepository bare = TestRepository.bare(project.resolve(".bare"));
        TestRepository work = TestRepository.make(directory.resolve("elsewhere"));
        work.commit("a", "one");
        work.git("push", "-q", bare.directory().toString(), "main", "main:refs/heads/dev");
        TestRepository around = new TestRepository(project);
        around.write(".git", "gitdir: ./.bare\n");
        around.git("worktree", "add", "-q", "main");
        return bare;
    }

    @Test
    void a_directory_that_leads_to_a_bare_repository_in_it_is_no_repository_of_its_own() {
        TestRepository bare = bareBeside(machines.ours("proj"));

        assertThat(troubles(machines.run())).isEmpty();

        TestRepository theirs = new TestRepository(machines.theirs("proj/.bare"));
        assertThat(machines.theirs("proj").toFile().list()).containsExactly(".bare");
        assertThat(theirs.value("main")).isEqualTo(bare.value("main"));
        assertThat(theirs.git("rev-parse", "--is-bare-repository").strip()).isEqualTo("true");
        assertIdle();
        TestRepository main = new TestRepository(machines.ours("proj/main")).named();
        String moved = main.commit("b", "two");
        machines.run();
        assertThat(theirs.value("main")).isEqualTo(moved);

        String back = bare.value("dev");
        theirs.git("update-ref", "refs/heads/dev", moved);
        new TestRepository(machines.ours("proj")).git("worktree", "add", "-q", "dev");
        machines.run();
        assertThat(bare.value("dev")).isEqualTo(back);
        machines.run(FORWARD, RefRules.BOTH);
        assertThat(bare.value("dev")).isEqualTo(moved);
        assertThat(new TestRepository(machines.ours("proj/dev")).read("b")).isEqualTo("two");
    }

    @Test
    void a_working_tree_of_a_bare_repository_that_is_a_repository_on_the_other_side_is_named() {
        bareBeside(machines.ours("proj"));
        TestRepository.bare(machines.theirs("proj"));

        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run()))
                    .singleElement()
                    .asString()
                    .contains("here", "a working tree of", "proj/.bare", "a repository of its own");
        }

        assertThat(new TestRepository(machines.theirs("proj")).refs("refs")).isEmpty();
        assertThat(new TestRepository(machines.theirs("proj/.bare")).value("main"))
                .isNotEmpty();
    }

    @Test
    void a_directory_that_leads_to_a_bare_repository_in_no_root_is_named() {
        TestRepository bare = TestRepository.bare(directory.resolve("bare"));
        new TestRepository(machines.ours("proj")).write(".git", "gitdir: " + bare.directory() + "\n");

        assertThat(troubles(machines.run()))
                .singleElement()
                .asString()
                .contains("here", bare.directory().toString(), "in no workspace root");

        assertThat(machines.theirs("proj")).doesNotExist();
    }

    /** {@code git clone --bare URL proj/.git; git -C proj worktree add main}. */
    @Test
    void a_bare_repository_called_git_is_made_where_it_is() {
        TestRepository bare = TestRepository.bare(machines.ours("proj/.git"));
        TestRepository work = TestRepository.make(directory.resolve("elsewhere"));
        work.commit("a", "one");
        work.git("push", "-q", bare.directory().toString(), "main", "main:refs/heads/dev");
        new TestRepository(machines.ours("proj")).git("worktree", "add", "-q", "main");

        assertThat(troubles(machines.run())).isEmpty();

        assertThat(machines.theirs("proj").toFile().list()).containsExactly(".git");
        TestRepository theirs = new TestRepository(machines.theirs("proj"));
        assertThat(theirs.value("main")).isEqualTo(work.value("main"));
        assertThat(theirs.git("rev-parse", "--is-bare-repository").strip()).isEqualTo("true");
        assertIdle();
        assertThat(machines.rollback()).isEmpty();
        assertThat(machines.theirs("proj")).doesNotExist();
        assertThat(machines.redo()).isEmpty();
        assertThat(theirs.value("dev")).isEqualTo(work.value("main"));
        assertThat(theirs.git("rev-parse", "--is-bare-repository").strip()).isEqualTo("true");
        new TestRepository(machines.ours("proj/main")).named().commit("b", "two");
        machines.run();
        assertThat(theirs.value("main")).isEqualTo(bare.value("main"));
        assertIdle();
        assertThat(machines.plan().problems()).isEmpty();
    }

    /** As an earlier version has made it. */
    @Test
    void a_bare_repository_called_git_that_is_one_in_its_place_on_the_other_side_is_named() {
        TestRepository.bare(machines.ours("proj/.git"));
        TestRepository.bare(machines.theirs("proj"));

        assertThat(machines.plan().problems()).singleElement().asString().contains("code/proj", "move the second away");
    }

    @Test
    void hooks_do_not_run() {
        Pair both = shared("app");
        for (String hook : List.of("reference-transaction", "post-checkout", "post-merge", "post-index-change")) {
            both.theirs.write(".git/hooks/" + hook, "#!/bin/sh\ntouch " + directory + "/hooked\n");
            assertThat(both.theirs
                            .directory()
                            .resolve(".git/hooks/" + hook)
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        both.theirs.git("config", "core.fsmonitor", "touch " + directory + "/monitored; false");
        both.ours.commit("a", "two");

        assertThat(troubles(machines.run(FORWARD, RefRules.BOTH))).isEmpty();

        assertThat(directory.resolve("hooked")).doesNotExist();
        assertThat(directory.resolve("monitored")).doesNotExist();
        both.theirs.git("config", "--unset", "core.fsmonitor");
        assertThat(both.theirs.read("a")).isEqualTo("two");
    }

    @Test
    void a_repository_that_is_gone_on_one_side_is_neither_made_again_nor_removed() {
        Pair both = shared("app");
        machines.run();
        both.theirs.git("rev-parse", "HEAD");
        assertThat(both.theirs
                        .directory()
                        .toFile()
                        .renameTo(directory.resolve("away").toFile()))
                .isTrue();

        List<RepositoryReport> reports = machines.run();

        assertThat(machines.theirs("app")).doesNotExist();
        assertThat(both.ours.has("a")).isTrue();
        assertThat(troubles(reports)).singleElement().asString().contains("gone");
    }

    @Test
    void names_that_lie_in_each_other_are_refused_one_by_one() {
        Pair both = shared("app");
        both.ours.git("branch", "x");
        both.theirs.git("branch", "x/y");
        both.ours.git("branch", "other");

        List<RepositoryReport> reports = machines.run();

        assertThat(troubles(reports)).hasSize(2).allSatisfy(it -> assertThat(it).contains("rename one of the two"));
        assertThat(both.theirs.value("other")).isEqualTo(both.ours.value("other"));
    }

    @Test
    void one_direction_leaves_the_other_side_as_it_is() {
        Pair both = shared("app");
        both.ours.git("branch", "left");
        both.theirs.git("branch", "right");

        machines.run(GitSettings.DEFAULT, new RefRules(Direction.PUSH, false, Force.NONE));

        assertThat(both.theirs.value("left")).isNotEmpty();
        assertThat(both.ours.value("right")).isEmpty();
        assertThat(both.ours.refs("refs/chittysync")).isEmpty();
    }

    @Test
    void a_dry_run_says_what_is_then_done_and_writes_nothing() {
        Pair both = shared("app");
        both.ours.git("branch", "left");
        both.ours.commit("b", "1");
        TestRepository.make(machines.ours("other")).commit("a", "1");

        List<String> lines = machines.plan().repositories().stream()
                .flatMap(plan -> plan.lines().stream())
                .toList();

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("code/app: refs/heads/left on the peer: none -> ")
                        .endsWith("only the other side moved it"));
        assertThat(lines)
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith("code/app: refs/heads/main on the peer: ")
                                .endsWith(
                                        "it is checked out there and waits unless its files are those of the new commit by then"));
        assertThat(lines).contains("code/other: made on the peer");
        assertThat(both.theirs.value("left")).isEmpty();
        assertThat(machines.theirs("other")).doesNotExist();
    }

    @Test
    void what_was_kept_beside_a_branch_comes_back_with_a_rollback_of_the_run_that_let_go_of_it() {
        Pair both = shared("app");
        String waiting = both.ours.commit("a", "two");
        machines.run();
        String aside = "refs/chittysync/laptop/heads/main";
        assertThat(both.theirs.value(aside)).isEqualTo(waiting);
        String last = both.ours.commit("a", "three");
        for (int round = 0; round < 2; round++) {
            both.theirs.write("a", "three");
            machines.run();
            assertThat(both.theirs.value("main")).isEqualTo(last);
            assertThat(both.theirs.value(aside)).isEmpty();

            assertThat(machines.rollback()).isEmpty();

            assertThat(both.theirs.value(aside)).isEqualTo(waiting);
            assertThat(both.theirs.value("main")).isNotEqualTo(last);
        }
        assertThat(machines.redo()).isEmpty();
        assertThat(both.theirs.value("main")).isEqualTo(last);
        assertThat(both.theirs.value(aside)).isEmpty();
        assertThat(both.theirs.status()).isEmpty();
    }

    @Test
    void marks_of_an_index_stay_when_a_branch_moves_and_when_it_is_taken_back() {
        Pair both = shared("app");
        for (String file : List.of("b", "cfg", "out/x", "out/y", "b\nc")) {
            both.ours.write(file, "one");
        }
        both.ours.commit("c", "one");
        machines.run(FORWARD, RefRules.BOTH);
        String before = both.theirs.value("main");
        both.theirs.git("update-index", "--skip-worktree", "cfg", "out/x", "out/y");
        both.theirs.git("update-index", "--assume-unchanged", "b", "c", "b\nc", "out/y");
        both.theirs.write("cfg", "their own");
        both.theirs.shell("rm -r out");
        String marked = both.theirs.git("ls-files", "-v");
        assertThat(marked.lines()).contains("h b", "h \"b\\nc\"", "h c", "S cfg", "S out/x", "s out/y");
        both.ours.write("c", "two");
        both.ours.write("out/x", "two");
        both.ours.write("out/y", "two");
        String last = both.ours.commit("a", "two");
        both.theirs.write("a", "two");
        both.theirs.write("c", "two");

        machines.run();

        assertThat(both.theirs.value("main")).isEqualTo(last);
        assertThat(both.theirs.git("ls-files", "-v")).isEqualTo(marked);
        assertThat(both.theirs.status()).isEmpty();
        assertThat(machines.rollback()).isEmpty();
        assertThat(both.theirs.value("main")).isEqualTo(before);
        assertThat(both.theirs.git("ls-files", "-v")).isEqualTo(marked);
        assertThat(both.theirs.git("ls-files", "-s", "out", "c"))
                .isEqualTo(both.theirs.git(
                        "ls-tree", "-r", "--format=%(objectmode) %(objectname) 0\t%(path)", "main", "c", "out/"));
        both.theirs.write("a", "one");
        both.theirs.write("c", "one");
        assertThat(machines.redo()).isEmpty();
        assertThat(both.theirs.value("main")).isEqualTo(last);
        assertThat(both.theirs.git("ls-files", "-v")).isEqualTo(marked);
    }

    @Test
    void marks_of_what_a_commit_deletes_come_back_with_it() {
        Pair both = shared("app");
        for (String file : List.of("b", "out/x", "out/y")) {
            both.ours.write(file, "one");
        }
        both.ours.commit("c", "one");
        machines.run(FORWARD, RefRules.BOTH);
        both.theirs.git("update-index", "--skip-worktree", "out/x", "out/y");
        both.theirs.git("update-index", "--assume-unchanged", "b", "c");
        both.theirs.shell("rm -r out");
        String marked = both.theirs.git("ls-files", "-v");
        both.ours.git("rm", "-q", "out/x", "b");
        String last = both.ours.commit("a", "two");
        both.theirs.write("a", "two");
        both.theirs.shell("rm b");

        machines.run();

        assertThat(both.theirs.value("main")).isEqualTo(last);
        assertThat(both.theirs.git("ls-files", "-v").lines()).containsExactly("H a", "h c", "S out/y");
        both.theirs.git("update-index", "--no-assume-unchanged", "c");
        assertThat(machines.rollback()).isEmpty();
        assertThat(both.theirs.git("ls-files", "-v")).isEqualTo(marked.replace("h c", "H c"));
        both.theirs.write("a", "one");
        both.theirs.write("b", "one");
        assertThat(machines.redo()).isEmpty();
        assertThat(both.theirs.value("main")).isEqualTo(last);
        assertThat(both.theirs.git("ls-files", "-v").lines()).containsExactly("H a", "H c", "S out/y");
    }

    @Test
    void a_mark_hides_no_file_that_is_not_as_the_branch_is_about_to_have_it() {
        Pair both = shared("app");
        for (String mark : List.of("--skip-worktree", "--assume-unchanged")) {
            String before = both.theirs.value("main");
            both.theirs.git("update-index", mark, "a");
            both.theirs.write("a", "their own");
            String marked = both.theirs.git("ls-files", "-v");
            String last = both.ours.commit("a", mark);

            machines.run();

            assertThat(both.theirs.value("main")).isEqualTo(before);
            assertThat(both.theirs.git("ls-files", "-v")).isEqualTo(marked);
            assertThat(both.theirs.read("a")).isEqualTo("their own");
            both.theirs.write("a", mark);
            machines.run();
            assertThat(both.theirs.value("main")).isEqualTo(last);
            assertThat(both.theirs.git("ls-files", "-v")).isEqualTo(marked);
            both.theirs.git("update-index", "--no-skip-worktree", "--no-assume-unchanged", "a");
        }
    }

    private record Pair(TestRepository ours, TestRepository theirs) {}

    /** A repository that both sides have, with one commit, synced before. */
    private Pair shared(String path) {
        TestRepository ours = TestRepository.make(machines.ours(path));
        ours.commit("a", "one");
        TestRepository theirs = ours.copiedTo(machines.theirs(path));
        assertThat(troubles(machines.run())).isEmpty();
        return new Pair(ours, theirs);
    }

    private void assertIdle() {
        assertThat(machines.plan().repositories())
                .allSatisfy(plan ->
                        assertThat(plan.changes()).as(plan.lines().toString()).isFalse());
    }

    private static List<String> troubles(List<RepositoryReport> reports) {
        return reports.stream().flatMap(report -> report.troubles().stream()).toList();
    }
}
