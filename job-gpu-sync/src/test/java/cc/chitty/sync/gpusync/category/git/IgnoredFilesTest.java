package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that ignore rules match: git itself replaces them without a word, and no category of files brings them. */
class IgnoredFilesTest {

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
        ours.write("in/there", "1");
        ours.write(".gitignore", "*.local\nout\n");
        ours.commit("a", "one");
        theirs = ours.copiedTo(machines.theirs("app"));
        machines.run();
    }

    @AfterEach
    void close() {
        machines.close();
    }

    private void commitForced(String file, String content) {
        ours.write(file, content);
        ours.git("add", "-f", file);
        ours.git("commit", "-q", "-m", file);
    }

    private void assertKept(String before) {
        assertThat(theirs.value("main")).isEqualTo(before);
        assertThat(theirs.value("refs/chittysync/laptop/heads/main")).isEqualTo(ours.value("main"));
    }

    @Test
    void an_ignored_file_in_the_way_of_a_fast_forward_stays() {
        theirs.write("in/b.local", "the only copy");
        String before = theirs.value("main");
        commitForced("in/b.local", "committed");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(theirs.read("in/b.local")).isEqualTo("the only copy");
        assertKept(before);
    }

    @Test
    void an_ignored_directory_in_the_way_of_a_committed_file_stays() {
        theirs.write("out/result", "the only copy");
        String before = theirs.value("main");
        commitForced("out", "committed");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(theirs.read("out/result")).isEqualTo("the only copy");
        assertKept(before);
    }

    @Test
    void an_ignored_file_in_the_way_of_a_committed_directory_stays() {
        theirs.write("out", "the only copy");
        String before = theirs.value("main");
        commitForced("out/b", "committed");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(theirs.read("out")).isEqualTo("the only copy");
        assertKept(before);
    }

    @Test
    void files_that_are_in_nobodys_way_do_not_hold_up_a_fast_forward() {
        theirs.write("other.local", "mine");
        theirs.write("in/other.local", "mine");
        commitForced("in/b.local", "committed");
        ours.git("rm", "-q", "a");
        commitForced("a/now/a/directory", "committed");

        machines.run(FORWARD, RefRules.BOTH);

        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
        assertThat(theirs.read("in/b.local") + theirs.read("a/now/a/directory")).isEqualTo("committedcommitted");
        assertThat(theirs.read("other.local") + theirs.read("in/other.local")).isEqualTo("minemine");
        assertThat(theirs.status()).isEmpty();
    }

    @Test
    void a_rollback_of_a_fast_forward_leaves_a_new_ignored_file_and_names_it() {
        commitForced("x.local", "tracked");
        machines.run(FORWARD, RefRules.BOTH);
        ours.git("rm", "-q", "x.local");
        ours.git("commit", "-q", "-m", "without x");
        machines.run(FORWARD, RefRules.BOTH);
        assertThat(theirs.has("x.local")).isFalse();
        String after = theirs.value("main");
        theirs.write("x.local", "the only copy");

        assertThat(machines.rollback())
                .singleElement()
                .extracting(Problem::where)
                .asString()
                .contains("refs/heads/main");

        assertThat(theirs.read("x.local")).isEqualTo("the only copy");
        assertThat(theirs.value("main")).isEqualTo(after);
        assertThat(theirs.status()).isEmpty();
        assertThat(theirs.directory().resolve("x.local").toFile().delete()).isTrue();
        assertThat(machines.rollback()).isEmpty();
        assertThat(theirs.read("x.local")).isEqualTo("tracked");
    }

    @Test
    void a_branch_moves_though_a_file_is_there_that_is_no_longer_tracked_but_ignored() {
        ours.commit("data.bin", "1");
        machines.run(FORWARD, RefRules.BOTH);
        String before = theirs.value("main");
        ours.git("rm", "-q", "--cached", "data.bin");
        ours.commit(".gitignore", "*.local\nout\ndata.bin\n");
        machines.run();
        assertKept(before);
        theirs.write(".gitignore", "*.local\nout\ndata.bin\n");

        machines.run();

        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
        assertThat(theirs.read("data.bin")).isEqualTo("1");
        assertThat(theirs.status()).isEmpty();
        assertThat(machines.rollback()).isEmpty();
        assertThat(theirs.value("main")).isEqualTo(before);
        assertThat(theirs.read("data.bin")).isEqualTo("1");
        assertThat(theirs.status().strip()).isEqualTo("M .gitignore");
        machines.run();
        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
        assertThat(machines.run().get(0).waiting()).isEmpty();
    }

    @Test
    void a_tracked_file_that_an_ignore_rule_matches_is_named_where_it_holds_a_branch_up() {
        commitForced("x.local", "1");
        machines.run(FORWARD, RefRules.BOTH);
        commitForced("x.local", "2");
        commitForced("y.local", "new");
        ours.commit("a", "two");
        theirs.write("a", "two");

        assertThat(machines.run().get(0).waiting())
                .singleElement()
                .asString()
                .contains("x.local, y.local: ", "git restore --source=refs/chittysync/laptop/heads/main");

        assertThat(theirs.read("x.local")).isEqualTo("1");
        theirs.git("restore", "--source=refs/chittysync/laptop/heads/main", "x.local", "y.local");
        assertThat(machines.run().get(0).waiting()).isEmpty();
        assertThat(theirs.value("main")).isEqualTo(ours.value("main"));
        assertThat(theirs.status()).isEmpty();
    }

    private TestRepository withIgnored() {
        TestRepository made = TestRepository.make(machines.ours("made"));
        made.write(".gitignore", "*.gen\ndist/\n*.pem\n");
        made.write("a.gen", "tracked");
        made.write("dist/deep/x.js", "tracked");
        made.write("dist/it's a name", "tracked");
        made.write("dist/id_rsa", "by its name");
        made.write("key.gen", "-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY-----\n");
        made.write("plain", "tracked");
        made.git("add", "-f", ".");
        made.git("commit", "-q", "-m", "all");
        return made;
    }

    @Test
    void tracked_files_that_ignore_rules_match_are_brought_by_git_unless_they_are_never_synced() {
        TestRepository source = withIgnored();
        TestRepository made = new TestRepository(machines.theirs("made"));
        made.write(".gitignore", source.read(".gitignore"));
        made.write("plain", "tracked");
        made.write("dist/own", "their own");

        List<String> waiting = machines.run().stream()
                .flatMap(report -> report.waiting().stream())
                .toList();

        assertThat(made.read("a.gen") + made.read("dist/deep/x.js") + made.read("dist/it's a name"))
                .isEqualTo("trackedtrackedtracked");
        assertThat(made.read("dist/own")).isEqualTo("their own");
        assertThat(made.status().lines()).containsExactlyInAnyOrder(" D dist/id_rsa", " D key.gen");
        assertThat(waiting).singleElement().asString().contains("on the peer", "dist/id_rsa", "key.gen");
        assertThat(machines.rollback()).isEmpty();
        assertThat(machines.theirs("made").toFile().list()).containsExactlyInAnyOrder(".gitignore", "plain", "dist");
        assertThat(machines.theirs("made/dist").toFile().list()).containsExactly("own");
        assertThat(machines.redo()).isEmpty();
        assertThat(made.read("dist/deep/x.js")).isEqualTo("tracked");
        assertThat(made.status().lines()).containsExactlyInAnyOrder(" D dist/id_rsa", " D key.gen");
    }

    @Test
    void files_with_odd_names_are_brought_but_for_one_that_no_line_tells() {
        TestRepository source = TestRepository.make(machines.ours("made"));
        List<String> names =
                List.of("\"in front.gen", "a\"b.gen", "a\\b.gen", "a\tb.gen", "ü.gen", " .gen", "d\"/x.gen");
        source.write(".gitignore", "*.gen\n");
        names.forEach(name -> source.write(name, "tracked"));
        source.write("a\nb.gen", "tracked");
        source.git("add", "-f", ".");
        source.git("commit", "-q", "-m", "all");
        TestRepository made = new TestRepository(machines.theirs("made"));
        made.write(".gitignore", source.read(".gitignore"));

        List<String> waiting = machines.run().stream()
                .flatMap(report -> report.waiting().stream())
                .toList();

        names.forEach(name -> assertThat(made.read(name)).as(name).isEqualTo("tracked"));
        assertThat(made.status().lines()).containsExactly(" D \"a\\nb.gen\"");
        assertThat(waiting).singleElement().asString().endsWith(": a?b.gen");
        assertThat(machines.rollback()).isEmpty();
        assertThat(machines.theirs("made").toFile().list()).containsExactly(".gitignore");
        assertThat(machines.redo()).isEmpty();
        names.forEach(name -> assertThat(made.read(name)).as(name).isEqualTo("tracked"));
    }

    @Test
    void files_that_are_there_stay_and_what_they_are_in_the_way_of_is_named() {
        TestRepository source = withIgnored();
        TestRepository made = new TestRepository(machines.theirs("made"));
        made.write(".gitignore", source.read(".gitignore"));
        made.write("dist", "a file of theirs");
        made.write("a.gen", "their own");

        List<String> waiting = machines.run().stream()
                .flatMap(report -> report.waiting().stream())
                .toList();

        assertThat(made.read("dist") + made.read("a.gen")).isEqualTo("a file of theirs" + "their own");
        assertThat(waiting).singleElement().asString().contains("dist/deep/x.js");
    }

    @Test
    void a_rollback_names_what_git_brought_and_somebody_changed_since() {
        TestRepository source = withIgnored();
        TestRepository made = new TestRepository(machines.theirs("made"));
        made.write(".gitignore", source.read(".gitignore"));
        machines.run();
        made.write("a.gen", "changed");

        assertThat(machines.rollback())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .contains("a.gen", "stays");

        assertThat(made.read("a.gen")).isEqualTo("changed");
        assertThat(machines.theirs("made").toFile().list()).containsExactlyInAnyOrder(".gitignore", "a.gen");
    }

    @Test
    void a_file_that_is_no_longer_tracked_and_not_ignored_holds_a_branch_up() {
        ours.commit("data.bin", "1");
        machines.run(FORWARD, RefRules.BOTH);
        String before = theirs.value("main");
        ours.git("rm", "-q", "--cached", "data.bin");
        ours.git("commit", "-q", "-m", "without data.bin");
        theirs.write(".git/info/exclude", "data.bin\n");

        machines.run();

        assertKept(before);
        assertThat(theirs.status()).isEmpty();
    }
}
