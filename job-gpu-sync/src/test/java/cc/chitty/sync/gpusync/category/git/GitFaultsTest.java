package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed git leaves, and names that a file system cannot keep apart: nothing is lost, and it is told in every run. */
class GitFaultsTest {

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
        theirs = ours.copiedTo(machines.theirs("app"));
        machines.run();
    }

    @AfterEach
    void close() {
        machines.close();
    }

    private static List<String> troubles(List<RepositoryReport> reports) {
        return reports.stream().flatMap(it -> it.troubles().stream()).toList();
    }

    @Test
    void a_repository_that_lacks_objects_is_told_and_leaves_nothing_behind() throws IOException {
        TestRepository broken = TestRepository.make(machines.ours("broken"));
        broken.commit("a", "1");
        TestRepository half = TestRepository.make(machines.ours("half"));
        half.commit("a", "1");
        String blob = half.value("HEAD:a");
        Files.delete(half.directory().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
        broken.loseObjects();

        assertThat(troubles(machines.run())).hasSize(2);

        assertThat(machines.theirs("").toFile().list()).containsExactly("app");
        assertThat(machines.bases().of("code", new TreePath("half"))).isEmpty();
    }

    @Test
    void a_symbolic_branch_is_named_where_the_other_side_has_it_not() {
        ours.git("symbolic-ref", "refs/heads/alias", "refs/heads/main");

        assertThat(machines.plan().problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("here", "refs/heads/alias", "refs/heads/main", "not synced");
        machines.run();
        assertThat(theirs.refs("refs/heads")).containsExactly("refs/heads/main");

        theirs.git("symbolic-ref", "refs/heads/alias", "refs/heads/main");
        assertThat(machines.plan().problems()).isEmpty();
    }

    /** Holds the lock of its index while its editor is open. */
    private void killCommitting(TestRepository repository) throws IOException {
        Path began = directory.resolve("began");
        repository.write("b", "not committed");
        repository.git("add", "-A");
        ProcessBuilder builder = new ProcessBuilder("git", "commit", "-a")
                .directory(repository.directory().toFile())
                .redirectErrorStream(true);
        builder.environment().put("GIT_EDITOR", "sh -c 'echo $$ >" + began + "; exec sleep 60'");
        Process git = builder.start();
        Programs.await(
                "the editor of git",
                () -> Files.exists(began) && !Programs.text(began).isBlank());
        assertThat(repository.directory().resolve(".git/index.lock")).exists();
        git.destroyForcibly();
        Programs.exitCode(git);
        ProcessHandle.of(Long.parseLong(Programs.text(began).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_lock_that_a_killed_git_left_is_told_in_every_run_and_is_a_persons_to_remove() throws IOException {
        killCommitting(theirs);
        Path lock = theirs.directory().resolve(".git/index.lock");
        byte[] left = Files.readAllBytes(lock);
        String before = theirs.git("for-each-ref");
        ours.commit("a", "two");

        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run()))
                    .singleElement()
                    .asString()
                    .contains("on the peer", "index.lock is there", "if no git is running in it, remove that file");
        }

        assertThat(lock).hasBinaryContent(left);
        assertThat(theirs.git("for-each-ref")).isEqualTo(before);
        Files.delete(lock);
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(theirs.value("refs/chittysync/laptop/heads/main")).isEqualTo(ours.value("main"));
    }

    @Test
    void a_lock_of_one_ref_holds_up_that_ref_alone_and_is_told_in_every_run() throws IOException {
        ours.git("branch", "free");
        ours.git("branch", "held");
        machines.run();
        ours.git("checkout", "-q", "free");
        String free = ours.commit("f", "1");
        ours.git("checkout", "-q", "held");
        String held = ours.commit("h", "1");
        Path lock = theirs.directory().resolve(".git/refs/heads/held.lock");
        Files.createDirectories(lock.getParent());
        Files.writeString(lock, "");

        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run())).singleElement().asString().contains("refs/heads/held", "lock");
            assertThat(theirs.value("free")).isEqualTo(free);
            assertThat(theirs.value("held")).isNotEqualTo(held);
        }

        assertThat(lock).exists();
        Files.delete(lock);
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(theirs.value("held")).isEqualTo(held);
    }

    @Test
    void branches_whose_names_differ_only_by_case_stay_on_both_sides_where_one_ignores_it() {
        machines.ignoreCase();
        ours.git("branch", "Fix");
        ours.git("branch", "Topic/one");
        ours.git("branch", "free");
        theirs.git("checkout", "-q", "-b", "fix");
        String fix = theirs.commit("x", "1");
        theirs.git("checkout", "-q", "main");
        theirs.git("branch", "topic/two");
        String ourFix = ours.value("Fix");

        for (int run = 0; run < 2; run++) {
            assertThat(machines.plan().problems())
                    .extracting(Problem::what)
                    .satisfiesExactly(
                            it -> assertThat(it).contains("refs/heads/Fix", "refs/heads/fix", "only by case"),
                            it -> assertThat(it).contains("refs/heads/Topic/one", "refs/heads/topic/two"));
            assertThat(troubles(machines.run())).isEmpty();
        }

        assertThat(ours.refs("refs/heads"))
                .containsExactly("refs/heads/Fix", "refs/heads/Topic/one", "refs/heads/free", "refs/heads/main");
        assertThat(theirs.refs("refs/heads"))
                .containsExactly("refs/heads/fix", "refs/heads/free", "refs/heads/main", "refs/heads/topic/two");
        assertThat(theirs.value("fix")).isEqualTo(fix);
        assertThat(ours.value("Fix")).isEqualTo(ourFix);
        theirs.git("branch", "-m", "fix", "repair");
        machines.run();
        assertThat(ours.value("repair")).isEqualTo(fix);
        assertThat(theirs.value("Fix")).isEqualTo(ourFix);
    }

    @Test
    void a_repository_is_made_without_the_branches_that_cannot_be_kept_apart_there() {
        machines.ignoreCase();
        TestRepository other = TestRepository.make(machines.ours("other"));
        other.commit("a", "1");
        other.git("branch", "Next");
        other.git("branch", "next");
        assertThat(machines.plan().problems()).singleElement().satisfies(it -> {
            assertThat(it.where()).contains("other");
            assertThat(it.what()).contains("refs/heads/Next, refs/heads/next");
        });
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(new TestRepository(machines.theirs("other")).refs("refs/heads"))
                .containsExactly("refs/heads/main");
        assertThat(other.refs("refs/heads")).hasSize(3);
    }

    @Test
    void where_both_tell_case_such_branches_are_two() {
        ours.git("branch", "Fix");
        theirs.git("branch", "fix");
        assertThat(machines.plan().problems()).isEmpty();
        machines.run();
        assertThat(theirs.refs("refs/heads")).contains("refs/heads/Fix", "refs/heads/fix");
    }

    private void assertLeftAlone(String word, String before) {
        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run())).singleElement().asString().contains("here", word);
            assertThat(theirs.git("for-each-ref")).isEqualTo(before);
        }
    }

    @Test
    void refs_that_git_cannot_read_count_as_deleted_by_nobody() throws IOException {
        ours.git("branch", "feature");
        ours.git("tag", "v1");
        machines.run();
        String before = theirs.git("for-each-ref");
        Path loose = ours.directory().resolve(".git/refs/heads/feature");
        byte[] sound = Files.readAllBytes(loose);

        Files.writeString(loose, "");
        assertLeftAlone("refs/heads/feature", before);

        Files.write(loose, sound);
        ours.git("pack-refs", "--all");
        Path packed = ours.directory().resolve(".git/packed-refs");
        String lines = Programs.text(packed);
        Files.writeString(packed, lines + "garbage\n");
        assertLeftAlone("git says", before);

        Files.writeString(packed, lines);
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(theirs.git("for-each-ref")).isEqualTo(before);
    }

    @Test
    void stashes_that_git_cannot_read_were_dropped_by_nobody() throws IOException {
        ours.write("a", "stashed");
        ours.git("stash", "-q");
        ours.write("a", "stashed, too");
        ours.git("stash", "-q");
        machines.run();
        String before = theirs.git("for-each-ref");
        assertThat(before).contains("refs/chittysync/laptop/stash/1");
        Path stash = ours.directory().resolve(".git/refs/stash");
        byte[] sound = Files.readAllBytes(stash);

        Files.writeString(stash, "");
        assertLeftAlone("refs/stash", before);

        Files.write(stash, sound);
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(theirs.git("for-each-ref")).isEqualTo(before);
    }

    @Test
    void a_directory_that_is_no_repository_is_not_taken_for_the_one_around_it() throws IOException {
        Files.createDirectories(ours.directory().resolve("x:y/sub/.git"));
        ours.write("x:y/sub/note", "1");

        assertThat(troubles(machines.run())).singleElement().asString().contains("here", "not a git repository");

        assertThat(theirs.has("x:y/sub/.git")).isFalse();
        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
    }

    @Test
    void a_repository_that_lost_its_HEAD_is_not_taken_for_the_one_around_it() throws IOException {
        TestRepository inner = TestRepository.make(machines.ours("app/inner"));
        String work = inner.commit("i", "inner");
        inner.git("branch", "feature");
        machines.run();
        TestRepository made = new TestRepository(machines.theirs("app/inner"));
        String before = made.git("for-each-ref");
        String around = ours.git("for-each-ref") + theirs.git("for-each-ref");
        Path head = inner.directory().resolve(".git/HEAD");
        String sound = Programs.text(head);

        Files.writeString(head, "");
        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run())).singleElement().asString().contains("here", "git says");
            assertThat(made.git("for-each-ref")).isEqualTo(before);
            assertThat(ours.git("for-each-ref") + theirs.git("for-each-ref")).isEqualTo(around);
        }

        Files.writeString(head, sound);
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(made.git("for-each-ref")).isEqualTo(before);
        assertThat(inner.value("feature")).isEqualTo(work);
    }

    private static final String ODD = "$(printf 'caf\\351')";

    /** U+FFFD, which stands for what is no text. */
    private static final String REPLACED = "$(printf 'caf\\357\\277\\275')";

    @Test
    void a_ref_whose_name_is_no_text_stays_where_it_is_and_is_told_in_every_run() {
        ours.shell("git branch \"" + ODD + "\"; git branch \"$(printf 'caf\\350')\"; git tag \"" + ODD + "\"");
        ours.git("branch", "free");
        String before = ours.git("for-each-ref", "refs/heads", "refs/tags");

        for (int run = 0; run < 2; run++) {
            assertThat(machines.plan().problems())
                    .extracting(Problem::what)
                    .hasSize(3)
                    .allSatisfy(it -> assertThat(it).contains("here", "no UTF-8"))
                    .anySatisfy(it -> assertThat(it).contains("refs/heads/caf\\351"))
                    .anySatisfy(it -> assertThat(it).contains("refs/heads/caf\\350"))
                    .anySatisfy(it -> assertThat(it).contains("refs/tags/caf\\351"));
            assertThat(troubles(machines.run())).isEmpty();
            assertThat(theirs.refs("refs")).containsExactly("refs/heads/free", "refs/heads/main");
        }

        assertThat(ours.git("for-each-ref", "refs/heads", "refs/tags")).isEqualTo(before);
        theirs.git("branch", "-q", "-D", "free");
        machines.run();
        assertThat(ours.value("free")).isEmpty();
    }

    @Test
    void a_ref_that_is_called_as_what_is_no_text_is_shown_is_another_one() {
        ours.shell("git branch \"" + ODD + "\"; git branch \"" + REPLACED + "\"");
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(theirs.refs("refs/heads")).containsExactly("refs/heads/caf\ufffd", "refs/heads/main");
        theirs.shell("git checkout -q \"" + REPLACED + "\"");
        String moved = theirs.commit("c", "1");
        theirs.git("checkout", "-q", "main");

        assertThat(troubles(machines.run())).isEmpty();

        assertThat(ours.shell("git rev-parse \"" + REPLACED + "\" \"" + ODD + "\"")
                        .lines())
                .containsExactly(moved, ours.value("main"));
    }

    /** As an earlier version left it: made on the other side under the name it was read with. */
    @Test
    void what_a_name_that_is_no_text_was_once_taken_for_was_deleted_by_nobody() {
        ours.shell("git branch \"" + REPLACED + "\"");
        machines.run();
        ours.shell("git branch -m \"" + REPLACED + "\" \"" + ODD + "\"");

        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run())).isEmpty();
            assertThat(theirs.refs("refs/heads")).containsExactly("refs/heads/caf\ufffd", "refs/heads/main");
            assertThat(ours.shell("git rev-parse \"" + ODD + "\"").strip()).isEqualTo(ours.value("main"));
        }
    }

    @Test
    void a_repository_that_is_on_a_branch_whose_name_is_no_text_is_made_on_its_commit() {
        TestRepository other = TestRepository.make(machines.ours("other"));
        other.commit("a", "one");
        other.shell("git checkout -q -b \"" + ODD + "\"");
        String commit = other.commit("a", "two");

        assertThat(troubles(machines.run())).isEmpty();

        TestRepository made = new TestRepository(machines.theirs("other"));
        assertThat(made.value("HEAD")).isEqualTo(commit);
        assertThat(made.refs("refs/heads")).containsExactly("refs/heads/main");
        assertThat(made.read("a")).isEqualTo("two");
        assertThat(made.value("refs/chittysync/laptop/HEAD")).isEqualTo(commit);
        assertThat(machines.plan().problems()).singleElement().asString().contains("caf\\351");
        machines.run();
        assertThat(machines.plan().repositories())
                .allSatisfy(plan ->
                        assertThat(plan.changes()).as(plan.lines().toString()).isFalse());
    }

    @Test
    void a_repository_whose_path_is_no_text_is_told_and_the_others_go_on() {
        TestRepository code = new TestRepository(machines.ours(""));
        code.shell("git init -q \"" + ODD + "\"");
        TestRepository replaced = new TestRepository(machines.theirs(""));
        replaced.shell("git init -q -b other \"" + REPLACED + "\"");
        ours.git("branch", "free");

        for (int run = 0; run < 2; run++) {
            assertThat(machines.plan().problems())
                    .singleElement()
                    .extracting(Problem::what)
                    .asString()
                    .contains("no UTF-8", "caf\\351");
            assertThat(troubles(machines.run())).isEmpty();
        }

        assertThat(theirs.value("free")).isEqualTo(ours.value("free"));
        assertThat(replaced.shell("ls").lines()).hasSize(2);
        assertThat(code.shell("cat \"" + REPLACED + "/.git/HEAD\"").strip()).isEqualTo("ref: refs/heads/other");
        assertThat(code.shell("ls").lines()).hasSize(3);
    }
}
