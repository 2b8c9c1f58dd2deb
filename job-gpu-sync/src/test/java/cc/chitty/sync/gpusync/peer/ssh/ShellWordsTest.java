package cc.chitty.sync.gpusync.peer.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void quotes_and_backslashes_stand_outside() {
        assertThat(ShellWords.quote("plain")).isEqualTo("'plain'");
        assertThat(ShellWords.quote("")).isEqualTo("''");
        assertThat(ShellWords.quote("a'b")).isEqualTo("'a'\\''b'");
        assertThat(ShellWords.quote("a\\b")).isEqualTo("'a'\\\\'b'");
        assertThat(ShellWords.quote("'")).isEqualTo("\\'");
    }

    @Test
    void a_nul_is_refused() {
        assertThatThrownBy(() -> ShellWords.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
