package cc.chitty.sync.consolidate.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitDirectoryTest {

    private static final String CONFIG =
            "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:kim/app.git\n";

    @TempDir
    private Path directory;

    private Path worktree;

    @BeforeEach
    void repository() throws IOException {
        worktree = directory.resolve("app");
        write(worktree.resolve(".git/config"), CONFIG);
    }

    @Test
    void the_remote_is_found_from_any_directory_below() {
        assertThat(remote(worktree)).isEqualTo("git@github.com:kim/app.git");
        assertThat(remote(worktree.resolve("not/there/yet"))).isEqualTo("git@github.com:kim/app.git");
        assertThat(around(worktree.resolve("sub")).worktree()).isEqualTo(worktree);
    }

    @Test
    void outside_there_is_none() {
        assertThat(GitDirectory.around(directory)).isNull();
    }

    @Test
    void the_innermost_repository_counts() throws IOException {
        write(worktree.resolve("inner/.git/config"), "[remote \"origin\"]\n\turl = inner\n");
        assertThat(remote(worktree.resolve("inner/sub"))).isEqualTo("inner");
    }

    @Test
    void origin_goes_before_others_and_else_the_first_by_name() throws IOException {
        write(worktree.resolve(".git/config"), "[remote \"zed\"]\n\turl = z\n[remote \"alpha\"]\n\turl = a\n");
        assertThat(remote(worktree)).isEqualTo("a");
        write(worktree.resolve(".git/config"), "[remote \"alpha\"]\n\turl = a\n[remote \"origin\"]\n\turl = o\n");
        assertThat(remote(worktree)).isEqualTo("o");
    }

    @Test
    void a_repository_without_remotes_has_none() throws IOException {
        write(worktree.resolve(".git/config"), "[core]\n\tbare = false\n");
        assertThat(remote(worktree)).isNull();
    }

    @Test
    void a_worktree_shares_the_configuration_of_its_repository() throws IOException {
        Path git = worktree.resolve(".git/worktrees/second");
        write(git.resolve("commondir"), "../..\n");
        Path second = directory.resolve("second");
        write(second.resolve(".git"), "gitdir: " + git + "\n");
        assertThat(remote(second.resolve("sub"))).isEqualTo("git@github.com:kim/app.git");
        assertThat(around(second.resolve("sub")).worktree()).isEqualTo(second);
    }

    @Test
    void a_sub_module_has_its_own() throws IOException {
        write(worktree.resolve(".git/modules/part/config"), "[remote \"origin\"]\n\turl = part\n");
        write(worktree.resolve("part/.git"), "gitdir: ../.git/modules/part\n");
        assertThat(remote(worktree.resolve("part"))).isEqualTo("part");
    }

    @Test
    void what_is_broken_tells_nothing_and_stops_nothing() throws IOException {
        write(worktree.resolve(".git/config"), "[remote \"origin\n");
        assertThat(remote(worktree)).isNull();
        Files.delete(worktree.resolve(".git/config"));
        assertThat(remote(worktree)).isNull();
        Path pointing = directory.resolve("pointing");
        write(pointing.resolve(".git"), "nothing of git's");
        assertThat(GitDirectory.around(pointing)).isNull();
        write(pointing.resolve(".git"), "gitdir: \0\n");
        assertThat(GitDirectory.around(pointing)).isNull();
        Files.write(pointing.resolve(".git"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(GitDirectory.around(pointing)).isNull();
    }

    @Test
    void a_name_in_another_encoding_hides_no_remote() throws IOException {
        Files.write(
                worktree.resolve(".git/config"),
                ("[user]\n\tname = J\u00f6rg\n" + CONFIG).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(remote(worktree)).isEqualTo("git@github.com:kim/app.git");
    }

    private static @Nullable String remote(Path below) {
        return around(below).remote();
    }

    private static GitDirectory around(Path below) {
        return Objects.requireNonNull(GitDirectory.around(below));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
