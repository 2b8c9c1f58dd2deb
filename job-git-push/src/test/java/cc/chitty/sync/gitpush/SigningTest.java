package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gitpush.repository.Author;
import cc.chitty.sync.gitpush.repository.NewCommit;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.gitpush.repository.RepositoryTree;
import cc.chitty.sync.gitpush.repository.Signing;
import cc.chitty.sync.gitpush.repository.Signing.Format;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningTest {

    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    Path directory;

    private ObjectId commit(Signing signing) {
        Author author = new Author("Kim", "kim@example.org", signing);
        try (OwnRepository repository = OwnRepository.open(directory.resolve("repo"), "main", NOW)) {
            ObjectId tree = new RepositoryTree(repository).write(new TreeMap<>());
            return new NewCommit(tree, List.of(), author, NOW, "message").in(repository);
        }
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("printed").toFile())
                .start()
                .waitFor();
    }

    @Test
    void a_commit_signed_with_a_key_is_one_that_git_itself_verifies() throws IOException, InterruptedException {
        String key = directory.resolve("key").toString();
        assertThat(run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key))
                .isZero();
        Path allowed = Files.writeString(
                directory.resolve("allowed"), "kim@example.org " + Files.readString(Path.of(key + ".pub")));
        ObjectId signed = commit(new Signing(key, Format.SSH));
        String repository = directory.resolve("repo").toString();
        String setting = "gpg.ssh.allowedSignersFile=" + allowed;
        assertThat(run("git", "-C", repository, "-c", setting, "verify-commit", signed.name()))
                .as(Files.readString(directory.resolve("printed")))
                .isZero();
        assertThat(run(
                        "git",
                        "-C",
                        repository,
                        "-c",
                        setting,
                        "verify-commit",
                        commit(Signing.OFF).name()))
                .isNotZero();
    }

    @Test
    void a_key_that_cannot_sign_is_named() {
        assertThatThrownBy(() -> commit(new Signing(directory.resolve("no-key").toString(), Format.SSH)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot sign a commit with ssh-keygen");
    }
}
