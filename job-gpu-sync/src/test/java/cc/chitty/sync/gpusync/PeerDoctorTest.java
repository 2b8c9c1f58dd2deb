package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.fixture.SshServer;
import cc.chitty.sync.kernel.run.Finding;
import cc.chitty.sync.kernel.run.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds at a real peer, with one thing out of order at a time. */
class PeerDoctorTest {

    @TempDir
    Path directory;

    private List<Finding> findings(SshStation station, Map<String, Object> more) {
        Map<String, Object> settings = station.settings(station.server().port());
        settings.putAll(more);
        try (JobDesk desk = new JobDesk(directory, station.home(), settings)) {
            return desk.get(PeerDoctor.class).findings("all");
        }
    }

    private static void has(List<Finding> findings, Level level, String check, String... words) {
        assertThat(findings).anySatisfy(it -> {
            assertThat(it.level()).isEqualTo(level);
            assertThat(it.check()).isEqualTo(check);
            assertThat(it.what()).contains(words);
            assertThat(level == Level.OK || !it.remedy().isEmpty()).isTrue();
        });
    }

    private void script(String name, String text) throws IOException {
        Path programs = directory.resolve("programs");
        Files.deleteIfExists(programs.resolve(name));
        Files.writeString(programs.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(programs.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void a_peer_with_all_that_helps_is_in_order_and_nothing_is_left_there() throws IOException {
        assumeTrue(Programs.works("rsync", "--version"), "there is no rsync on this machine");
        try (SshStation station = new SshStation(directory)) {
            Map<String, String> before = TreeText.exact(station.server().remoteHome());
            List<Finding> findings = findings(station, Map.of());
            assertThat(findings).as("%s", findings).noneMatch(it -> it.level() == Level.WRONG);
            has(findings, Level.OK, "ws", "host key is the known one", "no Java");
            has(findings, Level.OK, "ws", "/rsync is rsync 3", "protocol 3");
            has(findings, Level.OK, "this machine", "/rsync is rsync 3");
            has(findings, Level.OK, "ws", "digests with sha256sum");
            has(findings, Level.OK, "ws", "clock is that of this machine");
            assertThat(findings).anyMatch(it -> it.what().contains("MiB are free in"));
            assertThat(TreeText.exact(station.server().remoteHome())).isEqualTo(before);
        }
    }

    @Test
    void what_is_missing_there_is_told_with_what_follows_from_it() throws IOException {
        try (SshStation station =
                SshStation.without(directory, "rsync", "sha256sum", "shasum", "openssl", "perl", "git")) {
            List<Finding> findings = findings(station, Map.of());
            has(findings, Level.NOTE, "ws", "has no rsync", "packed stream");
            has(findings, Level.WRONG, "ws", "nothing that makes SHA-256 digests");
            has(findings, Level.NOTE, "ws", "has no git");
        }
    }

    @Test
    void a_peer_whose_shell_lacks_a_program_takes_files_only_and_is_told_which() throws IOException {
        try (SshStation station = SshStation.without(directory, "tar", "sync")) {
            List<Finding> findings = findings(station, Map.of());
            has(findings, Level.NOTE, "ws", "takes files only, as its shell lacks sync, tar:");
            assertThat(findings).noneMatch(it -> it.level() == Level.WRONG);
        }
    }

    @Test
    void an_rsync_of_macos_an_old_one_and_one_that_does_not_run_are_told_apart() throws IOException {
        try (SshStation station = SshStation.without(directory)) {
            script("rsync", "echo 'openrsync: protocol version 29'; echo 'rsync version 2.6.9 compatible'");
            has(findings(station, Map.of()), Level.NOTE, "ws", "openrsync, protocol 29", "packed stream");
            script("rsync", "echo 'rsync  version 3.0.9  protocol version 30'");
            has(findings(station, Map.of()), Level.NOTE, "ws", "rsync 3.0.9", "whole seconds");
            script("rsync", "echo 'rsync: cannot load a library' >&2; exit 127");
            has(findings(station, Map.of()), Level.WRONG, "ws", "does not run: rsync: cannot load a library");
        }
    }

    @Test
    void a_clock_that_is_wrong_is_told_in_seconds() throws IOException {
        try (SshStation station = SshStation.without(directory)) {
            script("date", "exec /usr/bin/date -d '-10 minutes' \"$@\"");
            has(findings(station, Map.of()), Level.WRONG, "ws", "s behind");
        }
    }

    @Test
    void a_peer_that_takes_files_only_is_told_so() throws IOException {
        try (SshStation station = new SshStation(directory, "ForceCommand internal-sftp")) {
            List<Finding> findings = findings(station, Map.of());
            has(findings, Level.NOTE, "ws", "takes files only");
            assertThat(findings).noneMatch(it -> it.level() == Level.WRONG);
        }
    }

    @Test
    void a_changed_host_key_and_a_peer_that_is_away_are_wrong_and_the_others_are_looked_at() throws IOException {
        try (SshStation station = new SshStation(directory)) {
            Map<String, Object> more = new HashMap<>();
            more.put("peers[1].name", "near");
            more.put(
                    "peers[1].home",
                    Files.createDirectories(directory.resolve("near")).toString());
            SshServer.makeKey(directory.resolve("other"), "");
            station.server().know(directory.resolve("other.pub"));
            List<Finding> findings = findings(station, more);
            has(findings, Level.WRONG, "ws", "has CHANGED");
            has(findings, Level.OK, "near", "is a home directory on this machine");
            more.put("peers[0].port", 1);
            has(findings(station, more), Level.WRONG, "ws", "nothing listens there");
        }
    }

    @Test
    void snapshots_within_what_is_synced_are_wrong() throws IOException {
        try (SshStation station = new SshStation(directory)) {
            has(
                    findings(station, Map.of("snapshots.directory", "~/code/backups")),
                    Level.WRONG,
                    "this machine",
                    "which is synced");
        }
    }
}
