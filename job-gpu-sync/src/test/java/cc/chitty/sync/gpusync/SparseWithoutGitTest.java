package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.model.Replica;
import cc.chitty.sync.gpusync.peer.DiskTraits;
import cc.chitty.sync.gpusync.peer.InMemoryDisk;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sparse checkout of a side where git cannot be asked what it leaves out. */
class SparseWithoutGitTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final String APP = Replica.ROOT + "/app";
    private static final long THEN = 1_700_000_000_000_000_000L;

    @TempDir
    Path directory;

    private final InMemoryDisk ours = new InMemoryDisk(DiskTraits.LINUX, "/home/kim");
    private final InMemoryDisk theirs = new InMemoryDisk(DiskTraits.LINUX, "/home/kim");
    private JobDesk desk;

    @BeforeEach
    void begin() throws IOException {
        desk = BatchSync.between(directory, ours, theirs);
        for (String file : new String[] {"src/a", "src/b", "src/c", "docs/d1", "docs/deep/d2", "top"}) {
            ours.file(APP + "/" + file, file, 0644, THEN);
        }
        assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private void lose(String value) {
        theirs.file(APP + "/.git/config.worktree", "[core]\n\tsparseCheckout = " + value + "\n", 0644, THEN);
        theirs.remove(APP + "/docs/d1");
        theirs.remove(APP + "/docs/deep/d2");
        theirs.remove(APP + "/docs/deep");
        theirs.remove(APP + "/docs");
    }

    @Test
    void what_is_gone_from_it_is_left_alone_and_it_is_named() {
        lose("true");
        ours.file(APP + "/src/new", "new", 0644, THEN);
        for (SyncOptions options : new SyncOptions[] {ALL.dry(), ALL, ALL}) {
            GpuSync.Answer answer = desk.run(options);
            assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertThat(answer.ended().report().problems())
                    .singleElement()
                    .satisfies(it -> assertThat(it.what())
                            .contains("peer: " + APP + " may be a sparse checkout", "git cannot be asked"));
        }
        assertThat(ours.text(APP + "/docs/d1") + ours.text(APP + "/docs/deep/d2"))
                .isEqualTo("docs/d1docs/deep/d2");
        assertThat(theirs.kind(APP + "/docs")).isNull();
        assertThat(theirs.text(APP + "/src/new")).isEqualTo("new");
    }

    @Test
    void what_is_gone_from_one_that_is_sparse_no_more_was_deleted() {
        lose("false");

        assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);

        assertThat(ours.kind(APP + "/docs")).isNull();
    }

    /** A person may write it in other ways than git. */
    @ParameterizedTest
    @CsvSource({
        "'[core] sparseCheckout = true # mine', true",
        "'[CORE]\n\tSPARSECHECKOUT', true",
        "'[core]\n\tbare = false ; sparseCheckout = true\n', false",
        "'[core]\n\tsparseCheckoutCone = true\n', false",
        "'[include]\n\tpath = more\n', true",
        "'[includeIf \"onbranch:x\"]\n\tpath = more\n', true",
        "'[core', true",
    })
    void its_settings_are_read_as_git_reads_them(String configuration, boolean isLeft) {
        lose("false");
        theirs.remove(APP + "/.git/config.worktree");
        theirs.file(APP + "/.git/config", configuration, 0644, THEN);

        GpuSync.Answer answer = desk.run(ALL);

        assertThat(ours.kind(APP + "/docs") != null).isEqualTo(isLeft);
        assertThat(answer.ended().exitCode()).isEqualTo(isLeft ? ExitCode.PROBLEMS_LEFT : ExitCode.DONE);
    }

    /** A linked working tree, or a sub-module: its settings are elsewhere. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/home/kim/repos/app/.git/worktrees/app, none, none, true",
                "/home/kim/repos/app/.git/worktrees/app, config.worktree, sparseCheckout = true, true",
                "/home/kim/repos/app/.git/worktrees/app, ../../config, sparseCheckout, true",
                "/home/kim/repos/app/.git/worktrees/app, ../../config, sparseCheckout = false, false",
                "../outer/.git/modules/app, config, sparsecheckout = true, true",
                "../outer/.git/modules/app, config, bare = false, false",
                "../outer/.git/modules/other, none, none, true",
            })
    void of_one_whose_settings_are_elsewhere_they_are_looked_for_there(
            String gitDirectory, @Nullable String file, @Nullable String setting, boolean isLeft) {
        lose("false");
        theirs.remove(APP + "/.git/config.worktree");
        theirs.remove(APP + "/.git");
        theirs.file(APP + "/.git", "gitdir: " + gitDirectory + "\n", 0644, THEN);
        if (file != null) {
            Path at = Path.of(APP).resolve(gitDirectory).resolve(file).normalize();
            theirs.file(at.toString(), "[core]\n\t" + setting + "\n", 0644, THEN);
        }

        GpuSync.Answer answer = desk.run(ALL);

        assertThat(ours.kind(APP + "/docs") != null).isEqualTo(isLeft);
        assertThat(answer.ended().exitCode()).isEqualTo(isLeft ? ExitCode.PROBLEMS_LEFT : ExitCode.DONE);
    }
}
