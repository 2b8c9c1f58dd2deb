package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.TreePath;
import cc.chitty.sync.gpusync.plan.ItemState;
import cc.chitty.sync.gpusync.plan.PlanTable;
import cc.chitty.sync.gpusync.plan.StoredPlan;
import cc.chitty.sync.gpusync.reconcile.Rules.Force;
import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.gpusync.run.SyncSteps;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** A run that fails anywhere is resumed to the same end: at each border of two steps and after each publication. */
class GpuSyncRestartTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final int PARCEL = 4;

    /** Fails where a step, or the end of a parcel, asks for the steps. */
    private static final class Failing extends CurrentGpuSync {
        private int failing;
        private int calls;

        void at(int call) {
            calls = 0;
            failing = call;
        }

        @Override
        SyncSteps steps() {
            if (++calls == failing) {
                throw new IllegalStateException("planned");
            }
            return super.steps();
        }
    }

    @TempDir
    Path directory;

    private final Failing current = new Failing();
    private final FailingEndpoint.Plan plan = new FailingEndpoint.Plan();
    private final Map<TreePath, Integer> brought = PlannedPeering.counts();
    private Path ours;
    private Path theirs;
    private JobDesk desk;
    private int version;

    @BeforeEach
    void begin() throws IOException {
        ours = Files.createDirectories(directory.resolve("laptop/code"));
        theirs = Files.createDirectories(directory.resolve("station/code"));
        Map<String, Object> settings = JobDesk.peer(directory.resolve("station"));
        settings.put("transfer.files", PARCEL);
        settings.put("guard.percent", 100);
        settings.put("snapshots.count", 100);
        desk = new JobDesk(
                directory,
                directory.resolve("laptop"),
                settings,
                real -> peer -> new PlannedPeering(real.with(peer), plan, brought),
                current);
        change();
        assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    /** 22 changes of all kinds, in both directions. Returns how many. */
    private int change() throws IOException {
        version++;
        for (int i = 0; i < 9; i++) {
            TreeText.write(ours, "a" + i % 2 + "/f" + i, "ours " + version, version);
            TreeText.write(theirs, "b" + i % 3 + "/g" + i, "theirs " + version, version);
        }
        Files.deleteIfExists(theirs.resolve("v" + (version - 1) + "/gone"));
        Files.deleteIfExists(theirs.resolve("v" + (version - 1)));
        TreeText.write(ours, "v" + version + "/gone", "x", version);
        return 22;
    }

    private void isFailed(GpuSync.Answer answer, Object at) {
        assertThat(answer.ended().exitCode()).as("at %s", at).isEqualTo(ExitCode.FAILED);
    }

    private void isDone(GpuSync.Answer answer, Object at) {
        assertThat(answer.ended().exitCode())
                .as(
                        "at %s: %s %s",
                        at, answer.ended().failure(), answer.ended().report().problems())
                .isEqualTo(ExitCode.DONE);
        assertThat(TreeText.contents(ours)).as("at %s", at).isEqualTo(TreeText.contents(theirs));
        assertThat(TreeText.read(theirs, "a0/f8")).isEqualTo("ours " + version);
        assertThat(TreeText.read(ours, "b2/g8")).isEqualTo("theirs " + version);
    }

    private void everythingIsDone(GpuSync.Answer answer, int planned) {
        PlanTable table = new PlanTable(desk.get(JdbcTemplate.class));
        StoredPlan stored = table.ofRun(answer.ended().run()).orElseThrow();
        assertThat(table.count(stored.instance(), ItemState.DONE)).isEqualTo(planned);
        assertThat(table.count(stored.instance(), ItemState.PLANNED)).isZero();
    }

    @Test
    void a_run_that_fails_at_any_border_is_resumed_to_the_same_end() throws IOException {
        int failed = 0;
        for (int call = 1; ; call++) {
            int planned = change();
            current.at(call);
            GpuSync.Answer first = desk.run(ALL);
            if (first.ended().exitCode() == ExitCode.DONE) {
                break;
            }
            failed++;
            isFailed(first, call);
            current.at(0);
            GpuSync.Answer second = desk.run(ALL);
            assertThat(second.ended().resumed()).isTrue();
            isDone(second, call);
            everythingIsDone(second, planned);
        }
        current.at(0);
        assertThat(failed).as("borders").isGreaterThan(12);
        assertThat(desk.run(ALL).ended().report().counts()).containsEntry("planned", 0L);
    }

    @Test
    void after_a_publication_that_nobody_heard_of_nothing_is_brought_again_but_what_was_underway() throws IOException {
        for (int publication = 1; ; publication++) {
            int planned = change();
            brought.clear();
            plan.at(publication);
            GpuSync.Answer first = desk.run(ALL);
            if (first.ended().exitCode() == ExitCode.DONE) {
                assertThat(publication).as("publications").isGreaterThan(8);
                break;
            }
            isFailed(first, publication);
            plan.at(0);
            GpuSync.Answer second = desk.run(ALL);
            isDone(second, publication);
            everythingIsDone(second, planned);
            assertThat(brought.values().stream().filter(times -> times > 1).count())
                    .as("at %d, %s", publication, brought)
                    .isLessThanOrEqualTo(2 * PARCEL);
            assertThat(brought.values()).allMatch(times -> times <= 2);
        }
    }

    @Test
    void a_rollback_after_a_resumed_run_brings_back_what_was_before_both() throws IOException {
        for (int publication = 2; publication < 9; publication += 3) {
            change();
            SortedMap<String, String> ourBefore = TreeText.exact(ours);
            SortedMap<String, String> theirBefore = TreeText.exact(theirs);
            plan.at(publication);
            isFailed(desk.run(ALL), publication);
            plan.at(0);
            isDone(desk.run(ALL), publication);
            plan.at(3);
            String snapshot = desk.snapshots().lastSync().orElseThrow();
            isFailed(desk.rollback(snapshot), publication);
            plan.at(0);
            GpuSync.Answer rolledBack = desk.rollback(snapshot);
            assertThat(rolledBack.ended().exitCode())
                    .as("%s", rolledBack.ended().report().problems())
                    .isEqualTo(ExitCode.DONE);
            assertThat(TreeText.exact(ours)).isEqualTo(ourBefore);
            assertThat(TreeText.exact(theirs)).isEqualTo(theirBefore);
            isDone(desk.run(ALL), publication);
        }
    }

    /** A directory stands against a link; the files of the directory are more than a parcel. */
    private void replaceByALink(String name) throws IOException {
        for (int i = 0; i < 2 * PARCEL; i++) {
            TreeText.write(ours, name + "/f" + i, name, 1);
        }
        TreeText.write(ours, name + "/models/w", name, 1);
        assertThat(desk.run(ALL).ended().exitCode()).as(name).isEqualTo(ExitCode.DONE);
        for (int i = 0; i < 2 * PARCEL; i++) {
            Files.delete(theirs.resolve(name + "/f" + i));
        }
        for (String gone : List.of("/models/w", "/models", "")) {
            Files.delete(theirs.resolve(name + gone));
        }
        Files.createSymbolicLink(theirs.resolve(name), Path.of("/nowhere"));
        TreeText.write(ours, name + "/f0", "changed " + name, 2);
    }

    @Test
    void a_directory_that_wins_over_a_link_keeps_all_it_has_if_its_run_is_killed_and_another_one_follows()
            throws IOException {
        SyncOptions forced = new SyncOptions(
                "ws",
                SyncOptions.What.ALL.of("workspace"),
                new SyncOptions.How(ALL.how().direction(), Force.OURS, false, 0, Map.of()),
                false,
                "",
                false);
        SortedMap<String, String> kept = TreeText.contents(ours);
        ExitCode ended = ExitCode.FAILED;
        for (int call = 1; ended == ExitCode.FAILED; call++) {
            String name = "w" + call;
            replaceByALink(name);
            kept = TreeText.contents(ours);
            current.at(call);
            ended = desk.run(forced).ended().exitCode();
            current.at(0);
            desk.run(ALL);
            assertThat(TreeText.contents(ours)).as("at %d", call).isEqualTo(kept);
            desk.run(forced);
            assertThat(desk.run(ALL).ended().exitCode()).as("at %d", call).isEqualTo(ExitCode.DONE);
            assertThat(TreeText.contents(ours)).as("at %d", call).isEqualTo(kept);
            assertThat(TreeText.contents(theirs)).as("at %d", call).isEqualTo(kept);
        }
        assertThat(kept).containsKey("w10");
    }

    /** Its plan would go on, and what it had done before it was killed would count as agreed on. */
    @Test
    void a_sync_after_a_rollback_of_a_killed_one_begins_anew() throws IOException {
        for (int publication = 1; ; publication++) {
            change();
            TreeText.write(ours, "new/" + version, "made here", version);
            SortedMap<String, String> mine = TreeText.contents(ours);
            String before = desk.snapshots().lastSync().orElseThrow();
            plan.at(publication);
            ExitCode ended = desk.run(ALL).ended().exitCode();
            plan.at(0);
            if (ended == ExitCode.DONE) {
                assertThat(publication).as("publications").isGreaterThan(8);
                break;
            }
            String killed = desk.snapshots().lastSync().orElseThrow();
            if (!killed.equals(before)) { // else it had changed nothing
                assertThat(desk.rollback(killed).ended().exitCode()).isEqualTo(ExitCode.DONE);
            }
            assertThat(TreeText.contents(ours)).as("at %d", publication).isEqualTo(mine);

            GpuSync.Answer next = desk.run(ALL);

            assertThat(next.ended().resumed()).as("at %d", publication).isEqualTo(killed.equals(before));
            isDone(next, publication);
            assertThat(TreeText.read(ours, "new/" + version))
                    .as("at %d", publication)
                    .isEqualTo("made here");
        }
    }

    /** As {@code git switch} and back does. What had come to the other side by then is no change of that side's. */
    @Test
    void what_a_person_takes_back_after_a_killed_run_is_taken_back_on_the_other_side() throws IOException {
        takenBack(() -> desk.run(ALL.dry()));
    }

    /** The same command goes on with its plan, or makes one anew. */
    @Test
    void what_a_person_takes_back_after_a_killed_run_is_taken_back_if_the_same_one_follows() throws IOException {
        takenBack(() -> {});
    }

    @Test
    void what_a_person_takes_back_after_a_killed_run_is_taken_back_if_it_makes_its_plan_anew() throws IOException {
        takenBack(() -> {
            JdbcTemplate jdbc = desk.get(JdbcTemplate.class);
            jdbc.update("update gpu_plan set made_at = dateadd(day, -1, made_at)");
        });
    }

    private void takenBack(Runnable meanwhile) throws IOException {
        for (int publication = 1; ; publication++) {
            String place = "back" + publication + "/";
            for (int i = 0; i < 3 * PARCEL; i++) {
                TreeText.write(ours, place + "edited" + i, "one", 1);
                TreeText.write(ours, place + "moved" + i, "mine", 1);
            }
            isDone(desk.run(ALL), publication);
            for (int i = 0; i < 3 * PARCEL; i++) {
                TreeText.write(ours, place + "edited" + i, "two and more", 2);
                TreeText.write(ours, place + "new" + i, "new", 2);
                Files.delete(ours.resolve(place + "moved" + i));
            }
            plan.at(publication);
            ExitCode ended = desk.run(ALL).ended().exitCode();
            plan.at(0);
            for (int i = 0; i < 3 * PARCEL; i++) {
                TreeText.write(ours, place + "edited" + i, "one", 1);
                TreeText.write(ours, place + "moved" + i, "mine", 1);
                Files.delete(ours.resolve(place + "new" + i));
            }
            SortedMap<String, String> mine = TreeText.contents(ours);

            meanwhile.run();
            desk.run(ALL);
            isDone(desk.run(ALL), publication);

            assertThat(TreeText.contents(ours)).as("at %d", publication).isEqualTo(mine);
            if (ended == ExitCode.DONE) {
                assertThat(publication).as("publications").isGreaterThan(8);
                break;
            }
        }
    }

    /** It is new, so its planned content is not known by a digest; size and time are those that came. */
    @Test
    void what_a_person_writes_in_a_file_that_had_just_come_is_seen_though_size_and_time_are_the_same()
            throws IOException {
        ExitCode ended = ExitCode.FAILED;
        for (int publication = 1; ended == ExitCode.FAILED; publication++) {
            String place = "new" + publication + "/";
            for (int i = 0; i < 2 * PARCEL; i++) {
                TreeText.write(ours, place + i, "new", 1);
            }
            plan.at(publication);
            ended = desk.run(ALL).ended().exitCode();
            plan.at(0);
            List<Path> there = Stream.iterate(0, i -> i < 2 * PARCEL, i -> i + 1)
                    .map(i -> theirs.resolve(place + i))
                    .filter(Files::exists)
                    .toList();
            for (Path file : there) {
                TreeText.write(theirs, place + file.getFileName(), "TED", 1);
            }
            desk.run(ALL);
            ExitCode next = desk.run(ALL).ended().exitCode();
            if (next == ExitCode.DONE) {
                assertThat(TreeText.contents(ours)).as("at %d", publication).isEqualTo(TreeText.contents(theirs));
            } else {
                assertThat(next).as("at %d", publication).isEqualTo(ExitCode.PROBLEMS_LEFT);
            }
            for (Path file : there) {
                assertThat(file).as("at %d", publication).hasContent("TED");
            }
            SyncOptions.How theirsWin = new SyncOptions.How(ALL.how().direction(), Force.THEIRS, false, 0, Map.of());
            desk.run(new SyncOptions("ws", SyncOptions.What.ALL, theirsWin, false, "", false));
        }
    }

    /** Its size is another one on the other side. */
    @Test
    void a_session_that_a_person_removes_after_a_killed_run_had_brought_it_stays_removed() throws IOException {
        Path laptop = directory.resolve("laptop");
        String project = ".claude/projects/" + TreeText.slug(laptop + "/code/app") + "/";
        TreeText.write(laptop, ".claude/projects/-elsewhere/notes.txt", "so that not all goes", 1);
        Path there = directory
                .resolve("station/.claude/projects")
                .resolve(TreeText.slug(directory.resolve("station") + "/code/app"));
        ExitCode ended = ExitCode.FAILED;
        for (int publication = 1; ended == ExitCode.FAILED; publication++) {
            for (int i = 0; i < 2 * PARCEL; i++) {
                String id = "%08d-0000-4000-8000-%012d".formatted(publication, i);
                String line = "{\"sessionId\":\"%s\",\"type\":\"user\",\"cwd\":\"%s/code/app\",\"uuid\":\"%s\"}\n";
                TreeText.write(laptop, project + id + ".jsonl", line.formatted(id, laptop, id), 1);
            }
            plan.at(publication);
            ended = desk.run(ALL).ended().exitCode();
            plan.at(0);
            FileSystemUtils.deleteRecursively(laptop.resolve(project));

            desk.run(ALL);
            GpuSync.Answer next = desk.run(ALL);

            assertThat(next.ended().exitCode())
                    .as("at %d: %s", publication, next.ended().report().problems())
                    .isEqualTo(ExitCode.DONE);
            assertThat(laptop.resolve(project)).as("at %d", publication).doesNotExist();
            assertThat(there).as("at %d", publication).doesNotExist();
        }
    }

    @Test
    void a_sync_after_a_killed_rollback_takes_nothing_that_is_back_or_gone_for_what_somebody_did() throws IOException {
        SyncOptions newer = new SyncOptions(
                "ws",
                SyncOptions.What.ALL,
                new SyncOptions.How(ALL.how().direction(), Force.NEWER, false, 0, Map.of()),
                false,
                "",
                false);
        ExitCode ended = ExitCode.FAILED;
        int call = 0;
        while (ended == ExitCode.FAILED) {
            change();
            TreeText.write(ours, "new/" + version, "made here", version);
            isDone(desk.run(ALL), call);
            current.at(++call);
            ended = desk.rollback(desk.snapshots().lastSync().orElseThrow())
                    .ended()
                    .exitCode();
            current.at(0);
            desk.run(ALL);
            assertThat(TreeText.read(ours, "a0/f8")).as("at %d", call).isEqualTo("ours " + version);
            assertThat(TreeText.read(theirs, "b2/g8")).as("at %d", call).isEqualTo("theirs " + version);
            assertThat(TreeText.read(ours, "new/" + version)).as("at %d", call).isEqualTo("made here");
            isDone(desk.run(newer), call);
        }
        assertThat(call).as("borders").isGreaterThan(8);
    }
}
