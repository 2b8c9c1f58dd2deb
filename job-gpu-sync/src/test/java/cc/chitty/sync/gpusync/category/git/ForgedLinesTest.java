package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What is in a repository, or what it is called, is never taken for a line of a script: for a setting, a ref, or another repository. */
class ForgedLinesTest {

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
    void a_line_break_in_a_setting_makes_no_other_setting_on_the_other_side() {
        TestRepository odd = TestRepository.make(machines.theirs("odd"));
        odd.commit("a", "one");
        odd.git("config", "remote.x.url", "https://example.org/x\ncore.fsmonitor touch evil");
        odd.git("config", "remote.y.url", "y\nalias.st !touch evil\ncore.sshCommand touch evil");
        odd.git("config", "branch.main.merge", "refs/heads/main\ncore.pager touch evil");
        odd.git("config", "remote.my remote.url", "https://kim:secret@example.org/a b.git");
        odd.git("config", "remote.my remote.fetch", "+refs/*:refs/*");
        odd.git("config", "branch.main.remote", "my remote");

        assertThat(troubles(machines.run())).isEmpty();

        TestRepository made = new TestRepository(machines.ours("odd"));
        assertThat(made.git("config", "--local", "--name-only", "--get-regexp", ".")
                        .lines())
                .filteredOn(it -> !it.startsWith("core.")
                        || !List.of("bare", "filemode", "logallrefupdates").contains(it.substring("core.".length())))
                .containsExactlyInAnyOrder(
                        "core.repositoryformatversion",
                        "remote.my remote.url",
                        "remote.my remote.fetch",
                        "branch.main.remote");
        assertThat(made.git("config", "remote.my remote.url").strip()).isEqualTo("https://example.org/a b.git");
        assertThat(made.git("config", "remote.my remote.fetch").strip()).isEqualTo("+refs/*:refs/*");
        assertThat(made.git("config", "branch.main.remote").strip()).isEqualTo("my remote");
    }

    @Test
    void no_setting_but_those_of_remotes_and_branches_is_written_whoever_asks_for_it() {
        TestRepository place = TestRepository.make(directory.resolve("place"));
        String before = place.read(".git/config");
        for (String name : List.of("core.fsmonitor", "alias.st", "remote.--x.url", "remote.x.uploadpack")) {
            assertThatThrownBy(() -> machines.pair()
                            .ours()
                            .lines(
                                    GitScript.SETTLE,
                                    List.of(
                                            place.directory().toString(),
                                            directory.resolve("target").toString(),
                                            "false",
                                            "refs/heads/main",
                                            "u=rwx,g=rx,o=rx"),
                                    List.of(name, "touch evil")))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(name);
        }
        assertThat(place.read(".git/config")).isEqualTo(before);
        assertThat(directory.resolve("target")).doesNotExist();
    }

    @Test
    void what_follows_a_line_break_in_a_path_is_not_taken_for_another_repository() {
        TestRepository.make(machines.ours("odd\n./app")).commit("a", "one");
        TestRepository.make(machines.ours("other\rrepository y")).commit("a", "one");
        new TestRepository(machines.ours("plain\ndirectory")).write("HEAD", "a file");

        assertThat(machines.plan().problems())
                .extracting(Problem::what)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it).contains("line break in its path"));
        assertThat(troubles(machines.run())).isEmpty();

        assertThat(machines.theirs("").toFile().list()).containsExactly("app");
    }

    @Test
    void what_a_file_of_a_repository_has_is_not_taken_for_what_another_one_is() throws IOException {
        ours.git("branch", "feature");
        TestRepository other = TestRepository.make(machines.ours("other"));
        other.commit("a", "one");
        assertThat(troubles(machines.run())).isEmpty();
        String before = theirs.git("for-each-ref");
        assertThat(before).contains("refs/heads/feature");
        String name = ours.read(".git/chittysync-name").replace('\n', ' ');
        Files.writeString(
                other.directory().resolve(".git/chittysync-name"),
                String.join(
                        "\r",
                        "\rrepository app",
                        "mode u=rwx,g=rx,o=rx",
                        "mode u=rwx,g=rx,o=rx",
                        "name " + name.substring(0, name.indexOf(' ')),
                        "count station 999",
                        "head refs/heads/main",
                        "ref " + ours.value("main") + " refs/heads/main ",
                        "repository another"),
                StandardOpenOption.APPEND);

        machines.run();

        assertThat(theirs.git("for-each-ref")).isEqualTo(before);
        assertThat(ours.value("feature")).isNotEmpty();
    }

    @Test
    void a_name_that_no_sync_gave_is_told_and_the_repository_left_alone() throws IOException {
        Path name = ours.directory().resolve(".git/chittysync-name");
        Files.writeString(name, "two words\nstation 1\n");
        theirs.git("branch", "feature");

        for (int run = 0; run < 2; run++) {
            assertThat(troubles(machines.run())).singleElement().asString().contains("here", "chittysync-name");
            assertThat(ours.value("feature")).isEmpty();
        }

        Files.delete(name);
        assertThat(troubles(machines.run())).isEmpty();
        assertThat(ours.value("feature")).isEqualTo(theirs.value("feature"));
    }

    /** As after {@code cp -a}: what the copy says of its linked working trees is true of those of the first one. */
    @Test
    void a_copy_of_a_repository_moves_nothing_in_the_linked_working_trees_of_the_first() throws IOException {
        ours.git("worktree", "add", "-q", "-b", "side", "../app-side");
        ours.git("branch", "next");
        TestRepository side = new TestRepository(machines.ours("app-side"));
        String old = side.value("HEAD");
        side.git("checkout", "-q", "next");
        String next = side.commit("n", "1");
        side.git("checkout", "-q", "side");
        FileSystemUtils.copyRecursively(ours.directory(), machines.ours("copy"));
        assertThat(troubles(machines.run())).isEmpty();
        TestRepository copy = new TestRepository(machines.theirs("copy"));
        assertThat(copy.value("side")).isEqualTo(old);
        copy.git("update-ref", "refs/heads/side", next);

        List<RepositoryReport> reports = machines.run(new GitSettings(true, true), RefRules.BOTH);

        assertThat(troubles(reports)).isEmpty();
        assertThat(reports.stream().flatMap(it -> it.waiting().stream()))
                .singleElement()
                .asString()
                .contains("refs/heads/side", machines.ours("app-side").toString(), "another repository");
        assertThat(side.value("HEAD")).isEqualTo(old);
        assertThat(side.has("n")).isFalse();
        TestRepository copied = new TestRepository(machines.ours("copy"));
        assertThat(copied.value("side")).isEqualTo(old);
        assertThat(copied.value("refs/chittysync/station/heads/side")).isEqualTo(next);
    }
}
