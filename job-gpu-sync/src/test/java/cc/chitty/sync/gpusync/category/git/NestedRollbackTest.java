package cc.chitty.sync.gpusync.category.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollback of a run that made repositories in each other, sub-modules among them. */
class NestedRollbackTest {

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

    @Test
    void repositories_in_each_other_go_and_come_back_together() {
        TestRepository outer = TestRepository.make(machines.ours("outer"));
        outer.commit("a", "1");
        TestRepository.make(machines.ours("outer/deep/inner")).commit("b", "2");
        TestRepository library = TestRepository.make(directory.resolve("library"));
        library.commit("l", "one");
        outer.git("submodule", "--quiet", "add", library.directory().toString(), "libs/library");
        outer.git("commit", "-q", "-m", "with library");
        machines.run();
        TestRepository made = new TestRepository(machines.theirs("outer"));
        TestRepository inner = new TestRepository(machines.theirs("outer/deep/inner"));
        assertThat(made.status()).isEqualTo("?? deep/\n");

        assertThat(machines.rollback()).isEmpty();

        assertThat(machines.theirs("outer")).doesNotExist();
        assertThat(machines.redo()).isEmpty();
        assertThat(made.status()).isEqualTo("?? deep/\n");
        assertThat(made.read("libs/library/l")).isEqualTo("one");
        assertThat(new TestRepository(machines.theirs("outer/libs/library")).status())
                .isEmpty();
        assertThat(inner.status()).isEmpty();
        assertThat(inner.read("b")).isEqualTo("2");
    }

    @Test
    void a_commit_in_a_sub_module_keeps_the_outer_repository_too() {
        TestRepository outer = TestRepository.make(machines.ours("outer"));
        TestRepository library = TestRepository.make(directory.resolve("library"));
        library.commit("l", "one");
        outer.git("submodule", "--quiet", "add", library.directory().toString(), "library");
        outer.git("commit", "-q", "-m", "with library");
        machines.run();
        TestRepository module = new TestRepository(machines.theirs("outer/library")).named();
        String mine = module.commit("l", "mine");

        assertThat(machines.rollback()).isNotEmpty();

        assertThat(module.value("HEAD")).isEqualTo(mine);
        assertThat(module.read("l")).isEqualTo("mine");
        assertThat(new TestRepository(machines.theirs("outer")).read(".gitmodules"))
                .contains("library");
    }
}
