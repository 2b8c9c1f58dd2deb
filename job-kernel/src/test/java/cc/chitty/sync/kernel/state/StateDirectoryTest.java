package cc.chitty.sync.kernel.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateDirectoryTest {

    @TempDir
    Path home;

    @Test
    void without_a_setting_it_is_in_the_home_directory_and_all_of_it_is_private() throws IOException {
        StateDirectory state = StateDirectory.open(Map.of(), home);
        assertThat(state.root()).isEqualTo(home.toRealPath().resolve(".chittychat"));
        try (Stream<Path> all = Files.walk(state.root())) {
            assertThat(all.map(StateDirectoryTest::mode)).hasSize(9).containsOnly("rwx------");
        }
        assertThat(state.repairs()).isEmpty();
    }

    @Test
    void the_setting_wins_and_an_empty_one_counts_as_none() {
        Path set = home.resolve("a/b");
        assertThat(StateDirectory.open(Map.of("CHITTYSYNC_HOME", set.toString()), home)
                        .root())
                .hasToString(set.toString())
                .isDirectory();
        assertThat(StateDirectory.open(Map.of("CHITTYSYNC_HOME", ""), home)
                        .root()
                        .getFileName())
                .hasToString(".chittychat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "~/state", "./state"})
    void a_relative_setting_is_refused(String set) {
        Failure failure = refused(() -> StateDirectory.open(Map.of("CHITTYSYNC_HOME", set), home));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failure).hasMessageContaining(set);
    }

    @Test
    void a_directory_that_others_can_enter_is_closed_and_named() throws IOException {
        Path root = home.resolve(".chittychat");
        Files.createDirectories(root.resolve("devices"));
        for (Path open : new Path[] {root, root.resolve("devices")}) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x--x"));
        }
        StateDirectory state = StateDirectory.open(Map.of(), home);
        assertThat(mode(root)).isEqualTo("rwx------");
        assertThat(mode(state.devices())).isEqualTo("rwx------");
        assertThat(state.repairs()).hasSize(2);
        assertThat(state.repairs().get(1).where()).isEqualTo(state.devices().toString());
        assertThat(StateDirectory.open(Map.of(), home).repairs()).isEmpty();
    }

    @Test
    void a_file_in_its_place_is_refused() throws IOException {
        Files.writeString(home.resolve(".chittychat"), "x");
        assertThatThrownBy(() -> StateDirectory.open(Map.of(), home)).isInstanceOf(Failure.class);
    }

    @Test
    void a_link_to_a_directory_is_followed_once_so_that_all_name_the_same_lock() throws IOException {
        Path real = Files.createDirectory(home.resolve("real"));
        Path link = Files.createSymbolicLink(home.resolve("link"), real);
        assertThat(StateDirectory.open(Map.of("CHITTYSYNC_HOME", link.toString()), home)
                        .ownerLock())
                .isEqualTo(real.toRealPath().resolve("owner.lock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nfs", "nfs4", "cifs", "smbfs", "SMB3", "fuse", "fuse.sshfs", "fuseblk", "fuse.rclone", "9p"})
    void network_and_fuse_file_systems_are_refused(String type) {
        Failure failure = refused(() -> FileSystems.requireLocal(home, type));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(failure).hasMessageContaining(type);
        assertThat(failure.remedy()).contains("CHITTYSYNC_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "ext2/ext3", "xfs", "btrfs", "zfs", "apfs", "overlay", "tmpfs"})
    void local_file_systems_are_fine(String type) {
        FileSystems.requireLocal(home, type);
        assertThat(home).exists();
    }

    @Test
    void a_jvm_without_utf_8_names_is_refused_with_the_way_out() {
        Failure failure = refused(() -> FileSystems.requireUtf8Names("ANSI_X3.4-1968"));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.NOT_SET_UP);
        assertThat(failure.remedy()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void lock_files_have_plain_names() {
        StateDirectory state = StateDirectory.open(Map.of(), home);
        assertThat(state.relative(state.lockFile("device"))).hasToString("device.lock");
        assertThatThrownBy(() -> state.lockFile("../other")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Failure refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failure.class, call);
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
