package cc.chitty.sync.kernel.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {

    @TempDir
    Path state;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void the_newest_version_is_that_of_the_files(String vendor) {
        Flyway flyway = Flyway.configure()
                .dataSource("jdbc:h2:mem:", "sa", "")
                .locations("classpath:db/migration/" + vendor)
                .load();
        assertThat(Arrays.stream(flyway.info().all()).map(found -> String.valueOf(found.getVersion())))
                .last()
                .isEqualTo(String.valueOf(Migrations.NEWEST));
    }

    @Test
    void a_newer_schema_is_refused_and_left_alone() {
        try (RepositoryGuard guard = open()) {
            JdbcClient.create(guard.source())
                    .sql("update \"flyway_schema_history\" set \"version\" = '9' where \"version\" = '2'")
                    .update();
        }
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(this::open)
                    .hasMessageContaining("version 9")
                    .hasMessageContaining(state.resolve("database/jobs.mv.db").toString())
                    .hasMessageNotContaining("jdbc:")
                    .satisfies(
                            thrown -> assertThat(((Failure) thrown).category()).isEqualTo(FailureCategory.USAGE));
        }
    }

    private RepositoryGuard open() {
        return RepositoryGuard.open(RepositorySettings.of(state, Map.of(), new Properties()), Clock.systemUTC());
    }
}
