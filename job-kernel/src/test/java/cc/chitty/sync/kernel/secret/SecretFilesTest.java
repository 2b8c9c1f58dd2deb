package cc.chitty.sync.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    Path home;

    @Test
    void without_files_the_standard_rules_hold() {
        assertThat(SecretFiles.of(state())).isSameAs(SecretRules.standard());
    }

    @Test
    void a_persons_own_rule_takes_its_group_out() throws IOException {
        Files.writeString(state().root().resolve(SecretFiles.RULES), "# ours\nbadge = badge ([0-9]{4})\n");
        assertThat(SecretFiles.of(state()).redact("my badge 1234!").text()).isEqualTo("my badge [REDACTED:badge]!");
    }

    @Test
    void a_wrong_line_is_refused_without_being_shown() throws IOException {
        Files.writeString(state().root().resolve(SecretFiles.RULES), "badge = ([0-9]{4}\n");
        assertThatThrownBy(() -> SecretFiles.of(state()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("the rule 'badge'")
                .hasMessageNotContaining("[0-9]");
        Files.delete(state().root().resolve(SecretFiles.RULES));
        Files.writeString(state().root().resolve(SecretFiles.ALLOWED), "anything goes\n");
        assertThatThrownBy(() -> SecretFiles.of(state()))
                .isInstanceOf(Failure.class)
                .hasMessageNotContaining("anything");
    }

    private StateDirectory state() {
        return StateDirectory.open(Map.of(), home);
    }
}
