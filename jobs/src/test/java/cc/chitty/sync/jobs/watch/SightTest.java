package cc.chitty.sync.jobs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real directories and real events. */
class SightTest {

    @TempDir
    private Path directory;

    private final Changes changes = new Changes();
    private Path root = Path.of("");
    private Sight sight = new Sight(Roots.of(List.of()), DirectoryFeed::open, () -> {
        throw new AssertionError();
    });

    @BeforeEach
    void begin() throws IOException {
        root = Files.createDirectory(directory.resolve("todos"));
        Signs signs = new Signs(StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory));
        Path another = Files.createDirectory(directory.resolve("tasks"));
        sight = new Sight(Roots.of(List.of(root, another)), DirectoryFeed::open, () -> new Intake(changes, signs));
    }

    @AfterEach
    void end() {
        sight.close();
    }

    /** Many times, since a file system need not give the deleted one's inode number to the very next. */
    @Test
    void a_directory_made_anew_between_two_refreshes_is_noticed() throws IOException {
        assertThat(sight.refresh()).isTrue();
        for (int i = 0; i < 20; i++) {
            Files.delete(root);
            Files.createDirectory(root);
            assertThat(sight.refresh()).as("time %d", i).isTrue();
        }
    }

    @Test
    void a_directory_that_stays_is_watched_on() throws IOException {
        assertThat(sight.refresh()).isTrue();
        Files.createFile(root.resolve("a.json"));
        Files.createDirectory(directory.resolve("other"));
        assertThat(sight.refresh()).isFalse();
        assertThat(sight.mustPoll()).isFalse();
    }

    @Test
    void a_directory_that_must_not_be_read_leaves_the_others_watched() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("-wx------"));
        assertThat(sight.refresh()).isTrue();
        assertThat(sight.mustPoll()).isFalse();
    }
}
