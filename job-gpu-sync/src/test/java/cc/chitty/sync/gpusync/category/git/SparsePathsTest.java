package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.peer.LocalEndpoint;
import cc.chitty.sync.gpusync.reconcile.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a sparse checkout is what git makes of it. */
class SparsePathsTest {

    private static final List<String> FILES = List.of(
            "top",
            "src/a",
            "src/deep/b",
            "src/deep/more/c",
            "src/*star/d",
            "docs/a",
            "docs/deep/b",
            "docs/src/a",
            "ä b/c ",
            "x/src/a",
            "x/y/z/a",
            "x/y/a",
            "x/a",
            "[a]/a",
            "!a/a",
            "#a");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--cone src",
                "--cone src/deep x/y/z",
                "--cone docs/deep docs/src",
                "--cone --skip-checks [a] !a",
                "--cone nowhere",
                "--no-cone /*",
                "--no-cone /* !/docs/",
                "--no-cone src/",
                "--no-cone /src/ !/src/deep/ /src/deep/more/",
                "--no-cone a !/src/a",
                "--no-cone /x/** !/x/y/ z",
                "--no-cone deep !b",
                "--no-cone /[a]/ \\!a \\#a",
            })
    void a_file_is_left_out_if_git_leaves_it_out(String how) {
        TestRepository app = TestRepository.make(directory.resolve("app"));
        FILES.forEach(it -> app.write(it, it));
        app.git("add", "-A");
        app.git("commit", "-q", "-m", "all");
        app.git(("sparse-checkout set " + how).split(" "));

        SparsePaths told = told(app.directory());

        SparseCheckout checkout = checkout(told, app.directory());
        for (String file : FILES) {
            assertThat(checkout.leavesOut(file))
                    .as("%s of %s", file, checkout.patterns())
                    .isEqualTo(!Files.exists(app.directory().resolve(file)))
                    .isEqualTo(told.paths().contains(app.directory() + "/" + file));
        }
    }

    @Test
    void a_root_may_lie_in_a_sparse_checkout_and_a_working_tree_may_have_its_own_patterns() {
        TestRepository app = TestRepository.make(directory.resolve("app"));
        FILES.forEach(it -> app.write(it, it));
        app.git("add", "-A");
        app.git("commit", "-q", "-m", "all");
        app.git("worktree", "add", "-q", "--detach", "../tree");
        TestRepository tree = new TestRepository(directory.resolve("tree"));
        tree.git("sparse-checkout", "set", "src/deep");
        Path root = tree.directory().resolve("src");

        SparsePaths told = SparsePaths.of(
                Side.OURS,
                endpoint(),
                List.of(root.toString()),
                List.of(app.directory().toString()));

        assertThat(told.repositories())
                .containsExactlyInAnyOrder(root.toString(), app.directory().toString());
        assertThat(told.checkouts()).containsOnlyKeys(root.toString());
        SparseCheckout checkout = checkout(told, root);
        assertThat(checkout.within()).isEqualTo("src/");
        assertThat(checkout.leavesOut("deep/b")).isFalse();
        assertThat(checkout.leavesOut("*star/d")).isTrue();
        assertThat(checkout.leavesOut("*star/new")).isTrue();
    }

    @Test
    void without_patterns_nothing_is_left_out_and_with_an_empty_file_of_them_all_is() {
        TestRepository app = TestRepository.make(directory.resolve("app"));
        app.write("src/a", "a");
        app.git("add", "-A");
        app.git("commit", "-q", "-m", "all");
        app.git("sparse-checkout", "set", "src");
        Path patterns = app.directory().resolve(".git/info/sparse-checkout");
        app.shell(": >" + patterns);
        assertThat(checkout(told(app.directory()), app.directory()).leavesOut("src/a"))
                .isTrue();
        app.shell("rm " + patterns);
        assertThat(checkout(told(app.directory()), app.directory()).leavesOut("src/a"))
                .isFalse();
        assertThat(told(app.directory()).untold()).isEmpty();
        app.shell("rm .git/index");
        assertThat(told(app.directory()).untold())
                .containsExactly(app.directory().toString());
    }

    @Test
    void what_git_knows_is_told_of_an_index_and_of_a_branch() {
        TestRepository app = TestRepository.make(directory.resolve("app"));
        app.write("src/line\nbreak", "x");
        app.write("!", "x");
        app.git("add", "-A");
        app.commit("src/a", "one");
        String one = app.value("HEAD");
        app.git("branch", "old");
        app.git("rm", "-q", "src/a");
        Path src = app.directory().resolve("src");
        String head = "refs/heads/main " + one;

        Map<String, TrackedPaths> index = tracked(
                Map.of(
                        app.directory().toString(), TrackedPaths.INDEX,
                        src.toString(), TrackedPaths.INDEX,
                        directory.toString(), TrackedPaths.INDEX),
                List.of(src.toString()));
        assertThat(index.get(app.directory().toString()))
                .isEqualTo(new TrackedPaths(head, Set.of("!", "src/line\nbreak")));
        assertThat(index.get(src.toString())).isEqualTo(new TrackedPaths(head, Set.of("line\nbreak")));
        assertThat(index).doesNotContainKey(directory.toString());

        assertThat(since(app, head)).as("it is there").isEmpty();
        app.git("commit", "-q", "-m", "two");
        String two = app.value("HEAD");
        assertThat(since(app, head)).contains(new TrackedPaths("", Set.of("!", "src/line\nbreak")));
        assertThat(since(app, "refs/heads/main " + two)).isEmpty();
        assertThat(since(app, "refs/heads/old " + two)).as("it is behind").isEmpty();
        assertThat(since(app, "refs/heads/none " + one)).isEmpty();
        assertThat(since(app, "refs/heads/main " + "0".repeat(40))).isEmpty();
        app.git("switch", "-q", "--detach");
        assertThat(tracked(Map.of(app.directory().toString(), TrackedPaths.INDEX), List.of())
                        .values())
                .containsExactly(new TrackedPaths("", Set.of("!", "src/line\nbreak")));
    }

    private Optional<TrackedPaths> since(TestRepository app, String head) {
        return Optional.ofNullable(tracked(Map.of(app.directory().toString(), head), List.of())
                .get(app.directory().toString()));
    }

    private Map<String, TrackedPaths> tracked(Map<String, String> commits, List<String> roots) {
        return TrackedPaths.of(Side.OURS, endpoint(), roots, commits);
    }

    private SparsePaths told(Path repository) {
        return SparsePaths.of(Side.OURS, endpoint(), List.of(), List.of(repository.toString()));
    }

    private static SparseCheckout checkout(SparsePaths told, Path of) {
        return Objects.requireNonNull(told.checkouts().get(of.toString()));
    }

    private LocalEndpoint endpoint() {
        return new LocalEndpoint("laptop", directory, System.getenv("PATH"));
    }
}
