package cc.chitty.sync.kernel.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceIdentityTest {

    @TempDir
    Path home;

    @Test
    void the_id_is_made_once_and_survives_a_rename_of_the_host() {
        StateDirectory state = StateDirectory.open(Map.of(), home);
        DeviceIdentity first = DeviceIdentity.of(state, "büro");
        DeviceIdentity renamed = DeviceIdentity.of(state, "laptop");
        assertThat(first.device().id()).matches("d-[0-9a-f]{12}");
        assertThat(renamed.device())
                .isEqualTo(first.device())
                .isEqualTo(new Device(first.device().id(), "büro"));
        assertThat(renamed.host()).isEqualTo("laptop");
        assertThat(DeviceIdentity.of(state, "laptop")).isEqualTo(renamed);
    }

    @Test
    void processes_that_start_at_once_agree() throws IOException {
        List<Path> said =
                IntStream.range(0, 4).mapToObj(i -> home.resolve("said" + i)).toList();
        List<Process> started = said.stream()
                .map(out -> Programs.start(Programs.java(MakeIdentity.class, home), out, out))
                .toList();
        assertThat(started)
                .allSatisfy(process -> assertThat(Programs.exitCode(process)).isZero());
        assertThat(said.stream().map(Programs::text).distinct())
                .singleElement()
                .asString()
                .startsWith("d-");
    }

    @Test
    void a_damaged_file_is_never_replaced_by_a_new_identity() throws IOException {
        StateDirectory state = StateDirectory.open(Map.of(), home);
        for (String damaged : List.of("", "id=d-12", "\\u12")) {
            Files.writeString(state.deviceProperties(), damaged);
            assertThatThrownBy(() -> DeviceIdentity.of(state, "host")).hasMessageContaining("device.properties");
            assertThat(state.deviceProperties()).hasContent(damaged);
        }
    }
}
