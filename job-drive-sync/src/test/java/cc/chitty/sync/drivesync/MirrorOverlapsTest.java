package cc.chitty.sync.drivesync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.drivesync.plan.Direction;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mirrors that would hold other files than their own. */
class MirrorOverlapsTest {

    private static final List<String> OVERLAPPING = List.of(
            "mirror",
            "mirror/inside",
            "linked",
            "linked/inside",
            "mirror/../mirror",
            "other",
            "other/mirror",
            ".",
            "state",
            "state/drive-sync",
            "state/mirrors",
            "state/mirrors/notes.git",
            "state/mirrors/notes.git/refs");

    @TempDir
    Path directory;

    private static void assertRefused(ThrowingCallable call, String... said) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.category()).isEqualTo(FailureCategory.USAGE))
                .hasMessageContainingAll(said);
    }

    private DriveSetup.Found init(DriveFixture drive, String mirror, String remote) {
        return drive.get(DriveSetup.class)
                .init(
                        new DriveSetup.Wanted("second", remote, directory.resolve(mirror), Direction.PULL, ""),
                        new Interruption());
    }

    /** Of a second remote, beside one whose mirror is {@code mirror} and whose remote is {@code remote}. */
    @Test
    void init_refuses_a_mirror_that_overlaps_and_takes_one_that_is_for_itself() throws IOException {
        Files.createDirectories(directory.resolve("other"));
        Files.createDirectories(directory.resolve("mirror"));
        Files.createSymbolicLink(directory.resolve("linked"), directory.resolve("mirror"));
        String other = directory.resolve("other").toString();
        try (DriveFixture drive = DriveFixture.open(directory)) {
            for (String mirror : OVERLAPPING) {
                assertRefused(() -> init(drive, mirror, other), "second", "in one another");
            }
            assertThat(drive.state().root().resolve("settings.properties")).doesNotExist();
            for (String mirror :
                    List.of("mirror2", "remote/inside", "state/mirrors/second", "state/mirrors/notes.gitlab")) {
                assertThat(init(drive, mirror, other).files()).as(mirror).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"remote/mirror, remote", "., its remote", "remote, its remote"})
    void a_run_and_the_doctor_name_a_mirror_in_its_remote_or_around_it(String mirror, String said) throws IOException {
        Map<String, Object> settings =
                Map.of("mirror", directory.resolve(mirror).toString(), "direction", "both");
        try (DriveFixture drive = DriveFixture.open(directory, settings)) {
            Tree.of("a=1").writeTo(drive.remote());
            assertRefused(drive::run, DriveFixture.NAME, said);
            assertRefused(() -> drive.rollback(1), "roll back run 1");
            Tree.of("a=1").assertIn(drive.remote());
            assertThat(drive.get(DriveDoctor.class).findings(List.of(), new Interruption()))
                    .anySatisfy(it -> {
                        assertThat(it.level()).isEqualTo(Finding.Level.WRONG);
                        assertThat(it.what()).contains("in one another", said);
                    });
        }
    }

    @Test
    void two_remotes_with_one_mirror_stop_every_run_and_rollback_until_one_of_them_is_set_anew() throws IOException {
        Files.createDirectories(directory.resolve("other"));
        long run;
        try (DriveFixture drive = DriveFixture.open(directory)) {
            Tree.of("a=1").writeTo(drive.remote());
            run = drive.done().ended().run();
        }
        Map<String, Object> two = new HashMap<>(Map.of(
                ".remotes[1].name",
                "second",
                ".remotes[1].remote",
                ":local:" + directory.resolve("other"),
                ".remotes[1].mirror",
                directory.resolve("mirror").toString()));
        try (DriveFixture drive = DriveFixture.open(directory, two)) {
            assertRefused(drive::run, "second", "the mirror of notes");
            assertRefused(() -> drive.rollback(run), "second", "the mirror of notes");
            assertThat(drive.get(DriveHistory.class).versions(DriveFixture.NAME, "a"))
                    .hasSize(1);
        }
        try (DriveFixture drive = DriveFixture.open(directory)) {
            assertThat(drive.run().ended().exitCode()).isEqualTo(ExitCode.DONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a:b/c, /a:b/c",
        ":local:/a/b, /a/b",
        "':local,nounc=true:/a/b', /a/b",
        "a/b, a/b",
        "gd:a/b, ",
        ":sftp:/a, "
    })
    void a_remote_of_this_machine_is_known_by_its_words(String remote, String path) {
        assertThat(RemotePath.local(remote).map(Path::toString).orElse(null)).isEqualTo(path);
    }
}
