package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Where a watcher looks. */
class SyncedPlacesTest {

    private static final Path HOME = Path.of("/home/kim");

    private static SyncedPlaces places(String... settings) {
        return places(HOME, settings);
    }

    private static SyncedPlaces places(Path home, String... settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put("gpu." + setting.substring(0, equals), setting.substring(equals + 1));
        }
        return SyncedPlaces.of(
                new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("gpu", GpuSyncSettings.class),
                home);
    }

    private static boolean concerns(SyncedPlaces places, String path) {
        return places.concern(HOME.resolve(path));
    }

    @Test
    void workspaces_are_watched_and_of_the_home_directory_only_what_is_synced() {
        SyncedPlaces places = places("workspaces[0].path=~/code");
        assertThat(places.paths())
                .contains(HOME.resolve("code"), HOME.resolve(".claude/projects"))
                .doesNotContain(HOME);
        assertThat(concerns(places, "code/app/main.py")).isTrue();
        assertThat(concerns(places, ".claude/projects/-code/x.jsonl")).isTrue();
        assertThat(concerns(places, "Downloads/x")).isFalse();
        assertThat(concerns(places, ".claude/backups/sync-1/x")).isFalse();
    }

    @Test
    void of_a_repository_commits_concern_and_what_commands_leave_there_does_not() {
        SyncedPlaces places = places("workspaces[0].path=~/code");
        assertThat(concerns(places, "code/app/.git/refs/heads/main")).isTrue();
        assertThat(concerns(places, "code/app/.git/packed-refs")).isTrue();
        assertThat(concerns(places, "code/app/.git/index.lock")).isFalse();
        assertThat(concerns(places, "code/app/.git/objects/12/34")).isFalse();
        assertThat(concerns(places("workspaces[0].path=~/code", "categories.git.enabled=false"), "code/.git/HEAD"))
                .isFalse();
    }

    @Test
    void what_is_ours_and_what_only_comes_does_not_concern() {
        SyncedPlaces places = places(
                "workspaces[0].path=~/code",
                "categories.sessions.direction=pull",
                "categories.config.enabled=false",
                "categories.env.enabled=false");
        assertThat(concerns(places, "code/.chittysync-staging/x")).isFalse();
        assertThat(concerns(places, ".claude/projects/-code/x.jsonl")).isFalse();
    }

    @Test
    void a_directory_that_is_not_entered_does_not_concern_and_a_file_or_link_of_its_name_does(@TempDir Path home)
            throws IOException {
        Path code = Files.createDirectories(home.resolve("code"));
        Files.createDirectory(code.resolve("node_modules"));
        Files.createSymbolicLink(code.resolve(".venv"), Path.of("node_modules"));
        Files.createFile(code.resolve(".idea"));
        SyncedPlaces places = places(
                home,
                "workspaces[0].path=~/code",
                "categories.config.enabled=false",
                "categories.cache.enabled=false",
                "categories.git.enabled=false");
        for (String path : List.of(".idea", ".venv", "gone/.vscode")) {
            assertThat(places.concern(code.resolve(path))).as(path).isTrue();
        }
        for (String path : List.of("node_modules", "node_modules/x", "p/.idea/x")) {
            assertThat(places.concern(code.resolve(path))).as(path).isFalse();
        }
    }

    /** Only a sync knows the peer's home directory. */
    @Test
    void where_a_workspace_is_on_the_peer_is_not_judged() {
        SyncedPlaces places = places(
                "workspaces[0].path=~/code",
                "workspaces[0].there=/home/other/code",
                "categories.notes.paths=~/code/notes");
        assertThat(concerns(places, "code/notes/n")).isTrue();
    }

    @Test
    void settings_that_contradict_each_other_are_told() {
        assertThatThrownBy(() -> places("workspaces[0].path=~/a", "workspaces[1].path=~/a/b"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("lies in");
    }
}
