package cc.chitty.sync.gitpush;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.journal.SpooledClaim;
import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Content;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.consolidate.todo.TodoKey;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.secret.PlantedSecrets;
import cc.chitty.sync.kernel.secret.PlantedSecrets.Planted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncTest {

    private static final long SEED = 20_261_120L;

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-11-02T08:00:00Z");
    private TestRemote remote;
    private TestDevice laptop;
    private TestDevice desktop;

    @BeforeEach
    void begin() throws IOException {
        remote = new TestRemote(directory.resolve("remote.git"));
        laptop = device("laptop", "d-00000000000a");
        desktop = device("desktop", "d-00000000000b");
    }

    @AfterEach
    void end() {
        remote.close();
    }

    private TestDevice device(String name, String id) {
        return new TestDevice(directory.resolve(name), id, remote.connection(), () -> now);
    }

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
    void an_edit_by_hand_arrives_everywhere_with_the_same_bytes_whoever_takes_it_first() {
        both("water the plants");
        remote.edit(later(60), files -> replacing(files, "\"pending\"", "\"completed\""));
        SyncRun one = laptop.run(GitPushOptions.USUAL);
        SyncRun two = desktop.run(GitPushOptions.USUAL);
        for (int step = 0; step < 2; step++) {
            laptop.step(one, step);
            desktop.step(two, step);
        }
        assertThat(laptop.shared().get(Layout.journal(Layout.EDITED)))
                .isEqualTo(desktop.shared().get(Layout.journal(Layout.EDITED)))
                .contains("\"completed\"");
        settle();
        assertThat(desktop.todo("water the plants").status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void a_removal_by_hand_deletes_and_gives_way_to_a_change_that_the_editor_did_not_know() {
        both("keep me");
        both("remove me");
        desktop.list("keep me", Status.IN_PROGRESS);
        remote.edit(later(60), files -> {
            files.put(Layout.TODOS, "[]");
            return files;
        });
        laptop.sync();
        assertThat(laptop.todos()).isEmpty();
        settle();
        assertThat(laptop.todos()).extracting(it -> it.content()).containsExactly("keep me");
    }

    @Test
    void a_step_back_by_hand_reopens_and_gives_way_to_a_completion_that_the_editor_did_not_know() {
        both("first");
        both("second");
        laptop.list("first", Status.COMPLETED);
        laptop.list("second", Status.IN_PROGRESS);
        settle();
        desktop.list("second", Status.COMPLETED);
        remote.edit(
                later(60),
                files -> replacing(replacing(files, "\"completed\"", "\"pending\""), "\"in_progress\"", "\"pending\""));
        laptop.sync();
        settle();
        assertThat(laptop.todo("first").status()).isEqualTo(Status.PENDING);
        assertThat(laptop.todo("second").status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void where_a_device_and_an_editor_changed_the_same_todo_every_device_shows_the_conflict_until_it_is_settled() {
        both("call the bank");
        desktop.list("call the bank", Status.COMPLETED);
        remote.edit(later(60), files -> replacing(files, "\"pending\"", "\"in_progress\""));
        laptop.sync();
        assertThat(desktop.sync().problems()).anyMatch(it -> it.what().contains("conflicts show"));
        settle();
        assertThat(laptop.conflicts()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Conflict.Kind.DIFFERENT_STATUS);
            assertThat(requireNonNull(it.before()).status()).isEqualTo("pending");
            assertThat(it.kept().status()).isEqualTo("completed");
            assertThat(it.other().status()).isEqualTo("in_progress");
        });
        assertThat(desktop.conflicts()).isEqualTo(laptop.conflicts());
        assertThat(laptop.todo("call the bank").status()).isEqualTo(Status.COMPLETED);
        laptop.say("person", new Claim(Kind.REOPENED, "call the bank", later(900), Status.PENDING, Details.NONE));
        settle();
        assertThat(desktop.conflicts()).isEmpty();
    }

    @Test
    void what_was_deleted_here_and_changed_by_an_editor_who_did_not_know_stays_and_is_a_conflict() {
        both("sell the car");
        desktop.say("s-" + desktop.id, Claim.gone(Kind.DELETED, "sell the car", later(300)));
        remote.edit(later(60), files -> replacing(files, "\"pending\"", "\"in_progress\""));
        desktop.sync();
        settle();
        assertThat(laptop.todo("sell the car").status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(laptop.conflicts()).singleElement().satisfies(it -> {
            assertThat(it.kind()).isEqualTo(Conflict.Kind.DELETED_VERSUS_CHANGED);
            assertThat(it.other().status()).isEqualTo("deleted");
        });
    }

    @Test
    void kept_conflicts_that_somebody_damaged_on_the_remote_are_named_and_the_others_count() {
        both("call the bank");
        desktop.list("call the bank", Status.COMPLETED);
        remote.edit(later(60), files -> replacing(files, "\"pending\"", "\"in_progress\""));
        desktop.sync();
        remote.edit(later(120), files -> {
            files.merge(Layout.conflicts(desktop.id), "<<<<<<< HEAD\n", String::concat);
            return files;
        });
        assertThat(laptop.sync().problems()).anyMatch(it -> it.what().contains("cannot be read"));
        settle();
        assertThat(laptop.conflicts()).hasSize(1);
    }

    @Test
    void a_view_that_cannot_be_read_or_lost_most_todos_is_no_edit() {
        for (int i = 0; i < 14; i++) {
            laptop.list("todo " + i, Status.PENDING);
        }
        laptop.sync();
        for (String damage : List.of("<<<<<<< HEAD\n[]", "", "{}", "[]", "[{\"status\":\"pending\"}]")) {
            remote.edit(later(60), files -> {
                files.put(Layout.TODOS, damage);
                return files;
            });
            SyncRun run = laptop.sync();
            assertThat(run.problems()).as(damage).anyMatch(it -> it.what().contains("the edit was not taken"));
            assertThat(laptop.todos()).as(damage).hasSize(14);
            assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
        }
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

    private void both(String content) {
        laptop.list(content, Status.PENDING);
        laptop.sync();
        desktop.sync();
        now = now.plusSeconds(60);
    }

    private void settle() {
        for (int round = 0; round < 2; round++) {
            laptop.sync();
            desktop.sync();
        }
        assertThat(laptop.shared()).isEqualTo(desktop.shared());
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
    }

    private Instant later(int seconds) {
        now = now.plusSeconds(seconds);
        return now;
    }

    private static SortedMap<String, String> replacing(SortedMap<String, String> files, String from, String to) {
        String view = files.getOrDefault(Layout.TODOS, "");
        StringBuilder edited = new StringBuilder();
        for (String line : view.split("\n", -1)) {
            edited.append(line.replaceFirst("\"status\":" + from, "\"status\":" + to))
                    .append('\n');
        }
        files.put(Layout.TODOS, edited.toString());
        return files;
    }
}
