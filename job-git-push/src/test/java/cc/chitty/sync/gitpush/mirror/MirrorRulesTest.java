package cc.chitty.sync.gitpush.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.secret.PlantedSecrets;
import cc.chitty.sync.kernel.secret.SecretFilter;
import cc.chitty.sync.kernel.secret.SecretRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out of a commit, and that it is named each time, and never taken for deleted. */
class MirrorRulesTest {

    @TempDir
    Path directory;

    private TestMirror mirror;

    @BeforeEach
    void begin() {
        mirror = new TestMirror(directory);
    }

    private String whatOf(String path) {
        List<String> found = mirror.problems.stream()
                .filter(it -> it.where().equals(path))
                .map(Problem::what)
                .toList();
        assertThat(found).as("problems of " + path + " in " + mirror.problems).hasSize(1);
        return found.get(0);
    }

    private void sizes(long warnFrom, long largest) {
        mirror.rules = new MirrorRules(mirror.rules.secrets(), warnFrom, largest, false, 0);
    }

    @Test
    void a_file_that_grows_too_large_is_named_each_time_and_stays_as_it_was_committed_last() throws IOException {
        sizes(10, 20);
        mirror.write("a", "small");
        mirror.write("b", "of ten and more");
        mirror.write("c", "of twenty bytes or more");
        MirrorCommit first = mirror.commit();
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("b", "c");
        assertThat(whatOf("b")).contains("15 bytes", "GitHub warns");
        assertThat(whatOf("c")).contains("23 bytes", "left out");
        assertThat(first.leftOut()).isEqualTo(1);
        assertThat(mirror.committed()).isEqualTo(Map.of("a", "644 small", "b", "644 of ten and more"));
        mirror.write("a", "this has grown to be too large");
        mirror.commit();
        assertThat(mirror.committed()).containsEntry("a", "644 small");
        mirror.settle();
        for (int again = 0; again < 3; again++) {
            assertThat(mirror.commit().isNew()).isFalse();
            assertThat(mirror.leftOut()).containsExactlyInAnyOrder("a", "c");
        }
        Files.delete(mirror.root.resolve("a"));
        mirror.commit();
        assertThat(mirror.committed()).containsOnlyKeys("b");
        sizes(0, 0);
        mirror.commit();
        assertThat(mirror.committed()).containsOnlyKeys("b", "c");
    }

    @Test
    void of_names_that_are_one_elsewhere_the_first_or_the_committed_one_stays() throws IOException {
        String composed = "caf\u00e9.txt";
        String decomposed = "cafe\u0301.txt";
        mirror.write("b/Read.me", "first");
        mirror.write("b/read.me", "second");
        mirror.write(composed, "composed");
        mirror.write(decomposed, "decomposed");
        mirror.write("Docs", "a file");
        mirror.write("docs/a", "below a directory");
        mirror.write("Folder/one", "1");
        mirror.write("folder/two", "2");
        mirror.commit();
        assertThat(mirror.committed()).containsOnlyKeys("b/Read.me", decomposed, "Docs", "Folder/one", "folder/two");
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("b/read.me", composed, "docs/a");
        assertThat(whatOf("b/read.me")).contains("b/Read.me").contains("left out");
        mirror.settle();
        assertThat(mirror.commit().isNew()).isFalse();
        assertThat(mirror.leftOut()).hasSize(3);
        Files.delete(mirror.root.resolve("b/Read.me"));
        mirror.write("B/READ.ME", "before it in order");
        mirror.commit();
        assertThat(mirror.committed()).containsKey("B/READ.ME").doesNotContainKey("b/read.me");
        Files.delete(mirror.root.resolve("B/READ.ME"));
        mirror.commit();
        mirror.write("B/READ.ME", "once more");
        mirror.commit();
        assertThat(mirror.committed()).containsKey("b/read.me").doesNotContainKey("B/READ.ME");
        mirror.fsck();
    }

    @Test
    void whatever_a_system_takes_for_git_is_left_out_with_all_below_it() throws IOException {
        List<String> refused = List.of(
                ".git",
                "deep/.GIT",
                ".git.",
                ".Git ",
                "git~1",
                "GIT~2",
                ".g\u200cit",
                ".git:stream",
                "a\\.git\\config",
                ".git::$INDEX_ALLOCATION");
        for (String name : refused) {
            mirror.write(name + "/config", "x");
        }
        mirror.write("as-a-file/.git", "gitdir: /somewhere");
        List<String> taken = List.of(".gitignore", ".github/x", "git", "a.git", "back\\slash", "colon:name", "CON");
        for (String name : taken) {
            mirror.write(name, "x");
        }
        mirror.commit();
        assertThat(mirror.committed()).containsOnlyKeys(taken.toArray(String[]::new));
        assertThat(mirror.leftOut())
                .as("all but the person's own repository around the mirror")
                .hasSize(refused.size())
                .contains("as-a-file/.git")
                .doesNotContain(".git");
        assertThat(mirror.problems).allMatch(it -> it.what().contains("left out"));
        mirror.fsck();
    }

    @Test
    void links_within_the_mirror_are_kept_and_others_are_left_out() throws IOException {
        mirror.write("a/file", "x");
        Path outside = Files.writeString(directory.resolve("outside"), "not mine to publish");
        Map<String, String> links = Map.of(
                "good", "a/file",
                "a/up", "../a",
                "dangling", "not/there/yet",
                "absolute", outside.toString(),
                "above", "../outside",
                "a/far", "../../outside",
                "a/hidden", "up/../../../outside");
        for (Map.Entry<String, String> link : links.entrySet()) {
            Files.createSymbolicLink(mirror.root.resolve(link.getKey()), Path.of(link.getValue()));
        }
        mirror.commit();
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("absolute", "above", "a/far", "a/hidden");
        assertThat(mirror.committed())
                .containsEntry("good", "000 a/file")
                .containsEntry("a/up", "000 ../a")
                .containsEntry("dangling", "000 not/there/yet")
                .hasSize(4);
        mirror.fsck();
    }

    @Test
    void newlines_are_names_like_others_and_what_is_not_utf_8_is_named() throws IOException {
        mirror.write("two\nlines", "x");
        mirror.write("tab\tquote\"back\\slash", "y");
        mirror.write(" blank ", "z");
        mirror.write("replaced\uFFFD", "w");
        shell(
                "printf x > \"$(printf 'bad\\377name')\"; mkdir \"$(printf 'd\\376')\"; echo y > \"$(printf 'd\\376')\"/in");
        mirror.commit();
        assertThat(mirror.committed()).hasSize(4).containsEntry("two\nlines", "644 x");
        assertThat(mirror.problems).hasSize(2).allMatch(it -> it.what().contains("not in UTF-8"));
        mirror.settle();
        assertThat(mirror.commit().leftOut()).as("and counted each time").isEqualTo(2);
        mirror.fsck();
    }

    @Test
    void pipes_and_sockets_are_named() throws IOException {
        mirror.write("a", "x");
        shell("mkfifo pipe");
        mirror.commit();
        assertThat(mirror.committed()).containsOnlyKeys("a");
        assertThat(whatOf("pipe")).contains("neither a file nor a directory");
    }

    private void shell(String script) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(mirror.root.toFile())
                .inheritIO()
                .start();
        try {
            assertThat(shell.waitFor()).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_file_with_a_secret_is_left_out_wherever_it_is_in_it_unless_its_path_is_allowed() throws IOException {
        String secret =
                PlantedSecrets.of("github-token", new SplittableRandom(1)).text();
        mirror.write("a.md", "harmless");
        mirror.commit();
        mirror.write("a.md", "now with " + secret);
        mirror.write("window.txt", "x".repeat((1 << 20) - 10) + " " + secret + " ");
        mirror.write("large.txt", "x".repeat((6 << 20) - 7) + " " + secret + "\n" + "y".repeat(1 << 20));
        mirror.write("utf8.txt", "\u00e9\u4e2d ".repeat(1000) + secret);
        mirror.write("allowed/k/.env", secret);
        mirror.write("also-allowed.pem", secret);
        mirror.rules =
                MirrorRules.github(new MirrorSecrets(SecretRules.standard(), "2", List.of("allowed/**", "*.pem")));
        mirror.commit();
        assertThat(mirror.leftOut()).containsExactlyInAnyOrder("a.md", "window.txt", "large.txt", "utf8.txt");
        assertThat(whatOf("large.txt")).contains("github-token");
        assertThat(mirror.problems.toString()).doesNotContain(secret);
        assertThat(mirror.committed())
                .containsEntry("a.md", "644 harmless")
                .containsOnlyKeys("a.md", "allowed/k/.env", "also-allowed.pem");
        assertThat(mirror.git("cat-file", "--batch-all-objects", "--batch-check=%(objectsize)")
                        .lines()
                        .filter(size -> Long.parseLong(size) > 1 << 20))
                .as("objects of the large files")
                .isEmpty();
        mirror.settle();
        mirror.commit();
        assertThat(mirror.leftOut()).hasSize(4);
    }

    @Test
    void a_rule_that_is_new_is_held_against_all_files() throws IOException {
        mirror.write("a", "the word of the day is sesame");
        mirror.settle();
        mirror.commit();
        assertThat(mirror.commit().isNew()).isFalse();
        SecretFilter strict =
                text -> SecretRules.standard().redact(text.replace("sesame", "AKIA" + "Q3EGRZT6XO7PL2MN"));
        mirror.rules = MirrorRules.github(new MirrorSecrets(strict, "stricter", List.of()));
        mirror.commit();
        assertThat(whatOf("a")).contains("secrets");
        assertThat(mirror.committed()).as("it is in the history already").containsKey("a");
    }

    @Test
    void a_file_that_changes_while_it_is_read_stays_as_it_was_and_is_taken_when_it_is_quiet() throws IOException {
        for (String size : List.of("small", "large")) {
            byte[] old = new byte[size.equals("small") ? 1_000 : 6 << 20];
            Arrays.fill(old, (byte) 'o');
            Path file = mirror.write(size, old);
            mirror.commit();
            for (String how : List.of("grows", "shrinks", "same size")) {
                byte[] next = old.clone();
                Arrays.fill(next, (byte) how.charAt(0));
                mirror.write(size, next);
                AtomicBoolean once = new AtomicBoolean(true);
                SecretFilter meddling = text -> {
                    if (text.length() >= Math.min(old.length, 1 << 20) && once.getAndSet(false)) {
                        meddle(file, how);
                    }
                    return SecretFilter.NONE.redact(text);
                };
                MirrorRules quiet = mirror.rules;
                mirror.rules = MirrorRules.github(new MirrorSecrets(meddling, how, List.of()));
                mirror.commit();
                assertThat(once).as(size + " " + how).isFalse();
                assertThat(whatOf(size)).as(how).contains("changes while it is read");
                assertThat(mirror.committed().get(size)).hasSize(4 + old.length).endsWith("ooo");
                mirror.fsck();
                mirror.write(size, old);
                mirror.rules = quiet;
                mirror.commit();
                assertThat(mirror.problems).isEmpty();
            }
        }
        assertThat(mirror.committed()).isEqualTo(TestMirror.onDisk(mirror.root));
    }

    private static void meddle(Path file, String how) {
        try {
            switch (how) {
                case "grows" -> Files.writeString(file, "more", StandardOpenOption.APPEND);
                case "shrinks" -> Files.writeString(file, "less");
                default -> Files.write(file, new byte[] {'z', 'z'}, StandardOpenOption.WRITE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
