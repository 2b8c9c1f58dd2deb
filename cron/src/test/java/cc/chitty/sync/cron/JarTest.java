package cc.chitty.sync.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar starts from bean definitions that the build wrote down; what settings decide must still be decided at its start. */
class JarTest {

    @TempDir
    Path temporary;

    private final Map<String, String> environment = new HashMap<>();
    private Path launcher;
    private Path state;

    @BeforeEach
    void prepare() throws IOException {
        launcher = Scripts.in(temporary.resolve("bin")).withJar().path("chittysync");
        state = temporary.resolve("state");
        Path list = Files.createDirectories(temporary.resolve(".claude/todos"))
                .resolve("6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a01.json");
        Files.writeString(list, "[{\"content\":\"Write the test\",\"status\":\"pending\",\"activeForm\":\"Writing\"}]");
        environment.put("HOME", temporary.toString());
        environment.put("CHITTYSYNC_HOME", state.toString());
        environment.put("CHITTYSYNC_FAST_START", "off");
    }

    @Test
    void the_repository_can_be_on_a_postgresql() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            environment.put("SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "postgres"));
            environment.put("SPRING_DATASOURCE_USERNAME", "postgres");
            environment.put("SPRING_DATASOURCE_PASSWORD", "postgres");
            assertThat(consolidate().out()).contains("1 todo added");
            assertThat(consolidate().out()).contains("Nothing new");
            assertThat(state.resolve("database/jobs.mv.db")).doesNotExist();
        }
    }

    @Test
    void an_unknown_setting_in_the_file_stops_the_start() throws IOException {
        assertThat(consolidate().code()).isZero();
        Path settings = state.resolve("settings.properties");
        Files.writeString(settings, "chittysync.consolidate.nonsense=1\n");
        Scripts.Ran ran = consolidate();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("chittysync.consolidate.nonsense", "Correct it in " + settings);
    }

    @Test
    void a_home_directory_that_java_cannot_name_is_told() throws IOException {
        Map<String, String> c = Map.of("LC_ALL", "C");
        String line = "exec \"$1\" -Duser.home=\"$2\" -jar \"$3\" ";
        for (String command : List.of("consolidate", "todos", "doctor", "history")) {
            Scripts.Ran ran = Scripts.line(
                    line + command,
                    temporary,
                    c,
                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                    temporary.resolve("Zoë").toString(),
                    launcher.resolveSibling("jobs.jar").toString());
            assertThat(ran.code()).as(command + ran.err()).isEqualTo(10);
            assertThat(ran.err()).contains("for file names, not UTF-8", "Set LC_ALL=C.UTF-8");
        }
    }

    private Scripts.Ran consolidate() throws IOException {
        return Scripts.run(launcher, temporary, environment, "", "consolidate");
    }
}
