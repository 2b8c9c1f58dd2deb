package cc.chitty.sync.jobs;

import static cc.chitty.sync.kernel.fixture.Programs.await;
import static cc.chitty.sync.kernel.fixture.Programs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.device.HostName;
import cc.chitty.sync.kernel.fixture.Mounts;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import cc.chitty.sync.kernel.state.FileLock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** {@code doctor}, on a state directory with one thing out of order at a time. */
class DoctorCommandTest extends DeskTest {

    private JsonNode finding(String check) {
        return findings(check, desk.run("doctor", "--json")).get(0);
    }

    private static List<JsonNode> findings(String check, Result result) {
        return Stream.of(result.json().get("findings"))
                .flatMap(all -> all.valueStream())
                .filter(finding -> finding.get("check").asString().equals(check))
                .toList();
    }

    private void assertWrong(String check, String what) {
        Result result = desk.run("doctor", "--json");
        assertThat(result.code()).as(result.out()).isEqualTo(3);
        assertThat(result.json().get("well").asBoolean()).isFalse();
        JsonNode finding = findings(check, result).get(0);
        assertThat(finding.get("level").asString()).as(result.out()).isEqualTo("wrong");
        assertThat(finding.get("what").asString()).contains(what);
        assertThat(finding.get("remedy").asString()).isNotEmpty();
    }

    private void assertLevel(String check, String level, String what) {
        JsonNode finding = finding(check);
        assertThat(finding.get("level").asString()).as(finding.toString()).isEqualTo(level);
        assertThat(finding.get("what").asString()).contains(what);
    }

    private Path state(String path) {
        return desk.state().root().resolve(path);
    }

    private void consolidated() throws IOException {
        desk.list(1, 0, "pending Write the test");
        desk.done("consolidate");
    }

    @Test
    void where_nothing_is_wrong_it_ends_with_0_and_has_changed_nothing() throws IOException {
        consolidated();
        Map<String, String> before = listing();
        Result result = desk.run("doctor");
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("ok     java: Java ", "ok     state directory: ", "ok     disk: ", "ok     clock: ")
                .contains(
                        "ok     database: ", "note   watcher: none runs", "note   installation: nothing is installed");
        assertThat(listing()).isEqualTo(before);
    }

    /** Paths with sizes and times, of the state directory and of the agents' files. */
    private Map<String, String> listing() throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> files =
                Files.walk(Objects.requireNonNull(desk.state().root().getParent()))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                listing.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return listing;
    }

    @Test
    void it_does_not_even_make_a_state_directory() throws IOException {
        Path none = desk.home().resolve("none");
        Result result = desk.run(Terminal.NONE, Map.of("CHITTYSYNC_HOME", none.toString()), "doctor");
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out()).contains("note   state directory: " + none + " is not there yet");
        assertThat(none).doesNotExist();
    }

    @Test
    void a_state_directory_that_others_can_enter_is_wrong() throws IOException {
        Files.setPosixFilePermissions(desk.state().root(), PosixFilePermissions.fromString("rwxr-x---"));
        assertWrong("state directory", "others can enter");
    }

    @Test
    void a_database_that_is_gone_or_damaged_is_wrong() throws IOException {
        consolidated();
        desk.close();
        Path file = state("database/jobs.mv.db");
        byte[] good = Files.readAllBytes(file);
        Files.write(file, new byte[good.length]);
        assertWrong("database", "is not an H2 file any more");
        Files.delete(file);
        assertWrong("database", "is gone");
        Files.write(file, good);
        assertLevel("database", "ok", "B");
    }

    @Test
    void an_owner_that_was_killed_is_told_and_one_with_other_settings_is_wrong() throws IOException {
        String note = "host=%s\npid=%d\nstarted=%s\nversion=1\nsettings=other\n";
        ProcessHandle self = ProcessHandle.current();
        String host = HostName.current();
        Files.writeString(state("owner.properties"), note.formatted(host, self.pid(), "2001-01-01T00:00:00Z"));
        assertLevel("owner", "note", "was killed");
        Files.writeString(
                state("owner.properties"),
                note.formatted(host, self.pid(), self.info().startInstant().orElseThrow()));
        assertWrong("owner", "has other settings");
    }

    @Test
    void files_of_the_future_are_wrong() throws IOException {
        consolidated();
        Files.setLastModifiedTime(
                desk.state().todosView(), FileTime.from(Instant.now().plus(Duration.ofHours(2))));
        assertWrong("clock", "in the future");
    }

    @Test
    void a_watcher_that_was_killed_is_wrong_and_one_that_sees_a_change_is_not() throws Exception {
        Files.createDirectories(state("watch"));
        Files.writeString(
                state("watch/watcher.properties"),
                "host=" + HostName.current() + "\npid=1\nstarted=2001-01-01T00\\:00\\:00Z\n");
        assertWrong("watcher", "was killed");
        Interruption interruption = new Interruption();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FutureTask<Integer> watcher =
                new FutureTask<>(() -> desk.run(interruption, Map.of(), out, out, "watch", "--schedule"));
        new Thread(watcher, "watcher").start();
        try {
            await(
                    "the watcher's note",
                    () -> text(state("watch/watcher.properties"))
                            .contains("pid=" + ProcessHandle.current().pid() + "\n"));
            assertLevel("watcher", "ok", "sees changes");
            assertThat(findings("schedule", desk.run("doctor", "--json")).toString())
                    .contains("consolidate by cron last went well never", "prune by cron");
        } finally {
            interruption.raise();
            watcher.get();
        }
    }

    @Test
    void what_was_installed_and_is_gone_is_wrong() throws IOException {
        Path gone = desk.home().resolve("settings.json");
        Files.createDirectories(desk.state().installation());
        Files.writeString(
                desk.state().installation().resolve("record.properties"), "target.0=" + gone + "\nafter.0=00\n");
        assertWrong("installation", gone + " is gone");
        Files.writeString(gone, "{}");
        assertLevel("installation", "ok", "1 file, all there");
    }

    @Test
    void an_agent_whose_model_writes_no_lists_is_told_with_the_setting_that_brings_them_back() throws IOException {
        Path claude = Files.createDirectories(desk.home().resolve(".claude/projects/-code-site"));
        Path transcript = claude.resolve("6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a01.jsonl");
        Files.writeString(transcript, "{\"message\":{\"model\":\"claude-opus-4-7\"}}\n");
        assertLevel("claude-code", "ok", "claude-opus-4-7");
        Files.writeString(transcript, "{\"message\":{\"model\":\"claude-opus-4-8-20260701\"}}\n");
        assertWrong("claude-code", "model claude-opus-4-8-20260701 writes no lists by itself");
        assertThat(finding("claude-code").get("remedy").asString())
                .contains("CLAUDE_CODE_ENABLE_TODO_TOOLS=1", "install --mcp");
        Files.writeString(
                desk.home().resolve(".claude/settings.json"), "{\"env\":{\"CLAUDE_CODE_ENABLE_TODO_TOOLS\":\"1\"}}");
        assertLevel("claude-code", "ok", "writes lists with every model");
    }

    @Test
    void hooks_that_cannot_be_run_are_wrong() throws IOException {
        Path program = Files.createDirectories(desk.state().programs()).resolve("session-start");
        Files.writeString(program, "#!/bin/sh\n");
        Path settings = Files.createDirectories(desk.home().resolve(".claude")).resolve("settings.json");
        Files.writeString(settings, "{}");
        assertLevel("hooks of claude-code", "note", "not registered");
        Files.writeString(
                settings,
                "{\"hooks\":{\"SessionStart\":[{\"hooks\":[{\"type\":\"command\",\"command\":\"'" + program
                        + "' claude-code\"}]}]}}");
        assertWrong("hooks of claude-code", program + " cannot be run");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        assertLevel("hooks of claude-code", "ok", "1 hook in ");
        String otherwise = "sh \\\"" + program + "\\\"";
        Files.writeString(settings, Files.readString(settings).replace("'" + program + "'", otherwise));
        assertLevel("hooks of claude-code", "ok", "1 hook in ");
        Files.writeString(settings, Files.readString(settings).replaceFirst("}$", ",\"disableAllHooks\":true}"));
        assertWrong("hooks of claude-code", "turned off");
        Files.writeString(settings, "{");
        assertWrong("hooks of claude-code", "is not JSON");
    }

    @Test
    void snapshots_and_runs_of_the_future_are_wrong() throws IOException {
        consolidated();
        Path snapshot = Files.createDirectories(desk.state().snapshots().resolve("20990101T000000.000Z-consolidate-7"));
        Files.writeString(snapshot.resolve("manifest.properties"), "job=consolidate\nrun=7\n");
        assertWrong("clock", "snapshot 20990101T000000.000Z-consolidate-7 is ");
        Files.delete(snapshot.resolve("manifest.properties"));
        Files.delete(snapshot);
        assertLevel("clock", "ok", "nothing is of the future");
        Files.writeString(state("triggers.properties"), "cron.prune=2099-01-01T00\\:00\\:00Z 5 boot\n");
        assertWrong("clock", "the last run of prune by cron is ");
    }

    @Test
    void little_room_gets_a_remedy_that_needs_none() throws IOException {
        Path small = Files.createDirectory(directory.resolve("small"));
        Mounts.small(small, 1);
        try {
            Path state = Files.createDirectory(small.resolve("state"));
            Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
            Result result = desk.run(Terminal.NONE, Map.of("CHITTYSYNC_HOME", state.toString()), "doctor");
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out())
                    .contains(
                            "WRONG  disk: little room: ",
                            "Delete other files first: with less room a command may not start; then ");
        } finally {
            Mounts.away(small);
        }
    }

    @Test
    void a_state_directory_on_a_disk_that_is_mounted_read_only_gets_the_remedy_of_other_commands() throws IOException {
        Path disk = Files.createDirectory(directory.resolve("read-only"));
        Path state = Files.createDirectory(disk.resolve("state"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
        Mounts.readOnly(disk);
        try {
            String remedy = "Mount the file system of " + state;
            assertThatThrownBy(() -> FileLock.tryTake(state.resolve("owner.lock")))
                    .isInstanceOf(Failure.class)
                    .extracting(it -> ((Failure) it).remedy())
                    .asString()
                    .startsWith(remedy);
            Result result = desk.run(Terminal.NONE, Map.of("CHITTYSYNC_HOME", state.toString()), "doctor");
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out())
                    .contains("WRONG  state directory: cannot write to " + state + ": Read-only file system")
                    .contains(remedy
                            + " writable. If it is the state directory's, CHITTYSYNC_HOME may name one elsewhere.")
                    .doesNotContain("Run as");
        } finally {
            Mounts.away(disk);
        }
    }

    @Test
    void a_state_directory_that_is_a_link_to_nowhere_is_wrong() throws IOException {
        Path target = desk.home().resolve("disk/state");
        Path link = Files.createSymbolicLink(desk.home().resolve("link"), target);
        Result result = desk.run(Terminal.NONE, Map.of("CHITTYSYNC_HOME", link.toString()), "doctor");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out())
                .contains("WRONG  state directory: " + link + " is a link to " + target + ", which is not there");
    }

    @Test
    @Timeout(60)
    void what_is_no_file_among_an_agents_files_is_passed_over_or_told() throws Exception {
        Path claude = Files.createDirectories(desk.home().resolve(".claude/projects/-code-site"));
        Path transcript = claude.resolve("6f1c2a90-4d3b-4c1e-9a77-0b8e5d2f1a01.jsonl");
        Files.writeString(transcript, "{\"message\":{\"model\":\"claude-opus-4-7\"}}\n");
        Files.setLastModifiedTime(transcript, FileTime.from(Instant.now().minusSeconds(600)));
        pipe(claude.resolve("x.jsonl"));
        Files.createDirectory(claude.resolve("y.jsonl"));
        Files.createSymbolicLink(claude.resolve("z.jsonl"), claude.resolve("nowhere"));
        Path settings = desk.home().resolve(".claude/settings.json");
        pipe(settings);
        assertLevel("claude-code", "ok", "writes lists with model claude-opus-4-7");
        assertWrong("hooks of claude-code", settings + " is not a file, so the agent does not read it");
        Files.delete(settings);
        Files.createDirectory(settings);
        assertWrong("hooks of claude-code", "is not a file");
        Files.delete(settings);
        Files.createSymbolicLink(settings, claude.resolve("nowhere"));
        assertLevel("hooks of claude-code", "note", "not registered");
        Files.delete(settings);
        Files.write(settings, new byte[] {'"', (byte) 0xff, '"'});
        assertWrong("hooks of claude-code", "is not JSON");
        assertThat(desk.run("doctor").out()).doesNotContain("Exception");
    }

    private static void pipe(Path place) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor())
                .isZero();
    }
}
