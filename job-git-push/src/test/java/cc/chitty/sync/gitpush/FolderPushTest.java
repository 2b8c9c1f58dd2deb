package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gitpush.GitPushSettings.Folder;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.run.Progress;
import cc.chitty.sync.kernel.secret.PlantedSecrets;
import cc.chitty.sync.kernel.secret.SecretRules;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPushTest {

    private static final Instant NOW = Instant.parse("2026-11-02T08:00:00Z");

    @TempDir
    Path directory;

    private TestRemote remote;
    private Path root;

    @BeforeEach
    void begin() throws IOException {
        remote = new TestRemote(directory.resolve("remote.git"));
        root = Files.createDirectories(directory.resolve("notes"));
        write("a.md", "one");
        write("deep/b.md", "two");
        write("c.txt", "not chosen");
    }

    @AfterEach
    void end() {
        remote.close();
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private FolderPush folder(String device) {
        Path home = directory.resolve(device);
        StateDirectory state = StateDirectory.open(Map.of(StateDirectory.VARIABLE, home.toString()), home);
        Folder folder =
                new Folder("notes", remote.directory.toString(), "main", root, List.of("*.md", "**/*.md"), "sync");
        SyncPlace place = SyncPlace.of(state, device, "host", () -> NOW).of(folder);
        return new FolderPush(folder, place, TestDevice.SETTINGS, remote.connection(), SecretRules.standard());
    }

    private SyncRun push() {
        return push("d-00000000000a", GitPushOptions.USUAL);
    }

    private SyncRun push(String device, GitPushOptions options) {
        SyncRun run = new SyncRun(options, new Interruption(), Progress.NONE);
        folder(device).push(run);
        return run;
    }

    @Test
    void chosen_files_arrive_and_what_else_is_there_is_kept_and_nothing_new_is_no_commit() throws IOException {
        remote.edit(NOW, files -> {
            files.put("README.md", "theirs");
            return files;
        });
        assertThat(push().problems()).isEmpty();
        assertThat(remote.files()).isEqualTo(Map.of("README.md", "theirs", "a.md", "one", "deep/b.md", "two"));
        ObjectId tip = remote.tip();
        assertThat(push().counts()).isEmpty();
        assertThat(remote.tip()).isEqualTo(tip);
        write("a.md", "one and a half");
        Files.delete(root.resolve("deep/b.md"));
        push();
        assertThat(remote.files()).isEqualTo(Map.of("README.md", "theirs", "a.md", "one and a half"));
    }

    @Test
    void a_file_changed_there_stays_and_one_changed_on_both_sides_is_named_and_both_are_in_the_history()
            throws IOException {
        push();
        ObjectId theirs = remote.edit(NOW, files -> {
            files.put("a.md", "changed there");
            files.put("deep/b.md", "changed there");
            return files;
        });
        write("deep/b.md", "changed here");
        assertThat(push().problems())
                .singleElement()
                .satisfies(it ->
                        assertThat(it.what()).contains(theirs.abbreviate(12).name()));
        assertThat(remote.files()).containsEntry("a.md", "changed there").containsEntry("deep/b.md", "changed here");
        assertThat(push().problems()).isEmpty();
        assertThat(remote.files()).containsEntry("a.md", "changed there");
        assertThat(remote.files(theirs)).containsEntry("deep/b.md", "changed there");
        assertThat(Files.readString(root.resolve("a.md"))).isEqualTo("one");
    }

    @Test
    void a_file_with_a_secret_is_named_and_stays_here_and_one_that_was_pushed_before_stays_there() throws IOException {
        push();
        String secret =
                PlantedSecrets.of("github-token", new SplittableRandom(1)).text();
        write("a.md", "now with " + secret);
        write("long.md", "x".repeat((1 << 20) - 10) + " " + secret);
        SyncRun run = push();
        assertThat(run.problems()).hasSize(2).allMatch(it -> it.what().contains("github-token"));
        assertThat(run.problems().toString()).doesNotContain(secret);
        assertThat(remote.files()).containsEntry("a.md", "one").doesNotContainKey("long.md");
    }

    @Test
    void the_users_own_repository_is_not_touched() throws IOException, InterruptedException {
        for (List<String> command : List.of(List.of("git", "init", "-q"), List.of("git", "add", "c.txt"))) {
            assertThat(new ProcessBuilder(command)
                            .directory(root.toFile())
                            .start()
                            .waitFor())
                    .isZero();
        }
        Files.writeString(root.resolve(".git/hooks/post-commit"), "#!/bin/sh\ntouch " + directory.resolve("hook-ran"));
        SortedMap<String, String> before = everything(root);
        push();
        write("a.md", "more");
        push();
        write("a.md", "one");
        assertThat(everything(root)).isEqualTo(before);
        assertThat(directory.resolve("hook-ran")).doesNotExist();
        assertThat(remote.files()).containsOnlyKeys("a.md", "deep/b.md");
    }

    private static SortedMap<String, String> everything(Path root) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(file.toString(), content(file)));
        }
        return files;
    }

    private static String content(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() / 60_000_000 + " "
                    + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_root_that_is_gone_or_nearly_empty_deletes_nothing() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("n" + i + ".md", "x");
        }
        push();
        for (int i = 0; i < 20; i++) {
            Files.delete(root.resolve("n" + i + ".md"));
        }
        assertThat(push().problems())
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("20 of 22 are gone"));
        assertThat(remote.files()).hasSize(22);
        remote.edit(NOW, files -> {
            files.keySet().removeIf(it -> it.startsWith("n"));
            return files;
        });
        assertThat(push().problems()).isEmpty();
        root = directory.resolve("not-mounted");
        assertThat(push().problems())
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("no directory"));
        assertThat(remote.files()).hasSize(2);
    }

    @Test
    void an_emptied_and_a_rewritten_remote_get_back_what_is_here() throws IOException {
        push();
        remote.deleteBranch();
        assertThat(push().problems())
                .singleElement()
                .satisfies(it -> assertThat(it.what()).contains("rewritten"));
        assertThat(remote.files()).isEqualTo(Map.of("a.md", "one", "deep/b.md", "two"));
        remote.move(remote.commit(NOW, List.of(), Map.of("other.md", "theirs")));
        push();
        assertThat(remote.files()).isEqualTo(Map.of("a.md", "one", "deep/b.md", "two", "other.md", "theirs"));
        assertThat(push().problems()).isEmpty();
    }

    @Test
    void not_pushing_and_rehearsing_leave_the_remote_and_the_next_push_brings_all() throws IOException {
        assertThat(push("d-00000000000a", new GitPushOptions(false, true, false))
                        .diff())
                .contains("+++ b/a.md", "+one");
        push("d-00000000000a", new GitPushOptions(false, false, true));
        assertThat(remote.tip()).isNull();
        write("a.md", "later");
        push();
        assertThat(remote.files()).containsEntry("a.md", "later");
        push("d-00000000000b", GitPushOptions.USUAL);
        assertThat(remote.files()).hasSize(2);
    }
}
