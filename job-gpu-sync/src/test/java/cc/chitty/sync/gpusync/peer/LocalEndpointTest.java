package cc.chitty.sync.gpusync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.manifest.Entry;
import cc.chitty.sync.gpusync.manifest.EntryKind;
import cc.chitty.sync.gpusync.manifest.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine, as every side, and what only a disk has. */
class LocalEndpointTest extends EndpointContract {

    @TempDir
    Path directory;

    private LocalEndpoint endpoint;

    @BeforeEach
    void begins() {
        endpoint = new LocalEndpoint("laptop", directory, System.getenv("PATH"));
    }

    @Override
    protected Endpoint endpoint() {
        return endpoint;
    }

    @Override
    protected Ground ground() {
        return new DiskGround(directory);
    }

    @ParameterizedTest
    @ValueSource(ints = {0000, 0644, 0311})
    void a_directory_that_cannot_be_read_or_entered_is_unreadable_and_not_empty(int mode) throws IOException {
        ground().file(at("closed/f"), "x", 0600, T1);
        ground().directory(at("closed"), mode);
        Path directory = Path.of(at("closed"));
        boolean closed = !Files.isReadable(directory) || !Files.isExecutable(directory);
        Map<TreePath, Entry> entries = scan().entries();
        ground().directory(at("closed"), 0755);
        Assumptions.assumeTrue(closed, "this user reads everything");
        assertThat(in(entries, "closed").kind()).isEqualTo(EntryKind.UNREADABLE);
        assertThat(entries).doesNotContainKey(path("closed/f"));
    }

    @Test
    void a_read_only_directory_fails_in_words_and_loses_nothing() throws IOException {
        ground().file(at("d/f"), "old", 0644, T1);
        Entry old = entry("d/f");
        Files.setPosixFilePermissions(Path.of(at("d")), PosixFilePermissions.fromString("r-xr-xr-x"));
        boolean closed = !Files.isWritable(Path.of(at("d")));
        Outcome outcome = bring("d/f", old, "new");
        Files.setPosixFilePermissions(Path.of(at("d")), PosixFilePermissions.fromString("rwxr-xr-x"));
        Assumptions.assumeTrue(closed, "this user writes everywhere");
        assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.trouble()).contains("permission denied");
        assertThat(ground().text(at("d/f"))).isEqualTo("old");
    }

    @Test
    void facts_are_asked_of_the_machine() {
        assertThat(endpoint.facts().home()).isEqualTo(directory.toString());
        assertThat(endpoint.facts().has("tar")).isTrue();
        assertThat(endpoint.facts().sensitivity().caseMatters())
                .isEqualTo(Files.notExists(Path.of(Spelling.other(directory.toString()))));
    }
}
