package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefRollbackTest {

    private static final GitSettings FORWARD = new GitSettings(true, true);

    @TempDir
    Path directory;

    private TwoMachines machines;
    private TestRepository ours;
    private TestRepository theirs;

    @BeforeEach
    void makeMachines() {
        machines = new TwoMachines(directory);
        ours = TestRepository.make(machines.ours("app"));
        ours.commit("a", "one");
        ours.git("branch", "gone");
        ours.git("branch", "moved");
        theirs = ours.copiedTo(machines.theirs("app"));
        theirs.git("branch", "gone", "main");
        theirs.git("branch", "moved", "main");
        machines.run();
    }

    @AfterEach
    void close() {
        machines.close();
    }

    @Test
    void refs_and_files_are_as_they_were_before_the_run() {
        ours.git("branch", "-q", "-D", "gone");
        ours.git("checkout", "-q", "moved");
        ours.commit("m", "1");
        ours.git("checkout", "-q", "main");
        ours.commit("a", "two");
        ours.git("branch", "new");
        String before = refs(theirs);
        machines.run(FORWARD, RefRules.BOTH);
        assertThat(refs(theirs)).isEqualTo(refs(ours)).isNotEqualTo(before);
        assertThat(theirs.read("a")).isEqualTo("two");

        assertThat(machines.rollback()).isEmpty();

        assertThat(refs(theirs)).isEqualTo(before);
        assertThat(theirs.read("a")).isEqualTo("one");
        assertThat(theirs.status()).isEmpty();
        assertThat(machines.rollback()).isEmpty();
        assertThat(refs(theirs)).isEqualTo(before);
    }

    @Test
    void a_rollback_is_taken_back_with_every_ref_and_the_files_of_branches_that_moved() {
        ours.git("branch", "-q", "-D", "gone");
        ours.commit("a", "two");
        ours.git("branch", "new");
        ours.git("tag", "v1");
        machines.run(FORWARD, RefRules.BOTH);
        String after = refs(theirs);

        assertThat(machines.rollback()).isEmpty();
        assertThat(refs(theirs)).isNotEqualTo(after);
        theirs.git("reflog", "expire", "--expire=now", "--all");
        theirs.git("gc", "-q", "--prune=now");
        assertThat(machines.redo()).isEmpty();

        assertThat(refs(theirs)).isEqualTo(after).isEqualTo(refs(ours));
        assertThat(theirs.read("a")).isEqualTo("two");
        assertThat(theirs.status()).isEmpty();
    }

    /** A person has made the repository there, and nothing in it, or the files have come before git did. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_branch_that_was_unborn_is_so_again(boolean hasFiles) {
        TestRepository mine = TestRepository.make(machines.ours("unborn"));
        mine.commit("d/b", "1");
        TestRepository made = TestRepository.make(machines.theirs("unborn"));
        if (hasFiles) {
            made.write("d/b", "1");
        }
        String before = made.status();
        machines.run();
        assertThat(made.value("main")).isEqualTo(mine.value("main"));
        assertThat(made.status()).isEmpty();

        assertThat(machines.rollback()).isEmpty();

        assertThat(refs(made)).isEmpty();
        assertThat(made.status()).isEqualTo(before);
        assertThat(made.has("d")).isEqualTo(hasFiles);
        assertThat(made.has(".git/index")).isFalse();
        assertThat(machines.redo()).isEmpty();
        assertThat(made.value("main")).isEqualTo(mine.value("main"));
        assertThat(made.read("d/b")).isEqualTo("1");
        assertThat(made.status()).isEmpty();
    }

    /** The files, or the index alone where others bring these, are first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_rollback_that_was_killed_before_a_checked_out_branch_was_back_goes_on(boolean forward) {
        String one = theirs.value("main");
        ours.commit("a", "two");
        ours.commit("new", "two");
        if (!forward) {
            theirs.write("a", "two");
            theirs.write("new", "two");
        }
        machines.run(new GitSettings(forward, true), RefRules.BOTH);
        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
        theirs.git("read-tree", forward ? "-u" : "-i", "-m", "main", one);

        assertThat(machines.rollback()).isEmpty();

        assertThat(theirs.value("main")).isEqualTo(one);
        assertThat(theirs.status()).isEqualTo(forward ? "" : " M a\n?? new\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_branch_that_cannot_be_moved_back_now_is_as_it_was_and_named(boolean forward) throws IOException {
        ours.commit("a", "two");
        if (!forward) {
            theirs.write("a", "two");
        }
        machines.run(new GitSettings(forward, true), RefRules.BOTH);
        Path lock = Files.createFile(theirs.directory().resolve(".git/refs/heads/main.lock"));

        assertThat(machines.rollback()).hasSize(1);

        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
        Files.delete(lock);
        assertThat(machines.rollback()).isEmpty();
        assertThat(theirs.status()).isEqualTo(forward ? "" : " M a\n");
        assertThat(theirs.git("show", "HEAD:a")).isEqualTo("one");
    }

    @Test
    void names_that_lie_in_each_other_and_names_that_look_like_others_are_back() {
        for (String name : List.of("topic/a", "other", "v/1")) {
            ours.git("branch", name);
        }
        ours.git("update-ref", "refs/heads/refs/heads/other", "main");
        machines.run();
        String before = refs(theirs);
        ours.git("branch", "-q", "-m", "topic/a", "spare");
        ours.git("branch", "-q", "-m", "spare", "topic");
        ours.git("branch", "-q", "-D", "v/1", "other");
        ours.git("branch", "v");
        machines.run();
        String after = refs(theirs);
        assertThat(after).isEqualTo(refs(ours)).isNotEqualTo(before);

        assertThat(machines.rollback()).isEmpty();

        assertThat(refs(theirs)).isEqualTo(before);
        assertThat(machines.redo()).isEmpty();
        assertThat(refs(theirs)).isEqualTo(after);
    }

    @Test
    void a_repository_that_git_does_not_read_any_more_is_named() {
        ours.git("branch", "new");
        machines.run();
        theirs.git("config", "core.repositoryformatversion", "9");

        assertThat(machines.rollback())
                .singleElement()
                .satisfies(it -> assertThat(it.where()).contains("app", "new"));

        theirs.git("config", "-f", ".git/config", "core.repositoryformatversion", "0");
        assertThat(theirs.value("new")).isNotEmpty();
        assertThat(machines.rollback()).isEmpty();
        assertThat(theirs.value("new")).isEmpty();
    }

    @Test
    void a_branch_that_somebody_went_to_since_stays_under_his_files() {
        ours.git("branch", "new");
        ours.git("checkout", "-q", "moved");
        ours.commit("a", "two");
        ours.git("checkout", "-q", "main");
        machines.run();
        theirs.git("checkout", "-q", "new");
        Path linked = machines.theirs("linked");
        theirs.git("worktree", "add", "-q", linked.toString(), "moved");

        assertThat(machines.rollback())
                .extracting(Problem::what)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).contains("checked out now"));

        assertThat(theirs.status()).isEmpty();
        assertThat(new TestRepository(linked).status()).isEmpty();
        assertThat(theirs.git("symbolic-ref", "HEAD")).startsWith("refs/heads/new");
        assertThat(theirs.value("HEAD")).isNotEmpty();
    }

    @Test
    void a_branch_that_somebody_left_since_goes_back_without_the_index_of_another() {
        String one = theirs.value("main");
        ours.commit("a", "two");
        machines.run(FORWARD, RefRules.BOTH);
        theirs.git("checkout", "-q", "-b", "other");

        assertThat(machines.rollback())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("any more");

        assertThat(theirs.value("main")).isEqualTo(one);
        assertThat(theirs.value("other")).isEqualTo(ours.value("main"));
        assertThat(theirs.status()).isEmpty();
    }

    @Test
    void a_sync_after_a_rollback_decides_as_it_did_before() {
        ours.git("branch", "-q", "-D", "gone");
        ours.git("checkout", "-q", "moved");
        ours.commit("m", "1");
        ours.git("checkout", "-q", "main");
        ours.git("branch", "new");
        machines.run();
        String after = refs(ours);
        assertThat(machines.rollback()).isEmpty();
        assertThat(refs(theirs)).isNotEqualTo(after);

        machines.run();

        assertThat(refs(ours)).isEqualTo(after);
        assertThat(refs(theirs)).isEqualTo(after);
    }

    @Test
    void a_repository_that_a_rollback_put_aside_comes_back_with_its_files_and_is_made_again_by_a_sync() {
        TestRepository.make(machines.ours("other")).commit("a/b", "1");
        TestRepository.bare(machines.ours("bare.git"));
        machines.run();
        TestRepository made = new TestRepository(machines.theirs("other"));
        assertThat(machines.rollback()).isEmpty();
        assertThat(machines.theirs("other")).doesNotExist();
        assertThat(machines.theirs("bare.git")).doesNotExist();

        assertThat(machines.redo()).isEmpty();

        assertThat(made.read("a/b")).isEqualTo("1");
        assertThat(made.status()).isEmpty();
        assertThat(refs(made)).isEqualTo(refs(new TestRepository(machines.ours("other"))));
        assertThat(new TestRepository(machines.theirs("bare.git")).git("rev-parse", "--is-bare-repository"))
                .startsWith("true");
        TestRepository.make(machines.ours("third")).commit("a", "1");
        machines.run();
        assertThat(machines.rollback()).isEmpty();
        machines.run();
        assertThat(new TestRepository(machines.theirs("third")).read("a")).isEqualTo("1");
    }

    @Test
    void what_a_rollback_needs_survives_a_garbage_collection() {
        theirs.git("checkout", "-q", "moved");
        String lost = theirs.commit("m", "theirs");
        theirs.git("checkout", "-q", "main");
        ours.git("checkout", "-q", "moved");
        ours.commit("m", "ours");
        ours.git("checkout", "-q", "main");
        machines.run(GitSettings.DEFAULT, new RefRules(Direction.BOTH, true, Force.OURS));
        assertThat(theirs.value("moved")).isEqualTo(ours.value("moved"));
        theirs.git("reflog", "expire", "--expire=now", "--all");
        theirs.git("gc", "-q", "--prune=now");

        assertThat(machines.rollback()).isEmpty();

        assertThat(theirs.value("moved")).isEqualTo(lost);
        assertThat(theirs.git("show", "moved:m")).isEqualTo("theirs");
    }

    private void apart(String branch, String content) {
        for (TestRepository one : List.of(ours, theirs)) {
            one.git("checkout", "-q", "-b", branch, "main");
            one.commit("x", (one.equals(ours) ? "ours " : "theirs ") + content);
            one.git("checkout", "-q", "main");
        }
    }

    private void drop(String branch) {
        ours.git("branch", "-q", "-D", branch);
        theirs.git("branch", "-q", "-D", branch);
    }

    @Test
    void what_is_kept_for_good_goes_only_where_that_comes_back_which_it_was_kept_of() {
        apart("x", "first");
        String kept = theirs.value("x");
        String aside = "refs/chittysync/station/heads/x";
        String earlier = "refs/chittysync/station/earlier/" + kept;
        machines.run();
        drop("x");
        machines.run();
        assertThat(ours.refs("refs/chittysync/station")).containsExactly(earlier);
        assertThat(machines.rollback()).isEmpty();
        assertThat(ours.refs("refs/chittysync/station")).containsExactly(aside);
        machines.run();
        String run = machines.lastRun();
        apart("x", "second");
        machines.run();
        assertThat(ours.value(aside)).isEqualTo(theirs.value("x"));

        assertThat(machines.rollback(run))
                .anySatisfy(it -> assertThat(it.where()).contains(aside));

        assertThat(ours.value(earlier)).isEqualTo(kept);
    }

    @Test
    void a_sync_after_a_rollback_lets_go_of_a_dropped_stash_as_it_did_before() {
        ours.write("a", "stashed");
        ours.git("stash", "-q");
        String stash = ours.value("refs/stash");
        machines.run();
        ours.git("stash", "drop", "-q");
        machines.run();
        assertThat(machines.rollback()).isEmpty();
        assertThat(theirs.value("refs/chittysync/laptop/stash/0")).isEqualTo(stash);

        machines.run();

        assertThat(theirs.refs("refs/chittysync/laptop")).isEmpty();
    }

    @Test
    void a_ref_that_moved_since_stays_and_is_named() {
        ours.git("checkout", "-q", "moved");
        ours.commit("m", "1");
        machines.run();
        theirs.git("checkout", "-q", "moved");
        String further = theirs.commit("m", "2");

        assertThat(machines.rollback())
                .singleElement()
                .extracting(Problem::where)
                .asString()
                .contains("moved");

        assertThat(theirs.value("moved")).isEqualTo(further);
    }

    @Test
    void a_repository_that_was_made_goes_unless_somebody_worked_in_it() {
        TestRepository.make(machines.ours("other")).commit("a", "1");
        machines.run();
        TestRepository made = new TestRepository(machines.theirs("other"));
        made.write("b", "new");
        assertThat(machines.rollback()).hasSize(1);
        assertThat(made.read("b")).isEqualTo("new");
        assertThat(made.directory().resolve("b").toFile().delete()).isTrue();

        assertThat(machines.rollback()).isEmpty();

        assertThat(machines.theirs("other")).doesNotExist();
        assertThat(machines.ours("other")).exists();
    }

    /** What git alone knows of, by what is told of it, and how a person makes it. */
    private static final Map<String, List<String>> WORK = Map.of(
            "commits", List.of("commit -q --allow-empty -m mine", "reset -q --hard HEAD~1"),
            "branches committed", List.of("commit -q --allow-empty -m mine"),
            "branches", List.of("branch mine"),
            "branches tag", List.of("tag mine"),
            "branches HEAD", List.of("checkout -q --detach"),
            "stash", List.of("stash push -q"),
            "index", List.of("add a"),
            "index removed", List.of("rm -q --cached a"),
            "operation", List.of("update-ref CHERRY_PICK_HEAD HEAD"),
            "linked", List.of("worktree add -q ../elsewhere --detach"));

    @Test
    void a_repository_with_something_that_only_git_knows_stays_with_its_files_and_all_else_goes() {
        WORK.keySet().forEach(name -> TestRepository.make(machines.ours(name)).commit("a", "1"));
        TestRepository.make(machines.ours("plain")).commit("a", "1");
        machines.run();
        WORK.forEach((name, commands) -> {
            TestRepository made = new TestRepository(machines.theirs(name)).named();
            made.write("a", "changed");
            commands.forEach(command -> made.git(command.split(" ", -1)));
        });
        Map<String, String> before = states();

        List<Problem> problems = machines.rollback();

        assertThat(problems).hasSameSizeAs(WORK.keySet());
        WORK.keySet()
                .forEach(name -> assertThat(problems)
                        .filteredOn(it -> it.where().endsWith("/" + name))
                        .singleElement()
                        .extracting(Problem::what)
                        .asString()
                        .contains("stays", name.split(" ", -1)[0]));
        assertThat(states()).isEqualTo(before);
        assertThat(machines.theirs("plain")).doesNotExist();
        assertThat(machines.redo()).isEmpty();
        assertThat(states()).isEqualTo(before);
        assertThat(new TestRepository(machines.theirs("plain")).status()).isEmpty();
    }

    private Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        for (String name : WORK.keySet()) {
            TestRepository made = new TestRepository(machines.theirs(name));
            states.put(name, made.git("for-each-ref") + made.status() + made.read("a"));
        }
        return states;
    }

    @Test
    void files_that_were_there_before_their_repository_came_are_none_of_its() {
        TestRepository other = TestRepository.make(machines.ours("other"));
        other.write(".gitignore", "dist/\n");
        other.commit("a", "1");
        TestRepository made = new TestRepository(machines.theirs("other"));
        made.write("a", "changed there");
        made.write("new", "of theirs");
        made.write("dist/d.js", "built");
        machines.run();
        assertThat(made.status()).contains(" M a", "?? new");

        assertThat(machines.rollback()).isEmpty();

        assertThat(machines.theirs("other/.git")).doesNotExist();
        assertThat(made.read("a") + made.read("new") + made.read("dist/d.js"))
                .isEqualTo("changed there" + "of theirs" + "built");
        assertThat(machines.redo()).isEmpty();
        assertThat(made.status()).contains(" M a", "?? new");
        assertThat(made.value("main")).isEqualTo(other.value("main"));
    }

    private static String refs(TestRepository repository) {
        return repository.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags");
    }
}
