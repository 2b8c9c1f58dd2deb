package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.drivesync.plan.MirrorState;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else does on the remote between a send that failed, or was cut short, and the next run. */
class ForeignEditTest {

    @TempDir
    Path directory;

    @BeforeEach
    void begin() {
        assumeTrue(Programs.works("rclone", "version"), "rclone is not installed");
    }

    private static List<String> named(DriveSync.Answer answer) {
        assertThat(answer.ended().exitCode()).as(answer.ended().toString()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        return answer.ended().report().problems().stream().map(Problem::where).toList();
    }

    /** A copy of the mirror's content, whatever its name. */
    private static void assertKeptTwice(Path side, String name, String mirrors) throws IOException {
        Map<String, String> files = Tree.in(side).files();
        assertThat(files).containsEntry(name + ".txt", "SOMEBODY ELSE");
        assertThat(files.entrySet())
                .as(files.toString())
                .anyMatch(it -> it.getKey().startsWith(name + ".conflict-")
                        && it.getValue().equals(mirrors));
    }

    private ServedRemote serve(String... more) throws IOException {
        Path log = directory.resolve("webdav.log");
        Files.deleteIfExists(log);
        ServedRemote server = ServedRemote.start("webdav", directory.resolve("remote"), log, more);
        Files.write(
                directory.resolve("rclone.conf"),
                List.of("[dav]", "type = webdav", "url = http://127.0.0.1:" + server.port(), "vendor = other"));
        return server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "push"})
    void what_was_changed_while_the_remote_took_nothing_is_never_replaced_without_a_word(String direction)
            throws IOException {
        Path remote = Files.createDirectories(directory.resolve("remote/top"));
        Map<String, Object> settings = Map.of("remote", "dav:top", "direction", direction);
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            try (ServedRemote server = serve("--dir-cache-time=0s")) {
                assertThat(server.port()).isPositive();
                Tree.of("a0.txt=mine 0", "a1.txt=mine 1", "a2.txt=mine 2").writeTo(drive.mirror());
                drive.done();
            }
            Tree.of("a0.txt=mine edited a0", "a1.txt=mine edited a1", "a2.txt=mine edited a2", "new.txt=my new file")
                    .writeTo(drive.mirror());
            try (ServedRemote server = serve("--read-only")) {
                assertThat(server.port()).isPositive();
                assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.FAILED);
            }
            Tree.of("a1.txt=SOMEBODY ELSE", "new.txt=SOMEBODY ELSE").writeTo(remote);
            Files.delete(remote.resolve("a2.txt"));
            try (ServedRemote server = serve("--dir-cache-time=0s")) {
                assertThat(server.port()).isPositive();
                assertThat(named(drive.run())).containsExactlyInAnyOrder("a1.txt", "a2.txt", "new.txt");
                Tree.of("a0.txt=mine edited a0", "a1.txt=SOMEBODY ELSE", "new.txt=SOMEBODY ELSE")
                        .assertIn(remote);
                assertThat(named(drive.run())).contains("a1.txt", "new.txt");
                assertThat(remote.resolve("a2.txt")).hasContent("mine edited a2");
                if (direction.equals("both")) {
                    assertKeptTwice(remote, "a1", "mine edited a1");
                    assertKeptTwice(drive.mirror(), "new", "my new file");
                    assertThat(drive.get(DriveHistory.class).conflicts()).hasSize(2);
                }
                drive.done();
            }
            Tree.in(remote).assertIn(drive.mirror());
        }
    }

    @Test
    void what_is_ours_is_sent_again_and_what_is_not_is_left_after_a_run_that_was_cut_short() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("both")) {
            String[] names = {"part", "moved", "whole", "edited"};
            for (String name : names) {
                Tree.of(name + ".txt=" + name).writeTo(drive.mirror());
            }
            drive.done();
            for (String name : names) {
                Tree.of(name + ".txt=a new content of " + name).writeTo(drive.mirror());
            }
            Tree.of("new part.txt=a content", "new edited.txt=a content").writeTo(drive.mirror());
            held.stop(drive, "after", "copy");
            Tree.of("part.txt=a new con", "new part.txt=a con").writeTo(drive.remote());
            Tree.of("edited.txt=SOMEBODY ELSE", "new edited.txt=SOMEBODY ELSE").writeTo(drive.remote());
            Files.delete(drive.remote().resolve("moved.txt"));
            DriveSync.Answer next = drive.run();
            assertThat(named(next)).containsExactlyInAnyOrder("edited.txt", "new edited.txt");
            assertThat(drive.count(next, "plans_resumed")).isEqualTo(1);
            assertThat(Tree.in(drive.remote()).files())
                    .containsEntry("part.txt", "a new content of part")
                    .containsEntry("moved.txt", "a new content of moved")
                    .containsEntry("new part.txt", "a content")
                    .containsEntry("edited.txt", "SOMEBODY ELSE")
                    .containsEntry("new edited.txt", "SOMEBODY ELSE");
            assertThat(named(drive.run())).containsExactlyInAnyOrder("edited.txt", "new edited.txt");
            assertKeptTwice(drive.remote(), "edited", "a new content of edited");
            assertKeptTwice(drive.mirror(), "new edited", "a content");
            drive.done();
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }

    /** Between our look and rclone's act nobody can look. */
    @Test
    void what_is_changed_in_the_moment_of_its_replacement_is_named_with_where_it_is_now() throws IOException {
        Path program = directory.resolve("late-rclone");
        Files.writeString(program, """
                #!/bin/sh
                here=${0%/*}
                case " $* " in
                    *" --backup-dir="*) cp -R "$here/as-sent/." "$here/remote/" ;;
                    *" move "*) cp -R "$here/as-moved/." "$here/remote/" ;;
                esac
                exec rclone "$@"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Path asSent = Files.createDirectories(directory.resolve("as-sent"));
        Path asMoved = Files.createDirectories(directory.resolve("as-moved"));
        Map<String, Object> settings = Map.of("direction", "both", ".program", program.toString());
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            Tree.of("a.txt=a", "b.txt=b", "quiet.txt=c").writeTo(drive.mirror());
            drive.done();
            Tree.of("a.txt=mine of a", "quiet.txt=mine", "new.txt=mine").writeTo(drive.mirror());
            Files.delete(drive.mirror().resolve("b.txt"));
            Tree.of("a.txt=SOMEBODY ELSE", "new.txt=SOMEBODY ELSE").writeTo(asSent);
            Tree.of("b.txt=SOMEBODY ELSE").writeTo(asMoved);
            DriveSync.Answer answer = drive.run();
            assertThat(named(answer)).containsExactlyInAnyOrder("a.txt", "b.txt", "new.txt");
            assertThat(answer.ended().report().problems())
                    .allSatisfy(problem -> assertThat(problem.what()).contains("that version is now"));
            for (Problem problem : answer.ended().report().problems()) {
                String where = problem.what().substring(problem.what().lastIndexOf("now ") + 4);
                assertThat(Path.of(where)).hasContent("SOMEBODY ELSE");
            }
        }
    }

    /** Nothing was set aside, so that even a beginning of what is to be sent, or no file at all, is somebody's doing. */
    @Test
    void without_the_former_file_set_aside_nothing_is_taken_for_ours() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("push")) {
            Tree.of("gone.txt=one", "beginning.txt=two", "same.txt=three").writeTo(drive.mirror());
            drive.done();
            Tree.of("gone.txt=a new one", "beginning.txt=a new two", "same.txt=a new three")
                    .writeTo(drive.mirror());
            held.stop(drive, "before", "copy");
            Files.delete(drive.remote().resolve("gone.txt"));
            Tree.of("beginning.txt=a new", "same.txt=a new three").writeTo(drive.remote());
            assertThat(named(drive.run())).containsExactlyInAnyOrder("gone.txt", "beginning.txt");
            Tree.of("beginning.txt=a new", "same.txt=a new three").assertIn(drive.remote());
            DriveSync.Answer next = drive.run();
            assertThat(named(next)).containsExactly("beginning.txt");
            Tree.in(drive.mirror()).assertIn(drive.remote());
            assertThat(Tree.in(directory.resolve("remote.chittysync-backup"))
                            .files()
                            .values())
                    .contains("a new");
        }
    }

    /** Where the remote tells hashes, nothing has to be fetched for it. */
    @Test
    void a_plan_that_is_made_anew_replaces_what_a_run_that_was_cut_short_has_sent_in_part() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        Map<String, Object> settings = Map.of(
                "direction",
                "both",
                "compare",
                "hash",
                ".program",
                held.program().toString());
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            Tree.of("part.txt=part", "moved.txt=moved", "kept.txt=kept").writeTo(drive.mirror());
            drive.done();
            Tree.of("part.txt=a new part", "moved.txt=a new moved", "new.txt=a new file")
                    .writeTo(drive.mirror());
            held.stop(drive, "after", "copy");
            Tree.of("part.txt=a new", "new.txt=a").writeTo(drive.remote());
            Files.delete(drive.remote().resolve("moved.txt"));
            DriveSync.Answer next = drive.run(new DriveOptions(false, "", true, false, false));
            assertThat(next.ended().exitCode()).as(next.ended().toString()).isEqualTo(ExitCode.DONE);
            assertThat(drive.count(next, "plans_resumed")).isZero();
            Tree.of("part.txt=a new part", "moved.txt=a new moved", "new.txt=a new file", "kept.txt=kept")
                    .assertIn(drive.remote());
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }

    @Test
    void a_rollback_takes_back_what_a_run_that_was_cut_short_has_sent_and_names_what_cannot_be_told()
            throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("both")) {
            Tree before = Tree.of("part.txt=part", "moved.txt=moved", "whole.txt=whole");
            before.writeTo(drive.mirror());
            Tree.of("edited.txt=edited").writeTo(drive.mirror());
            drive.done();
            Tree.of("part.txt=a new part", "moved.txt=a new moved", "whole.txt=a new whole", "new.txt=a new file")
                    .writeTo(drive.mirror());
            Tree.of("edited.txt=a new edited").writeTo(drive.mirror());
            long run = held.stop(drive, "after", "copy");
            Tree.of("part.txt=a new", "new.txt=a", "edited.txt=SOMEBODY ELSE").writeTo(drive.remote());
            Files.delete(drive.remote().resolve("moved.txt"));
            DriveSync.RolledBack back = drive.rollback(run);
            assertThat(back.problems()).extracting(Problem::where).containsExactly("edited.txt");
            assertKeptTwice(drive.remote(), "edited", "a new edited");
            assertThat(Tree.in(drive.remote()).files()).containsAllEntriesOf(before.files());
            assertThat(drive.remote().resolve("new.txt")).doesNotExist();
            Tree.in(drive.remote()).assertIn(drive.mirror());
            drive.done();
        }
    }

    @Test
    void a_rollback_brings_back_what_a_run_that_was_cut_short_has_set_aside() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("push")) {
            Tree before = Tree.of("a=a", "b=b", "c=c");
            before.writeTo(drive.mirror());
            drive.done();
            Files.delete(drive.mirror().resolve("a"));
            long run = held.stop(drive, "after", "move");
            Tree.of("b=b", "c=c").assertIn(drive.remote());
            DriveSync.RolledBack back = drive.rollback(run);
            assertThat(back.problems()).isEmpty();
            before.assertIn(drive.mirror());
            before.assertIn(drive.remote());
            drive.done();
        }
    }

    @Test
    void a_conflicts_copy_that_somebody_has_changed_on_the_remote_since_is_not_replaced() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("both")) {
            Tree.of("one.txt=theirs", "two.txt=theirs").writeTo(drive.remote());
            Tree.of("one.txt=the mirror's", "two.txt=the mirror's").writeTo(drive.mirror());
            held.stop(drive, "after", "--backup-dir");
            List<String> copies = Tree.in(drive.remote()).files().keySet().stream()
                    .filter(it -> it.contains(".conflict-"))
                    .toList();
            assertThat(copies).hasSize(2);
            Files.writeString(drive.remote().resolve(copies.get(0)), "SOMEBODY ELSE");
            Files.writeString(drive.remote().resolve(copies.get(1)), "the mir");
            assertThat(named(drive.run())).containsExactlyInAnyOrder("one.txt", "two.txt");
            assertThat(drive.remote().resolve(copies.get(0))).hasContent("SOMEBODY ELSE");
            assertThat(drive.remote().resolve(copies.get(1))).hasContent("the mirror's");
            assertThat(named(drive.run())).containsExactly(copies.get(0));
            drive.done();
            assertThat(Tree.in(drive.mirror()).files().values()).contains("SOMEBODY ELSE", "the mirror's");
            Tree.in(drive.remote()).assertIn(drive.mirror());
        }
    }

    private static void remember(DriveFixture drive) {
        drive.jdbc().execute("drop table if exists agreed_before");
        drive.jdbc().execute("create table agreed_before as select * from drive_agreed");
    }

    /** As a kill of the last run leaves it between what it did in the mirror and the record of that. */
    private static void forget(DriveFixture drive) {
        Long plan = drive.jdbc().queryForObject("select max(plan_id) from drive_run", Long.class);
        drive.jdbc().update("update drive_transfer set state = 'planned' where plan_id = ?", plan);
        drive.jdbc().update("update drive_plan set state = 'open' where id = ?", plan);
        drive.jdbc().update("delete from drive_agreed");
        drive.jdbc().update("insert into drive_agreed select * from agreed_before");
        note(drive);
    }

    /** What the killed run was about to put into the mirror. */
    private static void note(DriveFixture drive) {
        DriveParts all = drive.get(DriveParts.class);
        Parts parts = all.of(all.remote(DriveFixture.NAME));
        StoredPlan plan = parts.store().openPlan().orElseThrow();
        MirrorFiles remote = new MirrorFiles(drive.remote());
        List<Fetched> fetched = new ArrayList<>();
        for (StoredTransfer stored : parts.store().transfers(plan)) {
            if (stored.transfer().action().fetches()) {
                Path file = drive.remote().resolve(stored.transfer().path());
                MirrorState state =
                        Objects.requireNonNull(remote.look(stored.transfer().path()));
                fetched.add(new Fetched(stored, file, state, Digests.of(file)));
            }
        }
        PublishedChunk.of(parts.place().own(parts.settings()), plan).note(fetched);
    }

    @Test
    void a_rollback_takes_back_what_a_run_has_done_to_the_mirror_and_not_recorded() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a.txt=one", "b.txt=two", "c.txt=three", "d.txt=four").writeTo(drive.remote());
            drive.done();
            remember(drive);
            Tree.of("a.txt=ONE", "c.txt=THREE", "d.txt=FOUR", "e.txt=new").writeTo(drive.remote());
            Tree.of("d.txt=mine").writeTo(drive.mirror());
            long run = drive.run().ended().run();
            forget(drive);
            Tree.of("c.txt=edited since").writeTo(drive.mirror());
            DriveSync.RolledBack back = drive.rollback(run);
            assertThat(back.problems()).extracting(Problem::where).containsExactly("c.txt");
            assertThat(Tree.in(drive.mirror()).files())
                    .containsEntry("a.txt", "one")
                    .containsEntry("c.txt", "edited since")
                    .containsEntry("d.txt", "mine")
                    .doesNotContainKey("e.txt");
            remember(drive);
            Files.delete(drive.remote().resolve("b.txt"));
            run = drive.run().ended().run();
            assertThat(drive.mirror().resolve("b.txt")).doesNotExist();
            forget(drive);
            assertThat(drive.rollback(run).problems()).isEmpty();
            assertThat(drive.mirror().resolve("b.txt")).hasContent("two");
        }
    }
}
