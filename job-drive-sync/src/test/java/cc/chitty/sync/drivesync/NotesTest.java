package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.drivesync.plan.Transfer;
import cc.chitty.sync.drivesync.store.StoredPlan;
import cc.chitty.sync.drivesync.store.StoredTransfer;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job's small files say is believed only where it can be true: of the very plan they were written for, and undamaged. */
class NotesTest {

    @TempDir
    Path directory;

    @BeforeEach
    void begin() {
        assumeTrue(Programs.works("rclone", "version"), "rclone is not installed");
    }

    private Path own() {
        return directory.resolve("state/drive-sync/" + DriveFixture.NAME);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_new_version_whose_first_fetch_failed_is_fetched_also_after_the_database_was_lost(boolean restored)
            throws IOException {
        HeldRclone held = new HeldRclone(directory);
        Path database = directory.resolve("state/database");
        Path older = directory.resolve("older");
        held.open("both").close();
        assertThat(Programs.run(List.of("cp", "-a", database.toString(), older.toString()), directory.resolve("out")))
                .isZero();
        try (DriveFixture drive = held.open("both")) {
            Tree.of("f.txt=v1", "g.txt=other").writeTo(drive.remote());
            drive.done();
        }
        Path stale = Files.writeString(directory.resolve("stale"), "plan=1\n0=" + Digests.of("v1") + "\n");
        DirectoryTree.delete(database);
        if (restored) {
            Files.move(older, database);
        }
        try (DriveFixture drive = held.open("both")) {
            drive.done();
            Tree.of("f.txt=v2 of somebody else").writeTo(drive.remote());
            held.stop(drive, "before", "copy");
            Files.move(stale, own().resolve("publishing.properties")); // as earlier versions left it
            DriveSync.Answer next = drive.done();
            assertThat(drive.count(next, "plans_resumed")).isEqualTo(1);
            assertThat(drive.count(next, "files_recovered")).isZero();
            assertThat(drive.count(next, "files_fetched")).isEqualTo(1);
            Tree.of("f.txt=v2 of somebody else", "g.txt=other").assertIn(drive.mirror());
        }
    }

    /** In what the note differs from the open plan. */
    private enum Wrong {
        NUMBER,
        TIME,
        PATH,
        /** In nothing; but the mirror has what it had when the plan was made. */
        NOTHING
    }

    private static void note(Path own, DriveFixture drive, Wrong wrong) {
        DriveParts all = drive.get(DriveParts.class);
        Parts parts = all.of(all.remote(DriveFixture.NAME));
        StoredPlan plan = parts.store().openPlan().orElseThrow();
        StoredTransfer planned = parts.store().transfers(plan).get(0);
        Transfer is = planned.transfer();
        String path = wrong == Wrong.PATH ? "another.txt" : is.path();
        Transfer noted = new Transfer(path, is.action(), is.remark(), is.copy(), is.mirror(), is.remote());
        StoredTransfer stored =
                new StoredTransfer(planned.seq(), planned.chunk(), noted, planned.state(), planned.problem());
        Path file = drive.mirror().resolve(is.path());
        StoredPlan other = new StoredPlan(
                wrong == Wrong.NUMBER ? plan.id() + 1 : plan.id(),
                wrong == Wrong.TIME ? plan.made().plusNanos(1_000) : plan.made(),
                plan.settings(),
                plan.snapshot());
        PublishedChunk.of(own, other)
                .note(List.of(new Fetched(
                        stored, file, Objects.requireNonNull(parts.mirror().look(is.path())), Digests.of(file))));
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void a_note_counts_for_no_other_plan_and_file_and_for_nothing_that_is_as_it_was_planned(Wrong wrong)
            throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("both")) {
            Tree.of("f.txt=v1").writeTo(drive.remote());
            drive.done();
            Tree.of("f.txt=version 2").writeTo(drive.remote());
            held.stop(drive, "before", "copy");
            if (wrong != Wrong.NOTHING) { // it is not as it was planned, and has the content that the note tells
                FileTime touched = FileTime.from(Instant.parse("2026-11-02T08:00:00Z"));
                Files.setLastModifiedTime(drive.mirror().resolve("f.txt"), touched);
            }
            note(own(), drive, wrong);
            DriveSync.Answer next = drive.run();
            assertThat(drive.count(next, "files_recovered")).isZero();
            assertThat(next.ended().report().problems())
                    .extracting(Problem::where)
                    .isEqualTo(wrong == Wrong.NOTHING ? List.of() : List.of("f.txt"));
            drive.run();
            drive.done();
            Tree.of("f.txt=version 2").assertIn(drive.mirror());
            Tree.of("f.txt=version 2").assertIn(drive.remote());
        }
    }

    @Test
    void a_chunk_of_another_plan_with_the_same_number_is_not_taken_for_begun() {
        StoredPlan plan = new StoredPlan(1, Instant.parse("2026-11-02T08:00:00.000001Z"), "s", null);
        StoredPlan later = new StoredPlan(1, Instant.parse("2026-11-02T08:00:00.000002Z"), "s", null);
        BegunChunk.of(directory, plan, 0).begin();
        assertThat(BegunChunk.of(directory, plan, 0).isAgain()).isTrue();
        assertThat(BegunChunk.of(directory, plan, 1).isAgain()).isFalse();
        assertThat(BegunChunk.of(directory, later, 0).isAgain()).isFalse();
        BegunChunk.forget(directory);
        assertThat(BegunChunk.of(directory, plan, 0).isAgain()).isFalse();
    }

    @Test
    void notes_stay_while_their_chunk_is_not_recorded_and_go_when_it_is() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("both")) {
            Tree.of("there.txt=1").writeTo(drive.remote());
            Tree.of("here.txt=2").writeTo(drive.mirror());
            drive.done();
            assertThat(own().resolve("publishing.properties")).doesNotExist();
            assertThat(own().resolve("sending")).doesNotExist();
            Tree.of("here.txt=changed here").writeTo(drive.mirror());
            held.stop(drive, "after", "copy");
            assertThat(own().resolve("sending")).exists();
            DriveSync.Answer next = drive.done();
            assertThat(drive.count(next, "files_sent")).isEqualTo(1);
            assertThat(own().resolve("sending")).doesNotExist();
            Tree.in(drive.mirror()).assertIn(drive.remote());
        }
    }

    @Test
    void the_time_of_a_plan_is_read_as_it_was_stored() throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory)) {
            DriveParts all = drive.get(DriveParts.class);
            Parts parts = all.of(all.remote(DriveFixture.NAME));
            for (String made :
                    List.of("2026-10-25T00:30:00.123456789Z", "2026-10-25T01:30:00Z", "2026-03-29T01:30:00Z")) {
                StoredPlan stored = parts.store().store(Instant.parse(made), "s", List.of());
                assertThat(parts.store().openPlan()).contains(stored);
            }
        }
    }

    private static void damage(Path file, String text) throws IOException {
        byte[] bytes = ("\u00ff" + text).getBytes(StandardCharsets.ISO_8859_1); // no UTF-8
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=\\uZZZZ\n", "left-out=many\n", "commit=../../main\n"})
    void damaged_notes_are_as_good_as_none(String text) throws IOException {
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "both"))) {
            Tree.of("a=1").writeTo(drive.remote());
            drive.done();
            for (String name : new String[] {
                "committed.properties", "facts.properties", "publishing.properties", "sending", "../last-remote"
            }) {
                damage(own().resolve(name), text);
            }
            DriveSync.Answer next = drive.done();
            assertThat(drive.count(next, "commits")).isZero();
            assertThat(drive.count(next, "files_transferred")).isZero();
            Tree.of("a=2", "b=3").writeTo(drive.remote());
            damage(own().resolve("publishing.properties"), text);
            assertThat(drive.count(drive.done(), "files_fetched")).isEqualTo(2);
            Tree.of("a=2", "b=3").assertIn(drive.mirror());
        }
    }

    @Test
    void a_refused_run_makes_no_directory_where_the_mirror_is_gone() throws IOException {
        HeldRclone held = new HeldRclone(directory);
        try (DriveFixture drive = held.open("both")) {
            Tree.of("a=1", "b=2", "c=3", "d=4").writeTo(drive.remote());
            drive.done();
            Path away = Files.move(drive.mirror(), directory.resolve("away"));
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(drive.mirror()).doesNotExist();
            Files.move(away, drive.mirror());
            Tree.of("a=11").writeTo(drive.remote());
            held.stop(drive, "before", "copy");
            Files.move(drive.mirror(), away);
            assertThat(drive.run().ended().exitCode()).as("with an open plan").isEqualTo(ExitCode.REFUSED);
            assertThat(drive.mirror()).doesNotExist();
            Files.move(away, drive.mirror());
            drive.done();
            Tree.of("a=11", "b=2", "c=3", "d=4").assertIn(drive.mirror());
            Tree.of("a=11", "b=2", "c=3", "d=4").assertIn(drive.remote());
        }
    }
}
