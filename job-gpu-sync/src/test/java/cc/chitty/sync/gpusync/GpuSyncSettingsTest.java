package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.gpusync.category.Direction;
import cc.chitty.sync.gpusync.category.ProfileSettings;
import cc.chitty.sync.gpusync.category.git.GitSettings;
import cc.chitty.sync.kernel.run.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GpuSyncSettingsTest {

    private static final String PREFIX = "chittysync.gpu-sync.";

    private static GpuSyncSettings bound(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put(PREFIX + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(
                        "chittysync.gpu-sync",
                        org.springframework.boot.context.properties.bind.Bindable.of(GpuSyncSettings.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, source -> true));
    }

    @Test
    void nothing_set_is_no_peer_and_the_defaults() {
        GpuSyncSettings settings = bound(Map.of());
        assertThat(settings.peers()).isEmpty();
        assertThat(settings.workspaces()).isEmpty();
        assertThat(settings.git()).isEqualTo(GitSettings.DEFAULT);
        assertThat(settings.snapshots())
                .isEqualTo(new GpuSyncSettings.Snapshots(
                        "~/.claude/backups", 100, Duration.ofDays(30), DataSize.ofGigabytes(20)));
        assertThat(settings.transfer())
                .isEqualTo(new GpuSyncSettings.Transfer(
                        2000, DataSize.ofMegabytes(128), DataSize.ofBytes(0), false, Duration.ofHours(1)));
        assertThat(settings.guard()).isEqualTo(new GpuSyncSettings.Guard(50, 1000));
        assertThatThrownBy(() -> settings.named("")).isInstanceOf(Failure.class).hasMessageContaining("no peer is set");
    }

    @Test
    void everything_can_be_set() {
        Map<String, String> set = new HashMap<>(Map.of(
                "peers[0].name", "ws",
                "peers[0].host", "gpu-ws",
                "peers[0].port", "2222",
                "peers[0].user", "kim",
                "peers[0].identity", "/home/kim/.ssh/ws",
                "peers[0].known-hosts", "/home/kim/.ssh/known",
                "peers[0].ssh-config", "false",
                "peers[0].backups", "/data/backups",
                "peers[0].deadline", "30s",
                "workspaces[0].path", "~/code"));
        set.putAll(Map.of(
                "workspaces[0].there", "/data/code",
                "categories.cache.enabled", "false",
                "profiles.night.categories", "workspace,git",
                "profiles.night.direction", "push",
                "git.fast-forward", "true",
                "filters.largest", "1GB",
                "snapshots.count", "3",
                "transfer.files", "100",
                "guard.percent", "20"));
        GpuSyncSettings settings = bound(set);
        assertThat(settings.named("ws"))
                .singleElement()
                .isEqualTo(new GpuSyncSettings.Peer(
                        "ws",
                        "gpu-ws",
                        2222,
                        "kim",
                        Path.of("/home/kim/.ssh/ws"),
                        Path.of("/home/kim/.ssh/known"),
                        false,
                        null,
                        "/data/backups",
                        Duration.ofSeconds(30)));
        assertThat(settings.workspaces().get(0).theirs("/home/other")).isEqualTo("/data/code");
        ProfileSettings night = Objects.requireNonNull(settings.profiles().get("night"));
        assertThat(night.categories()).isEqualTo(List.of("workspace", "git"));
        assertThat(night.direction()).isEqualTo(Direction.PUSH);
        assertThat(settings.git().fastForward()).isTrue();
        assertThat(settings.filters().largest()).isEqualTo(DataSize.ofGigabytes(1));
        assertThat(settings.snapshots().count()).isEqualTo(3);
        assertThat(settings.transfer().files()).isEqualTo(100);
        assertThat(settings.guard().percent()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "peers[0].name | WS | lower-case",
                "peers[0].name | all | lower-case",
                "peers[0].name | ws | neither a host nor a home",
                "peers[0].host | -oProxyCommand=x | no name of a host",
                "peers[0].port | 70000 | 1 to 65535",
                "peers[0].user | -l | no name of a user",
                "peers[0].home | relative | absolute",
                "peers[0].backups | /a/../b | absolute or begins with ~/",
                "peers[0].deadline | 1ms | 1 s or more",
                "snapshots.count | 0 | 1 or more",
                "snapshots.directory | / | absolute or begins with ~/",
                "transfer.files | 0 | 1 to 10000",
                "transfer.bytes | 0 | more than nothing",
                "guard.percent | 101 | 0 to 100",
                "profiles.x.categories | nosuch | no category",
                "categories.notes.workspace | true | workspace and notes have everything",
                "nosuch | 1 | nosuch"
            })
    void what_makes_no_sense_is_refused_with_its_name(String name, String value, String why) {
        Map<String, String> set = new HashMap<>();
        if (name.startsWith("peers") && !why.startsWith("neither")) {
            set.put("peers[0].name", "ws");
            set.put("peers[0].host", "ws");
        }
        set.put(name, value);
        assertThatThrownBy(() -> bound(set)).hasStackTraceContaining(why);
    }

    @Test
    void two_peers_of_one_name_are_refused_and_all_means_every_one() {
        Map<String, String> two =
                Map.of("peers[0].name", "a", "peers[0].host", "x", "peers[1].name", "b", "peers[1].host", "y");
        assertThat(bound(two).named("all")).hasSize(2);
        Map<String, String> same = new HashMap<>(two);
        same.put("peers[1].name", "a");
        assertThatThrownBy(() -> bound(same)).hasStackTraceContaining("one name");
    }
}
