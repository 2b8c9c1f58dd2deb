package cc.chitty.sync.consolidate.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.todo.LawSettings.Reopen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words in files and settings are kept for ever. */
class WordsTest {

    @ParameterizedTest
    @EnumSource(Status.class)
    void a_status_is_read_back_from_its_word(Status status) {
        assertThat(Status.of(status.word())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Presence.class)
    void a_presence_is_read_back_from_its_word(Presence presence) {
        assertThat(Presence.of(presence.word())).isEqualTo(presence);
    }

    @ParameterizedTest
    @EnumSource(Reopen.class)
    void a_setting_is_read_back_from_its_word(Reopen reopen) {
        assertThat(Reopen.of(reopen.word())).isEqualTo(reopen);
    }

    @Test
    void the_words_are_these() {
        assertThat(Status.values()).extracting(Status::word).containsExactly("pending", "in_progress", "completed");
        assertThat(Presence.values())
                .extracting(Presence::word)
                .containsExactly("listed", "vanished", "dropped", "deleted");
        assertThat(Reopen.values()).extracting(Reopen::word).containsExactly("never", "newer-session", "same-session");
        assertThat(Conflict.Kind.values())
                .extracting(Conflict.Kind::word)
                .containsExactly(
                        "different-status", "different-details", "reopened-upstream", "deleted-versus-changed");
        assertThat(Rule.values())
                .extracting(Rule::word)
                .containsExactly(
                        "latest-tombstone",
                        "completed",
                        "in-progress",
                        "listed",
                        "newer-session",
                        "dropped-by-all",
                        "latest",
                        "change-beats-deletion");
    }

    @Test
    void other_words_are_refused() {
        assertThatThrownBy(() -> Status.of("done")).hasMessageContaining("done");
        assertThatThrownBy(() -> Presence.of("here")).hasMessageContaining("here");
        assertThatThrownBy(() -> Reopen.of("always")).hasMessageContaining("always");
    }
}
