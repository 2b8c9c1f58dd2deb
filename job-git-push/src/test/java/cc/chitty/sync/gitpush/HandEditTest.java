package cc.chitty.sync.gitpush;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.consolidate.todo.Claim;
import cc.chitty.sync.consolidate.todo.Claim.Details;
import cc.chitty.sync.consolidate.todo.Claim.Kind;
import cc.chitty.sync.consolidate.todo.Conflict;
import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.kernel.run.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What somebody does to {@code todos.json} on the remote. */
class HandEditTest extends TwoDevices {

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
    void files_that_a_commit_deletes_on_the_remote_are_named_and_put_back() {
        both("water the plants");
        desktop.list("feed the cat", Status.PENDING);
        settle();
        String journal = Layout.journal(desktop.id);
        for (String path : List.of(Layout.TODOS, journal)) {
            remote.edit(later(60), files -> {
                files.remove(path);
                return files;
            });
            assertThat(laptop.sync().problems()).as(path).singleElement().satisfies(it -> {
                assertThat(it.where()).startsWith(path);
                assertThat(it.what()).containsAnyOf("the file is gone", "was deleted on the remote");
            });
            assertThat(laptop.todos()).as(path).hasSize(2);
            assertThat(remote.files()).as(path).containsAllEntriesOf(laptop.shared());
            assertThat(laptop.sync().problems()).as(path).isEmpty();
        }
        settle();
    }

    @Test
    void a_remote_that_a_commit_empties_is_named_and_put_back() {
        both("water the plants");
        settle();
        remote.edit(later(60), files -> new TreeMap<>(Map.of("README.md", "all gone\n")));
        assertThat(laptop.sync().problems())
                .extracting(Problem::what)
                .anyMatch(it -> it.contains("emptied by a commit"))
                .anyMatch(it -> it.contains("the file is gone"))
                .hasSize(2);
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared()).containsKey("README.md");
        assertThat(desktop.sync().problems()).isEmpty();
        settle();
        assertThat(laptop.todos()).hasSize(1);
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
}
