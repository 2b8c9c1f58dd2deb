package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What other tools lose something in: folders of what both sides had before, what each of them changed ({@code x.deleted}
 * takes {@code x} away), and what each has afterwards. The time in the name of a conflict's copy is left out.
 */
class ScenarioTest {

    @TempDir
    Path directory;

    /** Puts {@code before} on both sides, by a run, and then the edits; with the times of before where that is what is tried. */
    private void play(DriveFixture drive, String scenario, boolean restoreTimes) throws IOException {
        Tree before = part(scenario, "before");
        if (!before.files().isEmpty()) {
            before.writeTo(drive.mirror());
            drive.done();
            before.assertIn(drive.remote());
        }
        edit(part(scenario, "mirror-edits"), drive.mirror(), restoreTimes);
        edit(part(scenario, "remote-edits"), drive.remote(), restoreTimes);
    }

    private static void edit(Tree edits, Path side, boolean restoreTimes) throws IOException {
        for (Map.Entry<String, String> edit : edits.files().entrySet()) {
            if (edit.getKey().endsWith(".deleted")) {
                Files.delete(side.resolve(edit.getKey().replace(".deleted", "")));
                continue;
            }
            Path file = side.resolve(edit.getKey());
            FileTime time = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
            Tree.of(edit.getKey() + "=" + edit.getValue()).writeTo(side);
            if (restoreTimes) {
                Files.setLastModifiedTime(file, Objects.requireNonNull(time));
            }
        }
    }

    private static Tree part(String scenario, String part) throws IOException {
        var folder = ScenarioTest.class.getResource("/scenarios/" + scenario + "/" + part);
        try {
            return folder == null ? Tree.of() : Tree.in(Path.of(folder.toURI()));
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static void assertIs(String scenario, DriveFixture drive) throws IOException {
        assertThat(nameless(Tree.in(drive.mirror())))
                .as("mirror")
                .isEqualTo(part(scenario, "expected-mirror").files());
        assertThat(nameless(Tree.in(drive.remote())))
                .as("remote")
                .isEqualTo(part(scenario, "expected-remote").files());
    }

    private static Map<String, String> nameless(Tree tree) {
        Map<String, String> files = new TreeMap<>();
        tree.files()
                .forEach((path, content) ->
                        files.put(path.replaceAll("\\.conflict-\\d{8}T\\d{4}Z", ".conflict"), content));
        return files;
    }

    @Test
    void both_edit_one_file() throws IOException {
        String scenario = "both-edit-one-file";
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "both"))) {
            play(drive, scenario, false);
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertIs(scenario, drive);
            assertThat(drive.get(DriveHistory.class).conflicts()).hasSize(1);
            drive.done();
            assertIs(scenario, drive);
        }
    }

    @Test
    void one_side_loses_most_files() throws IOException {
        String scenario = "one-side-loses-most-files";
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "both"))) {
            play(drive, scenario, false);
            DriveSync.Answer refused = drive.run();
            assertThat(refused.ended().exitCode()).isEqualTo(ExitCode.REFUSED);
            assertIs(scenario, drive);
            String remedy = Objects.requireNonNull(refused.ended().failure()).remedy();
            String agreed = remedy.replaceAll("(?s).*--agree-deletions ([0-9a-f]{8}).*", "$1");
            DriveSync.Answer done = drive.run(new DriveOptions(false, agreed, false, false, false));
            assertThat(done.ended().exitCode()).isEqualTo(ExitCode.DONE);
            Tree.of("f5.txt=file 5\n", "f6.txt=file 6\n").assertIn(drive.mirror());
            drive.rollback(done.ended().run());
            assertThat(Tree.in(drive.mirror()).files())
                    .isEqualTo(part(scenario, "before").files());
        }
    }

    @Test
    void same_size_and_restored_time() throws IOException {
        String scenario = "same-size-and-restored-time";
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "both", "compare", "hash"))) {
            play(drive, scenario, true);
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertIs(scenario, drive);
        }
    }

    @Test
    void first_run_with_a_newer_other_side() throws IOException {
        String scenario = "first-run-with-a-newer-other-side";
        try (DriveFixture drive = DriveFixture.open(directory, Map.of("direction", "both"))) {
            play(drive, scenario, false);
            Files.setLastModifiedTime(drive.mirror().resolve("f1.txt"), FileTime.fromMillis(0));
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
            assertIs(scenario, drive);
            drive.done();
        }
    }
}
