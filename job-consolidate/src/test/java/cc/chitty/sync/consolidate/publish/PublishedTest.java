package cc.chitty.sync.consolidate.publish;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTest {

    @TempDir
    private Path directory;

    private StateDirectory state;
    private Published published;
    private Path journal;

    @BeforeEach
    void publishes() throws IOException {
        state = StateDirectory.open(
                Map.of(StateDirectory.VARIABLE, directory.resolve("state").toString()), directory);
        published = new Published(state);
        journal = Files.writeString(state.devices().resolve("d-0123456789ab.jsonl"), "{}\n");
        Files.writeString(state.todosView(), "[\n]\n");
        Files.writeString(state.conflictsView(), "{}\n");
        remember(Map.of("law", "never", "newest", "2026-09-01T10:00:00Z"));
    }

    @Test
    void it_is_current_while_nothing_changes() throws IOException {
        assertThat(published.isCurrent("never")).isTrue();
        assertThat(published.facts()).containsEntry("newest", "2026-09-01T10:00:00Z");
        assertThat(published.isCurrent("newer-session")).isFalse();
    }

    @Test
    void nothing_published_is_not_current() throws IOException {
        published.forget();
        assertThat(published.isCurrent("never")).isFalse();
        assertThat(published.facts()).isEmpty();
    }

    @Test
    void every_file_counts_those_that_come_and_go_too() throws IOException {
        Files.writeString(journal, "{}\n{}\n");
        assertThat(published.isCurrent("never")).isFalse();
        remember(Map.of("law", "never"));
        Path other = Files.writeString(state.devices().resolve("d-ffffffffffff.jsonl"), "");
        assertThat(published.isCurrent("never")).isFalse();
        remember(Map.of("law", "never"));
        assertThat(published.isCurrent("never")).isTrue();
        Files.delete(other);
        assertThat(published.isCurrent("never")).isFalse();
        remember(Map.of("law", "never"));
        Files.writeString(state.projectsView(), "");
        assertThat(published.isCurrent("never")).as("a view that was not there").isFalse();
        remember(Map.of("law", "never"));
        Files.delete(state.todosView());
        assertThat(published.isCurrent("never")).isFalse();
    }

    @Test
    void the_same_bytes_in_another_file_are_another_file() throws IOException {
        Path copy = Files.copy(state.todosView(), directory.resolve("copy"));
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(state.todosView()));
        assertThat(published.isCurrent("never")).isTrue();
        Files.move(copy, state.todosView(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(published.isCurrent("never")).isFalse();
    }

    private void remember(Map<String, String> facts) throws IOException {
        Files.write(published.record(), published.text(facts, Map.of(), null));
    }
}
