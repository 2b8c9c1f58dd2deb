package cc.chitty.sync.consolidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.consolidate.project.ProjectSettings;
import cc.chitty.sync.consolidate.todo.LawSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class ConsolidateSettingsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ConsolidateSettings.class)
    static class Settings {}

    @Test
    void without_settings_the_defaults_count() {
        assertThat(bound()).isEqualTo(ConsolidateSettings.defaults());
        assertThat(bound().law()).isEqualTo(LawSettings.DEFAULT);
        assertThat(bound().projects()).isEqualTo(ProjectSettings.defaults());
        assertThat(bound().parallel()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void every_setting_can_be_set() {
        ConsolidateSettings settings = bound(
                "identity=content",
                "sub-folders=true",
                "keywords=Uploader,loader",
                "reopen=same-session",
                "sources=claude-code-todos,codex-rollouts",
                "chunk=7",
                "threads=3",
                "snapshots.count=5",
                "snapshots.age=12h",
                "snapshots.size=10MB");
        assertThat(settings)
                .isEqualTo(new ConsolidateSettings(
                        "content",
                        true,
                        List.of("uploader", "loader"),
                        "same-session",
                        List.of("claude-code-todos", "codex-rollouts"),
                        7,
                        3,
                        new ConsolidateSettings.Snapshots(5, Duration.ofHours(12), DataSize.ofMegabytes(10))));
        assertThat(settings.projects().identity()).isEqualTo(ProjectSettings.Identity.CONTENT);
        assertThat(settings.law().reopen()).isEqualTo(LawSettings.Reopen.SAME_SESSION);
        assertThat(settings.parallel()).isEqualTo(3);
    }

    @Test
    void the_environment_sets_them_too() {
        assertThat(inEnvironment(Map.of(
                        "CHITTYSYNC_CONSOLIDATE_SUBFOLDERS", "true",
                        "CHITTYSYNC_CONSOLIDATE_SNAPSHOTS_COUNT", "5",
                        "CHITTYSYNC_CONSOLIDATE_SOURCES", "claude-code-todos",
                        "CHITTYSYNC_HOME", "/somewhere",
                        "CHITTYSYNC_TRIGGER", "cron")))
                .satisfies(settings -> {
                    assertThat(settings.subFolders()).isTrue();
                    assertThat(settings.snapshots().count()).isEqualTo(5);
                    assertThat(settings.sources()).containsExactly("claude-code-todos");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chunks=7",
                "snapshots.number=5",
                "identity=both",
                "identity=PROJECT",
                "reopen=always",
                "sources=claude",
                "chunk=0",
                "chunk=10001",
                "chunk=many",
                "threads=-1",
                "keywords=a,,b",
                "snapshots.count=0",
                "snapshots.age=-1d",
                "snapshots.size=-1MB",
                "sub-folders=perhaps"
            })
    void what_makes_no_sense_stops_the_start(String setting) {
        assertThatThrownBy(() -> bound(setting))
                .isInstanceOf(BeansException.class)
                .hasMessageContaining("chittysync.consolidate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunk=1", "chunk=10000", "threads=0", "snapshots.count=1", "snapshots.age=0s"})
    void the_edges_are_allowed(String setting) {
        assertThatCode(() -> bound(setting)).doesNotThrowAnyException();
    }

    @Test
    void a_refusal_says_what_is_wrong() {
        assertThatThrownBy(() -> new ConsolidateSettings(
                        "project",
                        false,
                        List.of(),
                        "never",
                        List.of("claude"),
                        1,
                        0,
                        ConsolidateSettings.defaults().snapshots()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("claude")
                .hasMessageContaining("claude-code-todos");
    }

    private static ConsolidateSettings bound(String... settings) {
        return started(new StandardEnvironment(), settings);
    }

    private static ConsolidateSettings inEnvironment(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        return started(environment);
    }

    private static ConsolidateSettings started(StandardEnvironment environment, String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put("chittysync.consolidate." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        properties.put("logging.level.root", "off");
        SpringApplication application = new SpringApplication(Settings.class);
        application.setEnvironment(environment);
        application.setBannerMode(Banner.Mode.OFF);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(properties);
        try (ConfigurableApplicationContext context = application.run()) {
            return context.getBean(ConsolidateSettings.class);
        }
    }
}
