package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.gitpush.repository.OwnRepository;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.PlantedSecrets;
import cc.chitty.sync.kernel.secret.PlantedSecrets.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class SyncTest extends TwoDevices {

    private static final long SEED = 20_261_120L;

    @Test
    void what_one_device_has_the_other_gets_and_an_idle_sync_commits_nothing() {
        laptop.list("write the letter", Status.PENDING);
        laptop.sync();
        desktop.sync();
        assertThat(desktop.todo("write the letter").status()).isEqualTo(Status.PENDING);
        ObjectId tip = remote.tip();
        assertThat(laptop.sync().counts()).doesNotContainKey("pushed");
        assertThat(desktop.sync().problems()).isEmpty();
        assertThat(remote.tip()).isEqualTo(tip);
        assertThat(remote.files()).containsAllEntriesOf(desktop.shared()).containsEntry(Layout.FORMAT_FILE, "1\n");
    }

    @Test
    void files_of_others_in_the_repository_are_kept() {
        laptop.list("a", Status.PENDING);
        laptop.sync();
        remote.edit(now, files -> {
            files.put("README.md", "ours\n");
            files.put(".gitattributes", "*.png binary\n");
            return files;
        });
        laptop.list("b", Status.PENDING);
        laptop.sync();
        assertThat(remote.files())
                .containsEntry("README.md", "ours\n")
                .containsEntry(".gitattributes", "*.png binary\n");
    }

    @Test
    void a_rewritten_an_emptied_and_a_deleted_branch_get_back_what_they_lost() throws IOException {
        laptop.list("early", Status.PENDING);
        laptop.sync();
        ObjectId early = Objects.requireNonNull(remote.tip());
        both("late");
        settle();
        remote.move(early);
        assertThat(desktop.sync().problems()).anyMatch(it -> it.what().contains("rewritten"));
        assertThat(remote.files()).containsAllEntriesOf(desktop.shared());
        remote.deleteBranch();
        assertThat(laptop.sync().problems()).anyMatch(it -> it.what().contains("gone"));
        settle();
        remote.move(remote.commit(now, List.of(), Map.of("x", "y")));
        laptop.sync();
        settle();
        assertThat(desktop.todos()).extracting(it -> it.content()).containsExactlyInAnyOrder("early", "late");
    }

    @Test
    void a_damaged_clone_is_made_anew() throws IOException {
        both("a");
        Path objects = laptop.place.repository().resolve("objects");
        try (var files = Files.walk(objects)) {
            for (Path object : files.filter(Files::isRegularFile).toList()) {
                Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("rw-------"));
                Files.writeString(object, "");
            }
        }
        laptop.list("b", Status.PENDING);
        laptop.sync();
        settle();
        assertThat(desktop.todos()).extracting(it -> it.content()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_damaged_journal_on_the_remote_is_named_and_mended() {
        both("a");
        both("b");
        settle();
        remote.edit(later(60), files -> {
            files.merge(Layout.journal(laptop.id), "", (text, none) -> "{half a line\n" + text);
            return files;
        });
        assertThat(desktop.sync().problems()).anyMatch(it -> it.what().contains("line 1 cannot be read"));
        settle();
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
    }

    @Test
    void ones_own_journal_that_somebody_damaged_on_the_remote_is_named_and_put_back() {
        both("a");
        both("b");
        settle();
        String journal = Layout.journal(laptop.id);
        for (String damage : List.of("<<<<<<< HEAD\n", "{}\n", "{half a line\n")) {
            remote.edit(later(60), files -> {
                files.merge(journal, "", (text, none) -> damage + text);
                return files;
            });
            laptop.list("after " + damage, Status.PENDING);
            assertThat(laptop.sync().problems()).as(damage).singleElement().satisfies(it -> {
                assertThat(it.where()).isEqualTo(journal);
                assertThat(it.what()).contains("line 1 cannot be read on the remote");
            });
            assertThat(remote.files()).as(damage).containsAllEntriesOf(laptop.shared());
            assertThat(laptop.sync().problems()).as(damage).isEmpty();
        }
        settle();
        assertThat(desktop.todos()).hasSize(5);
    }

    @Test
    void a_journal_that_was_cut_on_the_remote_is_named_by_a_new_device_and_not_taken_as_it_is() {
        both("a");
        both("b");
        remote.edit(later(60), files -> {
            files.computeIfPresent(Layout.journal(laptop.id), (path, text) -> text.stripTrailing());
            return files;
        });
        TestDevice fresh = device("fresh", "d-00000000000e");
        assertThat(fresh.sync().problems()).anyMatch(it -> it.what().contains("line 2 was cut on the remote"));
        assertThat(fresh.todos()).hasSize(2);
        settle();
        fresh.sync();
        assertThat(fresh.shared()).isEqualTo(laptop.shared());
    }

    @Test
    void ones_own_journal_damaged_in_the_commit_that_edits_the_todos_too_leaves_the_edit() {
        both("a");
        laptop.list("a", Status.IN_PROGRESS);
        remote.edit(later(60), files -> {
            files.merge(Layout.journal(laptop.id), "", (text, none) -> "<<<<<<< HEAD\n" + text);
            return replacing(files, "\"pending\"", "\"completed\"");
        });
        assertThat(laptop.sync().problems()).anyMatch(it -> it.what().contains("line 1 cannot be read"));
        settle();
        assertThat(laptop.todo("a").status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void two_installations_with_one_device_id_are_named_and_lose_nothing() {
        TestDevice clone = device("clone", laptop.id);
        laptop.list("on the laptop", Status.PENDING);
        laptop.sync();
        clone.list("on the clone", Status.PENDING);
        clone.sync();
        SyncRun run = laptop.sync();
        laptop.list("again", Status.PENDING);
        laptop.sync();
        clone.sync();
        assertThat(clone.todos()).hasSize(3);
        assertThat(clone.shared()).isEqualTo(laptop.shared());
        assertThat(run.problems()).anyMatch(it -> it.what().contains("another machine or directory"));
        assertThat(run.counts()).containsEntry("own_journal_joined", 1L);
    }

    @Test
    void a_remote_of_a_later_format_is_refused_and_nothing_changes() {
        both("a");
        remote.edit(now, files -> {
            files.put(Layout.FORMAT_FILE, "2\n");
            return files;
        });
        assertThatThrownBy(() -> laptop.sync())
                .isInstanceOf(Failure.class)
                .hasMessageContaining("format 2")
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.REFUSED);
    }

    @Test
    void offline_it_commits_here_and_says_that_the_next_run_can_do_it() {
        TestDevice lonely = new TestDevice(
                directory.resolve("lonely"),
                "d-00000000000c",
                TestRemote.connection(directory.resolve("nothing.git").toString(), transport -> {}),
                () -> now);
        lonely.list("a", Status.PENDING);
        assertThatThrownBy(lonely::sync)
                .isInstanceOf(Failure.class)
                .extracting(it -> ((Failure) it).category())
                .isEqualTo(FailureCategory.RETRYABLE);
        try (OwnRepository repository = lonely.sync.repository()) {
            assertThat(repository.tip()).isNotNull();
        }
    }

    @Test
    void no_planted_secret_reaches_a_pushed_object_or_a_view() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Function<SplittableRandom, Planted>> makers =
                List.copyOf(PlantedSecrets.byRule().values());
        List<Planted> planted = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Planted secret = makers.get(i % makers.size()).apply(random);
            planted.add(secret);
            laptop.say(planting(secret, i));
        }
        laptop.sync();
        desktop.sync();
        StringBuilder everything = new StringBuilder();
        remote.files().values().forEach(everything::append);
        laptop.shared().values().forEach(everything::append);
        assertThat(planted)
                .as("seed %d", SEED)
                .noneMatch(it -> everything.indexOf(it.secret().replace("\n", "\\n")) >= 0
                        || everything.indexOf(it.secret().replace('\n', ' ')) >= 0);
        assertThat(desktop.shared()).isEqualTo(laptop.shared());
    }

    /** In the content, the note, the active form or the project's name. */
    private SpooledClaim planting(Planted secret, int i) {
        String text = i % 4 == 0 ? "use " + secret.text() + " there" : "todo " + i;
        Claim.Details details = new Claim.Details(
                i % 4 == 1 ? "using " + secret.text() : null, null, i % 4 == 2 ? secret.text() : null);
        String project = i % 4 == 3 ? "work-" + secret.text() : TestDevice.PROJECT;
        TodoKey key = new TodoKey(project, Content.compared(text));
        return new SpooledClaim(key, "codex", "s", Claim.listed(text, Status.PENDING, now, details), null);
    }

    @Test
    void a_journal_from_before_there_was_a_rule_is_rewritten_once() throws IOException {
        Planted secret = PlantedSecrets.of("github-token", new SplittableRandom(SEED));
        laptop.list("harmless", Status.PENDING);
        laptop.list("with PLACE in it", Status.PENDING);
        laptop.consolidate();
        for (Path file : List.of(
                laptop.state.devices().resolve(laptop.id + ".jsonl"),
                laptop.state.lifecycle().resolve(laptop.id).resolve("2026-11.jsonl"))) {
            Files.writeString(file, Files.readString(file).replace("PLACE", secret.text()));
        }
        Files.delete(laptop.state.root().resolve("published.properties")); // it tells of a todo that never was then
        assertThat(laptop.sync().counts()).containsEntry("files_redacted", 2L);
        assertThat(String.join("", remote.files().values()))
                .doesNotContain(secret.secret())
                .contains("[REDACTED:github-token:");
        assertThat(laptop.sync().counts()).doesNotContainEntry("files_redacted", 2L);
    }

    @Test
    void what_only_looks_random_is_pushed_and_counted_once() {
        String random =
                PlantedSecrets.some(new SplittableRandom(SEED), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP", 60);
        laptop.list("use " + random, Status.PENDING);
        laptop.list("harmless", Status.PENDING);
        assertThat(laptop.sync().counts()).containsEntry("suspicions", 1L);
        laptop.list("harmless too", Status.PENDING);
        assertThat(laptop.sync().counts()).containsEntry("suspicions", 0L);
        assertThat(String.join("", remote.files().values())).contains(random);
    }
}
