package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gitpush.HttpGitServer;
import cc.chitty.sync.gitpush.TestRemote;
import cc.chitty.sync.gitpush.remote.Connections;
import cc.chitty.sync.gitpush.remote.Credentials;
import cc.chitty.sync.gitpush.remote.GitRemote;
import cc.chitty.sync.gitpush.remote.RemoteAddress;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorPushTest {

    private static final String TOKEN = "right-token-of-the-test";

    @TempDir
    Path directory;

    private TestMirror mirror;
    private TestRemote remote;

    @BeforeEach
    void begin() throws IOException {
        mirror = new TestMirror(directory);
        remote = new TestRemote(directory.resolve("remote.git"));
        mirror.write("a", "one");
        mirror.write("d/b", "two");
        mirror.commit();
    }

    @AfterEach
    void end() {
        remote.close();
    }

    private MirrorPush push() {
        return push(remote.connection());
    }

    private MirrorPush push(GitRemote to) {
        mirror.problems.clear();
        try (MirrorRepository repository = mirror.open()) {
            return repository.push(mirror.run(), to, 3);
        }
    }

    @Test
    void all_commits_arrive_once_and_are_read_back() throws IOException {
        mirror.write("a", "two");
        mirror.commit();
        mirror.write("a", "three");
        String last = mirror.commit().id();
        assertThat(push()).isEqualTo(new MirrorPush(last, 3, false));
        assertThat(Objects.requireNonNull(remote.tip()).name()).isEqualTo(last);
        assertThat(remote.files()).isEqualTo(Map.of("a", "three", "d/b", "two"));
        assertThat(push()).isEqualTo(new MirrorPush(last, 0, false));
        assertThat(mirror.problems).isEmpty();
    }

    @Test
    void over_http_with_a_token() throws IOException {
        try (HttpGitServer server = new HttpGitServer(directory, TOKEN)) {
            String url = server.url("remote.git");
            Credentials token = new Credentials(HttpGitServer.USER, null, "TOKEN", false, Map.of("TOKEN", TOKEN));
            Connections connections = new Connections(
                    RemoteAddress.of(url),
                    token,
                    new Connections.SshPlace(directory, null, ""),
                    null,
                    Duration.ofSeconds(20));
            push(TestRemote.connection(url, connections));
            assertThat(remote.files()).hasSize(2);
        }
    }

    @Test
    void what_others_pushed_is_kept_and_where_both_changed_a_file_ours_follows_theirs_and_is_named()
            throws IOException {
        push();
        ObjectId theirs = remote.edit(TestMirror.NOW, files -> {
            files.put("README.md", "theirs");
            files.put("a", "changed there");
            files.put("d/b", "changed there");
            return files;
        });
        mirror.write("d/b", "changed here");
        mirror.write("e", "new");
        mirror.commit();
        assertThat(push().merged()).isTrue();
        assertThat(mirror.problems)
                .singleElement()
                .satisfies(it -> assertThat(it.where() + it.what())
                        .startsWith("d/b")
                        .contains(theirs.abbreviate(12).name()));
        assertThat(remote.files())
                .isEqualTo(Map.of("README.md", "theirs", "a", "changed there", "d/b", "changed here", "e", "new"));
        assertThat(remote.files(theirs)).containsEntry("d/b", "changed there");
        assertThat(mirror.commit().isNew())
                .as("theirs is no change of the mirror")
                .isFalse();
        Files.delete(mirror.root.resolve("e"));
        mirror.commit();
        push();
        assertThat(remote.files()).containsOnlyKeys("README.md", "a", "d/b").containsEntry("a", "changed there");
        mirror.fsck();
    }

    @Test
    void where_only_others_pushed_theirs_is_taken_without_a_commit() throws IOException {
        push();
        ObjectId theirs = remote.edit(TestMirror.NOW, files -> {
            files.put("README.md", "theirs");
            return files;
        });
        assertThat(push()).isEqualTo(new MirrorPush(theirs.name(), 0, false));
        mirror.write("a", "later");
        mirror.commit();
        push();
        assertThat(remote.files()).isEqualTo(Map.of("README.md", "theirs", "a", "later", "d/b", "two"));
    }

    @Test
    void a_file_and_a_directory_of_one_name_make_no_broken_tree() throws IOException {
        push();
        remote.edit(TestMirror.NOW, files -> {
            files.put("x", "a file there");
            files.put("y/z", "below a directory there");
            return files;
        });
        mirror.write("x/in", "below a directory here");
        mirror.write("y", "a file here");
        mirror.commit();
        push();
        assertThat(remote.files()).containsKeys("x/in", "y").doesNotContainKeys("x", "y/z");
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("x", "y/z");
        mirror.fsck();
    }

    @Test
    void an_emptied_and_a_rewritten_remote_get_back_what_is_here() throws IOException {
        push();
        remote.deleteBranch();
        push();
        assertThat(mirror.problems)
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("its branch is gone"));
        assertThat(remote.files()).hasSize(2);
        remote.move(remote.commit(TestMirror.NOW, List.of(), Map.of("other", "theirs")));
        push();
        assertThat(mirror.problems).anySatisfy(it -> assertThat(it.what()).contains("rewritten"));
        assertThat(remote.files()).isEqualTo(Map.of("a", "one", "d/b", "two", "other", "theirs"));
        push();
        assertThat(mirror.problems).isEmpty();
    }

    @Test
    void a_remote_that_says_no_is_quoted_and_takes_it_later() throws IOException {
        try (HttpGitServer server = new HttpGitServer(directory, TOKEN)) {
            Path hook = remote.directory.resolve("hooks/pre-receive");
            Files.createDirectories(remote.directory.resolve("hooks"));
            Files.writeString(hook, "#!/bin/sh\necho 'GH001: Large files detected' >&2\nexit 1\n");
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
            String url = server.url("remote.git");
            Credentials token = new Credentials(HttpGitServer.USER, null, "TOKEN", false, Map.of("TOKEN", TOKEN));
            Connections.SshPlace ssh = new Connections.SshPlace(directory, null, "");
            GitRemote http = TestRemote.connection(
                    url, new Connections(RemoteAddress.of(url), token, ssh, null, Duration.ofSeconds(20)));
            assertThatThrownBy(() -> push(http))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Large files detected")
                    .extracting(it -> ((Failure) it).category())
                    .isEqualTo(FailureCategory.REFUSED);
            Files.delete(hook);
            assertThat(push(http).commits()).isEqualTo(1);
        }
    }

    @Test
    void who_dies_when_the_remote_has_taken_it_finds_it_there() throws IOException {
        Faulty dying = new Faulty(remote.connection());
        dying.dies = true;
        assertThatThrownBy(() -> push(dying)).isInstanceOf(Faulty.Died.class);
        assertThat(remote.files()).hasSize(2);
        assertThat(push().commits()).isZero();
        mirror.write("a", "later");
        mirror.commit();
        push();
        assertThat(remote.files()).containsEntry("a", "later");
    }

    @Test
    void who_is_overtaken_joins_and_pushes_again() throws IOException {
        push();
        mirror.write("a", "later");
        mirror.commit();
        Faulty slow = new Faulty(remote.connection());
        slow.beforePush = () -> remote.edit(TestMirror.NOW, files -> {
            files.put("README.md", "theirs");
            return files;
        });
        assertThat(push(slow).merged()).isTrue();
        assertThat(remote.files()).isEqualTo(Map.of("README.md", "theirs", "a", "later", "d/b", "two"));
    }

    @Test
    void what_is_too_much_for_one_push_goes_in_several_each_of_whole_commits() throws IOException {
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            mirror.write("f" + i, "x".repeat(1_000));
            commits.add(mirror.commit().id());
        }
        Faulty counted = new Faulty(remote.connection());
        try (OwnRepository repository = OwnRepository.open(mirror.place.repository(), "main")) {
            MirrorPush pushed = new Pushing(repository, mirror.writer(), mirror.run(), 2_100).push(counted, 1);
            assertThat(pushed.commits()).isEqualTo(6);
        }
        assertThat(counted.pushed).containsExactly(commits.get(1), commits.get(3), commits.get(4));
        assertThat(remote.files()).hasSize(7);
    }

    /** A remote that does as it is told. */
    private static final class Faulty implements GitRemote {

        private final GitRemote real;
        private final List<String> pushed = new ArrayList<>();
        private boolean dies;
        private @Nullable Runnable beforePush;

        private Faulty(GitRemote real) {
            this.real = real;
        }

        private static final class Died extends Error {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public Optional<ObjectId> tip() {
            return real.tip();
        }

        @Override
        public boolean isEmpty() {
            return real.isEmpty();
        }

        @Override
        public void fetch(Repository into, ObjectId commit) {
            real.fetch(into, commit);
        }

        @Override
        public Pushed push(Repository from, ObjectId commit, @Nullable ObjectId expected) {
            Runnable first = beforePush;
            beforePush = null;
            if (first != null) {
                first.run();
            }
            Pushed done = real.push(from, commit, expected);
            pushed.add(commit.name());
            if (dies) {
                throw new Died();
            }
            return done;
        }
    }
}
