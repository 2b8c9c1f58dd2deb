package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class RepositorySettingsTest {

    @TempDir
    Path state;

    @Test
    void the_default_is_a_file_of_the_state_directory() {
        RepositorySettings settings = RepositorySettings.of(state, Map.of(), new Properties());
        assertThat(settings.file()).isEqualTo(state.resolve("database/jobs.mv.db"));
        assertThat(settings.properties()).containsEntry("spring.datasource.url", settings.url());
    }

    @Test
    void system_properties_win_over_the_environment() {
        Properties system = new Properties();
        system.setProperty("spring.datasource.url", "jdbc:postgresql://db/jobs");
        Map<String, String> environment = Map.of(
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://other/jobs",
                "SPRING_DATASOURCE_USERNAME", "kim",
                "SPRING_DATASOURCE_PASSWORD", "secret");
        RepositorySettings settings = RepositorySettings.of(state, environment, system);
        assertThat(settings.url()).isEqualTo("jdbc:postgresql://db/jobs");
        assertThat(settings.user()).isEqualTo("kim");
        assertThat(settings.password()).isEqualTo("secret");
    }

    @Test
    void no_password_is_printed() {
        String url = "jdbc:postgresql://kim:secret@db/jobs?user=kim&password=secret&sslpassword=secret";
        assertThat(new RepositorySettings(url, "kim", "secret", state).toString())
                .doesNotContain("secret")
                .contains("db/jobs", "kim");
        assertThatThrownBy(() -> new RepositorySettings("jdbc:mysql://db/jobs?password=secret", "kim", "secret", state))
                .isInstanceOf(Failure.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_state_directory_with_a_semicolon_is_refused() {
        assertThatThrownBy(() -> RepositorySettings.of(state.resolve("a;b"), Map.of(), new Properties()))
                .isInstanceOf(Failure.class);
    }

    /** An option that H2 does not know fails the opening; these are the ones it also shows. */
    @Test
    void h2_takes_every_option_of_the_default() {
        RepositorySettings settings = RepositorySettings.of(state, Map.of(), new Properties());
        try (RepositoryGuard guard = RepositoryGuard.open(settings, Clock.systemUTC())) {
            Map<String, String> expected = Map.of(
                    "WRITE_DELAY", "2147483647",
                    "MAX_COMPACT_TIME", "0",
                    "info.CACHE_MAX_SIZE", "16");
            JdbcClient client = JdbcClient.create(guard.source());
            expected.forEach((name, value) -> assertThat(
                            client.sql("select setting_value from information_schema.settings where setting_name = ?")
                                    .param(name)
                                    .query(String.class)
                                    .list())
                    .as(name)
                    .isNotEmpty()
                    .containsOnly(value));
        }
    }
}
