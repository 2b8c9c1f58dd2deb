package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real rclone and the whole job, over one remote of each kind: with hashes and without, with fine times and coarse ones. */
class RemotesTest {

    private static final long SEED = Long.getLong("chittysync.test.seed", 20_261_127L);

    @TempDir
    Path directory;

    private Path served = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(Programs.works("rclone", "version"), "rclone is not installed");
        served = Files.createDirectories(directory.resolve("served"));
    }

    private void config(String... lines) throws IOException {
        Files.write(directory.resolve("rclone.conf"), List.of(lines));
    }

    /** Both sides change, in every direction; in the end they hold the same, and another run has nothing to do. */
    private void follows(String remote, Direction direction) throws IOException {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "remote", remote + "/" + direction, "backup", remote + "/aside-" + direction, "limits.transfers", "2"));
        settings.put("direction", direction.name().toLowerCase(Locale.ROOT));
        settings.put("mirror", directory.resolve("mirror-" + direction).toString());
        Path place = Files.createDirectories(directory.resolve("place-" + direction));
        Files.copy(directory.resolve("rclone.conf"), place.resolve("rclone.conf"));
        Path mirror = directory.resolve("mirror-" + direction);
        if (direction == Direction.PULL) {
            upload(remote + "/PULL", "a.txt=one", "b/c d.txt=two", "b/#e.txt=three", "\u00e9.txt=four");
        }
        try (DriveFixture drive = DriveFixture.open(place, settings)) {
            if (direction != Direction.PULL) {
                Tree.of("a.txt=one", "b/c d.txt=two", "b/#e.txt=three", "\u00e9.txt=four")
                        .writeTo(mirror);
            }
            settled(drive);
            assertThat(download(remote + "/" + direction).files())
                    .isEqualTo(Tree.in(mirror).files())
                    .hasSize(4);
            if (direction != Direction.PUSH) {
                upload(remote + "/" + direction, "a.txt=changed there", "new there.txt=n");
            }
            if (direction != Direction.PULL) {
                Tree.of("b/c d.txt=changed here", "new here.txt=h").writeTo(mirror);
                Files.delete(mirror.resolve("b/#e.txt"));
            }
            settled(drive);
            assertThat(download(remote + "/" + direction).files())
                    .isEqualTo(Tree.in(mirror).files())
                    .hasSize(direction == Direction.BOTH || direction == Direction.PULL ? 5 : 4);
            assertThat(drive.done().ended().report().counts()).doesNotContainKeys("files_transferred");
        }
    }

    /** As often as it takes where the remote fails at random; without a word each time where it does not. */
    private void settled(DriveFixture drive) {
        for (int run = 0; run < 6; run++) {
            DriveSync.Answer answer = drive.run();
            ExitCode code = answer.ended().exitCode();
            if (code == ExitCode.DONE) {
                return;
            }
            assertThat(flaky)
                    .as("seed %d: run %d: %s", SEED, run, answer.ended())
                    .isTrue();
        }
        throw new AssertionError("seed " + SEED + ": it does not settle");
    }

    private boolean flaky;

    private void upload(String remote, String... files) throws IOException {
        Path from = Files.createTempDirectory(directory, "up");
        Tree.of(files).writeTo(from);
        rclone("copy", "--ignore-times", from.toString(), remote);
    }

    private Tree download(String remote) throws IOException {
        Path to = Files.createTempDirectory(directory, "down");
        rclone("copy", remote, to.toString());
        return Tree.in(to);
    }

    private void rclone(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("rclone", "--config", directory.resolve("rclone.conf").toString()));
        command.addAll(List.of(arguments));
        assertThat(Programs.run(command, directory.resolve("rclone.out")))
                .as(Programs.text(directory.resolve("rclone.out")))
                .isZero();
    }

    /** With hashes, and without: what a direction makes of a remote depends on nothing else, and both ways is all there is. */
    private void followsInEveryDirection(String remote) throws IOException {
        for (Direction direction : Direction.values()) {
            follows(remote, direction);
        }
    }

    @Test
    void a_directory_of_this_machine() throws IOException {
        config("");
        followsInEveryDirection(served.toString());
    }

    @Test
    void an_alias() throws IOException {
        config("[gd]", "type = alias", "remote = " + served);
        follows("gd:sub", Direction.BOTH);
    }

    @Test
    void an_encrypted_remote_without_hashes() throws IOException {
        config("[secret]", "type = crypt", "remote = " + served, "password = " + obscured("a long password"));
        follows("secret:sub", Direction.BOTH);
        try (Stream<Path> files = Files.walk(served)) {
            assertThat(files.map(Path::toString)).isNotEmpty().noneMatch(it -> it.contains("txt"));
        }
    }

    @Test
    void a_webdav_without_hashes_and_with_coarse_times() throws IOException {
        try (ServedRemote server = ServedRemote.start("webdav", served, directory.resolve("webdav.log"))) {
            config("[dav]", "type = webdav", "url = http://127.0.0.1:" + server.port() + "/", "vendor = other");
            followsInEveryDirection("dav:sub");
        }
    }

    @Test
    void an_sftp_server() throws IOException {
        try (ServedRemote server =
                ServedRemote.start("sftp", served, directory.resolve("sftp.log"), "--user", "u", "--pass", "p")) {
            config(
                    "[sftp]",
                    "type = sftp",
                    "host = 127.0.0.1",
                    "port = " + server.port(),
                    "user = u",
                    "pass = " + obscured("p"),
                    "shell_type = none");
            follows("sftp:sub", Direction.BOTH);
        }
    }

    private String obscured(String password) {
        Programs.run(List.of("rclone", "obscure", password), directory.resolve("obscured"));
        return Programs.text(directory.resolve("obscured")).strip();
    }

    @Test
    void a_webdav_that_drops_connections_and_refuses_at_random() throws IOException {
        try (ServedRemote server =
                        ServedRemote.start("webdav", served, directory.resolve("w.log"), "--dir-cache-time=0s");
                FlakyProxy proxy = new FlakyProxy(server.port(), SEED, 12)) {
            flaky = true;
            Files.createDirectories(served.resolve("sub/PULL"));
            Tree.of("a.txt=one", "b/c d.txt=two", "b/#e.txt=three", "\u00e9.txt=four", "b/f=5", "b/g=6")
                    .writeTo(served.resolve("sub/PULL"));
            config("[dav]", "type = webdav", "url = http://127.0.0.1:" + proxy.port() + "/", "vendor = other");
            Map<String, Object> settings = Map.of("remote", "dav:sub/PULL", "backup", "dav:aside");
            try (DriveFixture drive = DriveFixture.open(directory, settings)) {
                settled(drive);
                Tree.in(served.resolve("sub/PULL")).assertIn(drive.mirror());
                Tree.of("a.txt=changed", "new=n").writeTo(served.resolve("sub/PULL"));
                settled(drive);
                Tree.in(served.resolve("sub/PULL")).assertIn(drive.mirror());
            }
            Map<String, Object> push = Map.of(
                    "remote",
                    "dav:sub/PUSH",
                    "backup",
                    "dav:aside",
                    "direction",
                    "push",
                    "mirror",
                    directory.resolve("pushed").toString());
            Tree.of("a=1", "b/c=2", "d=3").writeTo(directory.resolve("pushed"));
            try (DriveFixture drive = DriveFixture.open(Files.createDirectory(directory.resolve("p")), with(push))) {
                settled(drive);
                Tree.of("a=1", "b/c=2", "d=3").assertIn(served.resolve("sub/PUSH"));
            }
            assertThat(proxy.faults()).as("seed %d", SEED).isPositive();
        }
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(".config", directory.resolve("rclone.conf").toString());
        return all;
    }
}
