package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.category.git.TestRepository;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository leaves out of its working tree on one machine is there on the other one, and stays. */
class SparseCheckoutTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final SyncOptions FILES =
            new SyncOptions("ws", SyncOptions.What.ALL.of("workspace"), SyncOptions.How.USUAL, false, "", false);
    private static final String LAPTOP = "laptop";
    private static final String STATION = "station";

    @TempDir
    Path directory;

    private final Map<String, Path> homes = new HashMap<>();
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        for (String machine : List.of(LAPTOP, STATION)) {
            homes.put(machine, Files.createDirectories(directory.resolve(machine)));
            Files.createDirectories(home(machine).resolve("code"));
        }
        desk = new JobDesk(directory, home(LAPTOP), JobDesk.peer(home(STATION)));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private Path home(String machine) {
        return Objects.requireNonNull(homes.get(machine));
    }

    private TestRepository on(String machine) {
        return new TestRepository(home(machine).resolve("code/app"));
    }

    private static String other(String machine) {
        return machine.equals(LAPTOP) ? STATION : LAPTOP;
    }

    /** A repository with six files that both machines have. */
    private void synced() {
        TestRepository made = TestRepository.make(home(LAPTOP).resolve("code/app"));
        for (String file : List.of("src/a", "src/b", "docs/d1", "docs/deep/d2", ".idea/shared")) {
            made.write(file, "first of " + file);
        }
        made.commit("top", "top");
        done(ALL);
        done(ALL);
        TestRepository theirs = on(STATION);
        theirs.git("config", "user.name", "Kim");
        theirs.git("config", "user.email", "kim@example.org");
        bothAreClean();
    }

    private long done(SyncOptions options) {
        GpuSync.Answer answer = desk.run(options);
        assertThat(answer.ended().exitCode())
                .as("%s %s", answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        return answer.ended().report().counts().getOrDefault("planned", 0L);
    }

    private void bothAreClean() {
        assertThat(on(LAPTOP).status()).isEmpty();
        assertThat(on(STATION).status()).isEmpty();
        assertThat(on(STATION).value("main")).isEqualTo(on(LAPTOP).value("main"));
    }

    private static Path at(TestRepository repository, String file) {
        return repository.directory().resolve(file);
    }

    @ParameterizedTest
    @CsvSource({
        "laptop, set src",
        "station, set src",
        "laptop, set --sparse-index src",
        "station, set --no-cone /src/ /top",
    })
    void what_is_left_out_stays_on_the_other_machine_and_does_not_come_back(String machine, String how) {
        synced();
        TestRepository small = on(machine);
        TestRepository full = on(other(machine));
        small.git(("sparse-checkout " + how).split(" "));
        assertThat(at(small, "docs")).doesNotExist();

        for (SyncOptions options : List.of(ALL.dry(), FILES, ALL, ALL)) {
            assertThat(done(options)).isZero();
        }

        assertThat(full.read("docs/d1") + full.read("docs/deep/d2")).isEqualTo("first of docs/d1first of docs/deep/d2");
        assertThat(at(full, ".idea/shared")).exists();
        assertThat(at(small, "docs")).doesNotExist();
        assertThat(at(small, ".idea")).doesNotExist();
        bothAreClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {LAPTOP, STATION})
    void commits_go_both_ways_and_all_agrees_once_everything_is_checked_out_again(String machine) {
        synced();
        TestRepository small = on(machine);
        TestRepository full = on(other(machine));
        small.git("sparse-checkout", "set", "src");
        done(ALL);
        full.write("docs/d1", "second");
        full.write("docs/new", "new");
        full.commit("src/a", "second of a");
        done(ALL);
        small.commit("src/b", "second of b");
        done(ALL);
        bothAreClean();
        assertThat(at(small, "docs/d1")).doesNotExist();
        assertThat(small.git("ls-files", "-t", "docs").lines()).contains("S docs/d1", "S docs/deep/d2");
        full.write("docs/deep/d2", "not committed");
        done(ALL);
        assertThat(full.read("docs/deep/d2")).isEqualTo("not committed");
        assertThat(at(small, "docs/deep")).doesNotExist();

        small.git("sparse-checkout", "disable");
        done(ALL);

        assertThat(small.read("docs/d1") + small.read("docs/deep/d2") + small.read("docs/new"))
                .isEqualTo("secondnot committednew");
        assertThat(full.read("docs/deep/d2")).isEqualTo("not committed");
        assertThat(done(ALL)).isZero();
        full.git("commit", "-q", "-a", "-m", "now it is");
        done(ALL);
        bothAreClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {LAPTOP, STATION})
    void what_a_person_deletes_in_a_sparse_checkout_goes_on_the_other_machine_too(String machine) {
        synced();
        TestRepository small = on(machine);
        TestRepository full = on(other(machine));
        small.git("sparse-checkout", "set", "src");
        small.git("rm", "-q", "--sparse", "docs/d1");
        small.git("rm", "-q", "src/a");
        done(ALL);
        assertThat(at(full, "src/a")).doesNotExist();
        assertThat(at(full, "docs/d1")).as("nobody has committed it").exists();
        small.git("commit", "-q", "-m", "without");

        done(ALL);

        assertThat(at(full, "docs/d1")).doesNotExist();
        assertThat(at(full, "docs/deep/d2")).exists();
        bothAreClean();
    }

    @ParameterizedTest
    @CsvSource({
        "laptop, set src, checkout -q old",
        "station, set src, checkout -q old",
        "laptop, set --no-cone /src/ /top, checkout -q --detach old",
        "station, set --sparse-index src, switch -q -c mine old",
    })
    void a_branch_without_it_that_is_checked_out_meanwhile_deletes_nothing_of_what_is_left_out(
            String machine, String how, String switched) {
        synced();
        TestRepository small = on(machine);
        TestRepository full = on(other(machine));
        small.git("checkout", "-q", "-b", "old");
        small.git("rm", "-q", "docs/d1", "src/b");
        small.git("commit", "-q", "-m", "less");
        small.git("checkout", "-q", "main");
        done(ALL);
        done(ALL);
        small.git(("sparse-checkout " + how).split(" "));
        done(ALL);

        small.git(switched.split(" "));
        done(ALL);
        assertThat(at(full, "src/b")).doesNotExist();
        assertThat(at(full, "docs/d1")).exists();
        assertThat(done(ALL)).isZero();
        small.git("checkout", "-q", "main");
        done(ALL);

        assertThat(full.read("docs/d1") + full.read("docs/deep/d2") + full.read("src/b"))
                .isEqualTo("first of docs/d1first of docs/deep/d2first of src/b");
        assertThat(at(small, "docs")).doesNotExist();
        bothAreClean();
        assertThat(done(ALL)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {LAPTOP, STATION})
    void ignored_files_that_git_removes_with_what_it_leaves_out_stay_on_the_other_machine(String machine) {
        synced();
        TestRepository small = on(machine);
        TestRepository full = on(other(machine));
        small.commit(".gitignore", "data/");
        small.write("docs/data/weights", "weights");
        small.write("src/data/weights", "weights");
        done(ALL);
        assertThat(at(full, "docs/data/weights")).exists();

        small.git("sparse-checkout", "set", "src");
        small.shell("rm src/data/weights");
        assertThat(at(small, "docs")).doesNotExist();
        done(ALL);

        assertThat(at(full, "docs/data/weights")).exists();
        assertThat(at(full, "src/data/weights")).doesNotExist();
        assertThat(done(ALL)).isZero();
        assertThat(at(small, "docs")).doesNotExist();
        bothAreClean();
        full.write("docs/data/new", "new");
        full.write("docs/note", "nobody has committed it");
        full.write("src/note", "nor this");
        done(ALL);
        assertThat(at(small, "docs")).doesNotExist();
        assertThat(small.read("src/note")).isEqualTo("nor this");
        small.git("sparse-checkout", "disable");
        done(ALL);
        assertThat(small.read("docs/data/weights") + small.read("docs/data/new") + small.read("docs/note"))
                .isEqualTo("weightsnewnobody has committed it");
        assertThat(done(ALL)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "laptop, rm .git/index, git reset -q",
        "station, head -c 60 .git/index >cut; mv cut .git/index, rm .git/index; git reset -q",
        "laptop, git reset -q --hard main~1, git reset -q --hard other",
    })
    void nor_does_an_index_that_is_gone_cut_or_of_an_older_state(String machine, String broken, String mended) {
        synced();
        TestRepository small = on(machine);
        TestRepository full = on(other(machine));
        full.commit("docs/later", "later");
        done(ALL);
        small.git("sparse-checkout", "set", "src");
        done(ALL);
        small.git("branch", "other");
        small.shell(broken);

        desk.run(FILES);

        assertThat(full.read("docs/later") + full.read("docs/d1")).isEqualTo("laterfirst of docs/d1");
        small.shell(mended);
        done(ALL);
        done(ALL);
        assertThat(full.read("docs/later") + full.read("docs/d1")).isEqualTo("laterfirst of docs/d1");
        bothAreClean();
    }

    @Test
    void only_the_file_with_the_mark_is_left_out_where_no_checkout_is_sparse() {
        synced();
        on(STATION).git("update-index", "--skip-worktree", "docs/d1");
        assertThat(at(on(STATION), "docs/d1").toFile().delete()).isTrue();
        assertThat(at(on(STATION), "src/a").toFile().delete()).isTrue();

        done(ALL);

        assertThat(at(on(LAPTOP), "docs/d1")).exists();
        assertThat(at(on(LAPTOP), "src/a")).doesNotExist();
    }

    @Test
    void a_linked_working_tree_and_a_sub_module_leave_out_what_is_theirs() {
        synced();
        TestRepository app = on(LAPTOP);
        TestRepository inner = TestRepository.make(directory.resolve("inner"));
        inner.write("in/x", "x");
        inner.commit("out/y", "y");
        app.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "add",
                "-q",
                directory.resolve("inner").toString(),
                "sub");
        app.git("commit", "-q", "-m", "with a sub-module");
        app.git("worktree", "add", "-q", "-b", "side", "../tree");
        done(ALL);
        TestRepository tree = new TestRepository(home(LAPTOP).resolve("code/tree"));
        TestRepository sub = new TestRepository(at(app, "sub"));
        tree.git("sparse-checkout", "set", "src");
        sub.git("sparse-checkout", "set", "in");

        done(ALL);
        done(ALL);

        assertThat(at(tree, "docs")).doesNotExist();
        assertThat(at(sub, "out")).doesNotExist();
        assertThat(home(STATION).resolve("code/tree/docs/deep/d2")).exists();
        assertThat(at(on(STATION), "sub/out/y")).exists();
        assertThat(at(on(STATION), "docs/d1")).exists();
    }

    @Test
    void a_sub_module_that_is_left_out_stays_whole() {
        synced();
        TestRepository inner = TestRepository.make(directory.resolve("inner"));
        inner.commit("x", "x");
        on(LAPTOP)
                .git(
                        "-c",
                        "protocol.file.allow=always",
                        "submodule",
                        "add",
                        "-q",
                        directory.resolve("inner").toString(),
                        "docs/sub");
        on(LAPTOP).git("commit", "-q", "-m", "with a sub-module");
        done(ALL);
        done(ALL);
        TestRepository small = on(STATION);
        small.git("submodule", "deinit", "-q", "-f", "docs/sub");
        small.git("sparse-checkout", "set", "src");
        assertThat(small.git("ls-files", "-t").lines()).contains("S docs/sub");

        assertThat(done(FILES)).isZero();

        assertThat(at(on(LAPTOP), "docs/sub/x")).exists();
    }

    @Test
    void what_was_never_on_both_machines_is_not_brought_to_a_sparse_checkout() {
        TestRepository full = TestRepository.make(home(LAPTOP).resolve("code/app"));
        full.write("src/a", "a");
        full.commit("docs/d1", "d1");
        TestRepository small = full.copiedTo(home(STATION).resolve("code/app"));
        small.git("sparse-checkout", "set", "src");

        done(ALL);

        assertThat(at(small, "docs")).doesNotExist();
        assertThat(at(full, "docs/d1")).exists();
        small.git("sparse-checkout", "disable");
        assertThat(done(ALL)).isZero();
        bothAreClean();
    }

    @ParameterizedTest
    @ValueSource(strings = {LAPTOP, STATION})
    void what_is_made_of_a_sparse_checkout_has_all_but_what_a_person_deleted(String machine) {
        TestRepository small = TestRepository.make(home(machine).resolve("code/app"));
        for (String file : List.of("src/a", "docs/d1", "docs/deep/d2")) {
            small.write(file, "first of " + file);
        }
        small.commit("src/gone", "gone");
        small.git("sparse-checkout", "set", "src");
        assertThat(at(small, "src/gone").toFile().delete()).isTrue();

        done(ALL);

        TestRepository made = on(other(machine));
        assertThat(made.read("docs/d1") + made.read("docs/deep/d2")).isEqualTo("first of docs/d1first of docs/deep/d2");
        assertThat(at(small, "docs")).doesNotExist();
        assertThat(made.status().strip()).isEqualTo("D src/gone");
        assertThat(done(ALL)).isZero();
        assertThat(small.status().strip()).isEqualTo("D src/gone");
        assertThat(at(small, "docs")).doesNotExist();
    }

    @Test
    void what_a_linked_working_tree_leaves_out_stays_while_its_repository_is_not_there() throws IOException {
        TestRepository made = TestRepository.make(home(LAPTOP).resolve("repos/app"));
        for (String file : List.of("src/a", "src/b", "docs/d1")) {
            made.write(file, "first of " + file);
        }
        made.commit("top", "top");
        made.git("worktree", "add", "-q", "-b", "side", "../../code/app");
        done(FILES);
        TestRepository small = on(LAPTOP);
        small.git("sparse-checkout", "set", "src");
        done(FILES);
        Path away = made.directory().resolveSibling("away");
        Files.move(made.directory(), away);

        GpuSync.Answer answer = desk.run(FILES);

        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .anySatisfy(it -> assertThat(it.what()).contains("git cannot be asked there what it leaves out"));
        assertThat(at(on(STATION), "docs/d1")).exists();
        Files.move(away, made.directory());
        assertThat(done(FILES)).isZero();
        assertThat(at(small, "docs")).doesNotExist();
    }
}
