package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is set aside on a remote to which two state directories push: two computers, or one that was set up anew. Both count their
 * runs from 1, and here even have the same device id, as copies of one directory have.
 */
class SetAsideTest {

    @TempDir
    Path directory;

    private Path remote = Path.of("");
    private Path mirror = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        remote = Files.createDirectories(directory.resolve("docs"));
        mirror = Files.createDirectories(directory.resolve("mirror"));
    }

    /** A state directory of that name; the remote and the mirror are the same for all of them. */
    private DriveFixture open(String name) throws IOException {
        Map<String, Object> settings =
                Map.of("direction", "push", "remote", remote.toString(), "mirror", mirror.toString());
        return DriveFixture.open(Files.createDirectories(directory.resolve(name)), settings);
    }

    /** Somebody edits a file on the remote, and the run that finds it sets it aside. */
    private long replaced(DriveFixture drive, String content) throws IOException {
        Tree.of("a.txt=" + content).writeTo(remote);
        DriveSync.Answer answer = drive.run();
        assertThat(answer.ended().exitCode()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        assertThat(answer.ended().report().problems())
                .extracting(Problem::where)
                .containsExactly("a.txt");
        Tree.of("a.txt=mine").assertIn(remote);
        return answer.ended().run();
    }

    private Map<String, String> setAside() throws IOException {
        return Tree.in(directory.resolve("docs.chittysync-backup")).files();
    }

    @Test
    void nothing_that_another_state_directory_set_aside_is_replaced() throws IOException {
        Tree.of("a.txt=mine").writeTo(mirror);
        for (String name : new String[] {"one", "two"}) {
            try (DriveFixture drive = open(name)) {
                drive.done();
                assertThat(replaced(drive, "precious " + name)).isEqualTo(2);
            }
        }
        assertThat(setAside().values()).containsExactlyInAnyOrder("precious one", "precious two");
    }

    @Test
    void a_rollback_brings_back_what_its_own_state_directory_set_aside() throws IOException {
        Tree.of("a.txt=mine").writeTo(mirror);
        try (DriveFixture one = open("one")) {
            one.done();
            replaced(one, "precious one");
        }
        try (DriveFixture two = open("two")) {
            two.done();
            long run = replaced(two, "precious two");
            assertThat(two.rollback(run).answer().ended().exitCode()).isEqualTo(ExitCode.DONE);
        }
        Tree.of("a.txt=precious two").assertIn(mirror);
        Tree.of("a.txt=precious two").assertIn(remote);
        try (DriveFixture one = open("one")) {
            DriveSync.RolledBack back = one.rollback(2);
            assertThat(back.problems()).isEmpty();
        }
        Tree.of("a.txt=precious one").assertIn(mirror);
        assertThat(setAside().values()).contains("precious one", "precious two", "mine");
    }

    @Test
    void a_rollback_finds_what_an_earlier_version_set_aside_by_the_runs_number() throws IOException {
        Tree.of("a.txt=mine").writeTo(mirror);
        try (DriveFixture drive = open("one")) {
            drive.done();
            long run = replaced(drive, "precious");
            Path backup = directory.resolve("docs.chittysync-backup");
            Path aside = backup.resolve(drive.jdbc()
                    .queryForObject("select aside from drive_run where job_execution_id = ?", String.class, run));
            Files.move(aside, backup.resolve(Long.toString(run)));
            drive.jdbc().update("update drive_run set aside = null");
            drive.rollback(run);
        }
        Tree.of("a.txt=precious").assertIn(remote);
    }
}
