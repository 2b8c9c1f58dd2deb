package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.kernel.fixture.SshServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** The command gpu-sync with a peer that is a home directory on this machine. */
class GpuSyncCommandTest {

    @TempDir
    Path directory;

    private Path ours;
    private Path theirs;
    private Desk desk;

    @BeforeEach
    void begin() throws IOException {
        desk = new Desk(directory.resolve("laptop"));
        ours = Files.createDirectories(desk.home().resolve("code"));
        Path station = Files.createDirectories(directory.resolve("station"));
        theirs = Files.createDirectories(station.resolve("code"));
        Files.writeString(desk.state().root().resolve("settings.properties"), """
            chittysync.gpu-sync.peers[0].name=ws
            chittysync.gpu-sync.peers[0].home=%s
            chittysync.gpu-sync.workspaces[0].path=~/code
            """.formatted(station));
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private static void write(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void a_plan_is_shown_demanded_carried_out_shown_again_and_taken_back() throws IOException {
        write(ours, "a/notes.md", "one\n");
        write(theirs, "b.txt", "two\n");
        Result dry = desk.done("gpu-sync", "sync-all", "--dry-run");
        assertThat(dry.out()).contains("workspace_code:a/notes.md", "3 changes (1 here, 2 on the peer)", "--apply ");
        assertThat(theirs.resolve("a")).doesNotExist();
        String print = desk.done("gpu-sync", "sync-all", "--dry-run", "--json")
                .json()
                .get("fingerprint")
                .asString();
        JsonNode done =
                desk.done("gpu-sync", "sync-all", "--apply", print, "--json").json();
        assertThat(done.get("counts").get("put_theirs").asLong()).isEqualTo(2);
        assertThat(theirs.resolve("a/notes.md")).hasContent("one\n");
        assertThat(ours.resolve("b.txt")).hasContent("two\n");
        long run = done.get("run").asLong();
        assertThat(desk.done("show", "" + run).out()).contains("notes.md", "transfer");
        assertThat(desk.done("show", "" + run, "--json").json().get("items")).hasSize(3);
        assertThat(desk.done("gpu-sync", "sync-all").out()).contains("0 brought");
        assertThat(desk.done("gpu-sync", "snapshots").out()).contains("sync run " + run);
        assertThat(desk.done("rollback", "gpu-sync", "" + run).out()).contains("takes this back");
        assertThat(theirs.resolve("a")).doesNotExist();
        assertThat(ours.resolve("b.txt")).doesNotExist();
        assertThat(desk.run("rollback", "gpu-sync", "9999").code()).isEqualTo(2);
        assertThat(desk.done("status").out()).contains("gpu-sync-rollback");
    }

    @Test
    void what_changed_since_an_earlier_plan_was_made_is_brought_when_that_one_is_done() throws IOException {
        assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        Path programs = Files.createDirectories(directory.resolve("programs"));
        Path rsync = Files.writeString(programs.resolve("rsync"), "#!/bin/sh\nexit 12\n");
        Files.setPosixFilePermissions(rsync, PosixFilePermissions.fromString("rwx------"));
        Path station = theirs.getParent();
        try (SshServer server = new SshServer(
                Files.createDirectories(directory.resolve("ssh")),
                "SetEnv HOME=" + station + " SHLVL=2 PATH=" + programs + ":/usr/bin:/bin")) {
            settings(ssh(1, "far", server, server.port()));
            String[] sync = {"gpu-sync", "sync-workspace", "--peer", "far", "--json"};
            write(ours, "first.md", "one\n");
            assertThat(desk.run(sync).code()).isEqualTo(1);
            Files.delete(rsync);
            write(ours, "second.md", "two\n");
            write(theirs, "third.md", "three\n");
            JsonNode counts = desk.done(sync).json().get("counts");
            assertThat(counts.get("plan_kept").asLong()).isEqualTo(1);
            assertThat(counts.get("put_theirs").asLong()).isEqualTo(2);
            assertThat(counts.get("put_ours").asLong()).isEqualTo(1);
            assertThat(theirs.resolve("first.md")).hasContent("one\n");
            assertThat(theirs.resolve("second.md")).hasContent("two\n");
            assertThat(ours.resolve("third.md")).hasContent("three\n");
        }
    }

    /** Both have pulled the same from elsewhere; nothing is to be brought, and yet something new is agreed on. */
    @Test
    void a_peer_that_is_put_back_has_not_deleted_what_both_got_by_themselves() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            write(ours, name, name);
        }
        desk.done("gpu-sync", "sync-all");
        Path station = directory.resolve("station");
        Path backup = directory.resolve("backup");
        FileSystemUtils.copyRecursively(station, backup);
        write(ours, "pulled", "the same");
        write(theirs, "pulled", "the same");
        desk.done("gpu-sync", "sync-all");
        FileSystemUtils.deleteRecursively(station);
        FileSystemUtils.copyRecursively(backup, station);

        desk.run("gpu-sync", "sync-all");

        assertThat(ours.resolve("pulled")).hasContent("the same");
        assertThat(theirs.resolve("pulled")).hasContent("the same");
    }

    @Test
    void files_that_only_their_size_leaves_out_are_counted() throws IOException {
        settings("chittysync.gpu-sync.filters.fast=1KB\n");
        write(ours, "large", "x".repeat(2000));
        write(ours, "app/node_modules/large", "x".repeat(2000));
        write(ours, "small", "x");
        String left = "1 file larger than the limit left out.";
        assertThat(desk.done("gpu-sync", "sync-workspace", "--fast", "--dry-run")
                        .out())
                .contains(left);
        assertThat(desk.done("gpu-sync", "sync-workspace", "--fast").out()).contains(left);
        assertThat(theirs.resolve("small")).exists();
        assertThat(theirs.resolve("large")).doesNotExist();
        assertThat(desk.done("gpu-sync", "sync-workspace").out()).doesNotContain("larger");
        assertThat(theirs.resolve("large")).exists();
    }

    @Test
    void a_branch_that_a_run_deletes_is_named_with_what_keeps_it() throws Exception {
        Path repository = Files.createDirectories(ours.resolve("app"));
        git(repository, "init", "-q", "-b", "main");
        git(repository, "commit", "-q", "--allow-empty", "-m", "first");
        git(repository, "branch", "idea");
        desk.done("gpu-sync", "sync-all");
        git(theirs.resolve("app"), "branch", "-D", "idea");
        String dry = desk.done("gpu-sync", "sync-all", "--dry-run").out();
        assertThat(dry).contains("app: refs/heads/idea on this machine: ").doesNotContain("is kept as");
        String said = desk.done("gpu-sync", "sync-all").out();
        assertThat(said).contains("app: refs/heads/idea was deleted on this machine, too; ");
        String kept = said.replaceFirst("(?s).* is kept as (\\S+)\\s.*", "$1");
        git(repository, "rev-parse", "-q", "--verify", kept);
        git(repository, "branch", "again", kept);
        JsonNode answer = desk.done("gpu-sync", "sync-all", "--json").json();
        assertThat(answer.get("repositories")).isEmpty();
        git(repository, "branch", "-D", "again");
        answer = desk.done("gpu-sync", "sync-all", "--json").json();
        assertThat(answer.get("repositories").get(0).asString())
                .contains("refs/heads/again was deleted on the peer, too");
    }

    private static void git(Path repository, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@t"));
        line.addAll(List.of(words));
        Process git = new ProcessBuilder(line)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }

    /** Of another machine, of one that was made anew, and of one that was put back to an earlier state. */
    @ParameterizedTest
    @ValueSource(strings = {"another", "anew", "earlier"})
    void what_was_agreed_with_a_machine_is_not_believed_of_what_it_is_not(String what) throws IOException {
        Path note = theirs.resolveSibling(".chittysync-machine");
        write(ours, "first", "1");
        desk.done("gpu-sync", "sync-all");
        String before = Files.readString(note);
        for (String name : List.of("a", "b", "c", "d", "e")) {
            write(ours, name, name);
        }
        desk.done("gpu-sync", "sync-all");
        assertThat(desk.done("gpu-sync", "sync-all", "--json")
                        .json()
                        .get("counts")
                        .get("planned")
                        .asLong())
                .isZero();
        switch (what) {
            case "another" -> Files.writeString(note, "0123456789abcdef0123456789abcdef\n");
            case "anew" -> Files.delete(note);
            default -> Files.writeString(note, before);
        }
        Files.delete(theirs.resolve("a"));
        write(theirs, "b", "older");
        Result other = desk.run("gpu-sync", "sync-all");
        assertThat(other.code()).isEqualTo(3);
        assertThat(other.err()).contains("the peer is another machine");
        assertThat(theirs.resolve("a")).hasContent("a");
        assertThat(ours.resolve("b")).hasContent("b");
        assertThat(theirs.resolve("b")).hasContent("older");
        assertThat(conflicts()).hasSize(1);
        Files.delete(theirs.resolve("c"));
        assertThat(desk.run("gpu-sync", "sync-all").err()).doesNotContain("another machine");
        assertThat(ours.resolve("c")).doesNotExist();
    }

    /** Then what it remembers is what it had. */
    @Test
    void what_this_machine_remembers_is_believed_when_it_was_put_back_itself() throws IOException {
        Path counted = desk.state().root().resolve("gpu-sync/ws/machine.properties");
        write(ours, "first", "1");
        desk.done("gpu-sync", "sync-all");
        byte[] before = Files.readAllBytes(counted);
        write(ours, "second", "2");
        desk.done("gpu-sync", "sync-all");
        Files.write(counted, before);
        Files.delete(theirs.resolve("first"));
        assertThat(desk.run("gpu-sync", "sync-all").err()).isEmpty();
        assertThat(ours.resolve("first")).doesNotExist();
        assertThat(Files.readString(counted)).matches("generation=3\nmachine=([0-9a-f]{32})\nnames=\\1\n");
    }

    @Test
    void what_both_changed_is_predicted_listed_shown_and_settled() throws IOException {
        write(ours, "notes.md", "base\n");
        write(ours, "second.md", "base\n");
        desk.done("gpu-sync", "sync-workspace");
        write(ours, "notes.md", "base\nours\n");
        write(theirs, "notes.md", "base\ntheirs\n");
        write(ours, "second.md", "more of ours\n");
        write(theirs, "second.md", "more of theirs\n");
        Result status = desk.run("gpu-sync", "sync-status");
        assertThat(status.code()).isEqualTo(3);
        assertThat(status.out()).contains("changed on both sides: workspace_code:notes.md");
        assertThat(desk.run("gpu-sync", "sync-all").code()).isEqualTo(3);
        JsonNode conflicts = conflicts();
        assertThat(conflicts).hasSize(2);
        String first = conflicts.get(0).get("id").asString();
        assertThat(conflicts.get(0).get("path").asString()).isEqualTo("notes.md");
        assertThat(desk.run("gpu-sync", "conflicts", first).out()).contains("-ours", "+theirs", " base");
        Result open = desk.run("gpu-sync", "resolve");
        assertThat(open.code()).isEqualTo(3);
        assertThat(open.out()).contains(first);
        assertThat(open.err()).contains("choose with");
        Result skipped = desk.run("gpu-sync", "resolve", first.substring(0, 6), "skip");
        assertThat(skipped.code()).isEqualTo(3);
        assertThat(skipped.out()).isEqualTo("Left as it is: " + first + "\n");
        assertThat(skipped.err()).doesNotContain("choose");
        assertThat(desk.done("gpu-sync", "decide", first, "theirs").out()).contains("Resolved " + first);
        assertThat(ours.resolve("notes.md")).hasContent("base\ntheirs\n");
        assertThat(ours.resolve("second.md")).hasContent("more of ours\n");
        String second = conflicts.get(1).get("id").asString();
        desk.done("gpu-sync", "decide", second, "both");
        assertThat(theirs.resolve("second.md")).hasContent("more of ours\n");
        assertThat(ours.resolve("second.ws.md")).hasContent("more of theirs\n");
        desk.done("gpu-sync", "sync-all");
        assertThat(theirs.resolve("second.ws.md")).hasContent("more of theirs\n");
        assertThat(desk.done("gpu-sync", "conflicts").out()).contains("No conflicts.");
    }

    @Test
    void a_choice_of_what_was_deleted_since_is_not_called_resolved() throws IOException {
        write(ours, "notes", "ours\n");
        write(theirs, "notes", "theirs\n");
        assertThat(desk.run("gpu-sync", "sync-all").code()).isEqualTo(3);
        Files.delete(ours.resolve("notes"));
        write(theirs, "other", "theirs\n");
        Result left =
                desk.run("gpu-sync", "resolve", conflicts().get(0).get("id").asString(), "ours", "--yes");
        assertThat(left.code()).isEqualTo(3);
        assertThat(left.out()).doesNotContain("Resolved");
        assertThat(left.err()).contains("notes: it is in conflict no more");
        assertThat(theirs.resolve("notes")).hasContent("theirs\n");
        assertThat(ours.resolve("other")).doesNotExist();
    }

    @Test
    void what_is_not_done_is_named_and_not_called_resolved() throws IOException {
        write(ours, "A", "a file here\n");
        write(theirs, "A/node_modules/x", "never synced\n");
        write(ours, "notes", "ours\n");
        write(theirs, "notes", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n");
        assertThat(desk.run("gpu-sync", "sync-all").code()).isEqualTo(3);
        JsonNode conflicts = conflicts();
        assertThat(conflicts).hasSize(2);
        String whole = conflicts.get(0).get("id").asString();
        Result refused = desk.run("gpu-sync", "decide", whole, "both");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("something that is not synced: A/node_modules", "Nothing was changed");
        String key = conflicts.get(1).get("id").asString();
        Result withheld = desk.run("gpu-sync", "decide", key, "both");
        assertThat(withheld.code()).isEqualTo(3);
        assertThat(withheld.err())
                .contains(
                        "notes.ws: it is a private key", "notes: what is there could not be kept", "still in conflict");
        for (Result result : new Result[] {refused, withheld}) {
            assertThat(result.out()).doesNotContain("Resolved");
        }
        JsonNode again = desk.run("gpu-sync", "decide", key, "both", "--json").json();
        assertThat(again.get("resolved").asBoolean()).isFalse();
        assertThat(again.get("problems")).hasSize(2);
        assertThat(desk.run("gpu-sync", "conflicts", "--json").json().get("conflicts"))
                .hasSize(2);
        assertThat(theirs.resolve("A/node_modules/x")).hasContent("never synced\n");
        assertThat(desk.done("gpu-sync", "decide", key, "ours").out()).contains("Resolved " + key);
        assertThat(theirs.resolve("notes")).hasContent("ours\n");
    }

    @Test
    void where_links_lead_and_permissions_are_shown_of_what_has_no_text() throws IOException {
        Files.createSymbolicLink(ours.resolve("C"), Path.of("x"));
        Files.createSymbolicLink(theirs.resolve("C"), Path.of("y"));
        write(ours, "mode", "the same\n");
        write(theirs, "mode", "the same\n");
        Files.setPosixFilePermissions(ours.resolve("mode"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(theirs.resolve("mode"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(desk.run("gpu-sync", "sync-all").code()).isEqualTo(3);
        JsonNode conflicts = conflicts();
        String link = conflicts.get(0).get("id").asString();
        assertThat(desk.run("gpu-sync", "conflicts", link).out()).contains("here: link to x", "peer: link to y");
        assertThat(conflicts.get(0).get("theirs").get("target").asString()).isEqualTo("y");
        String mode = conflicts.get(1).get("id").asString();
        assertThat(desk.run("gpu-sync", "conflicts", mode).out()).contains("mode 600", "mode 755");
        assertThat(conflicts.get(1).get("ours").get("mode").asString()).isEqualTo("600");
    }

    @Test
    void a_home_whose_name_cannot_be_told_in_texts_is_refused_with_the_sign() throws IOException {
        Path odd = Files.createDirectories(directory.resolve("it's a p"));
        settings("chittysync.gpu-sync.peers[1].name=odd", "chittysync.gpu-sync.peers[1].home=" + odd);
        Result result = desk.run("gpu-sync", "sync-all", "--peer", "odd");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(odd + " could not be found again in texts: it has the sign '", "gpu-sync.md");
    }

    @Test
    void a_great_deletion_is_refused_and_can_be_agreed_to() throws IOException {
        for (int i = 0; i < 10; i++) {
            write(ours, "f" + i, "content " + i);
        }
        desk.done("gpu-sync", "sync-all");
        for (int i = 0; i < 8; i++) {
            Files.delete(theirs.resolve("f" + i));
        }
        Result refused = desk.run("gpu-sync", "sync-all");
        assertThat(refused.code()).isEqualTo(12);
        assertThat(refused.err()).contains("this machine would lose 8 of 10 files", "--apply ");
        assertThat(ours.resolve("f0")).exists();
        desk.done("gpu-sync", "sync-all", "--yes");
        assertThat(ours.resolve("f0")).doesNotExist();
    }

    @Test
    void a_sync_of_some_paths_forgets_no_directory_and_takes_a_lost_root_for_no_deletion() throws IOException {
        write(ours, "notes.md", "notes\n");
        write(ours, "deep/er/a.txt", "a\n");
        write(ours, "deep/er/b.txt", "b\n");
        desk.done("gpu-sync", "sync-all");
        desk.done("gpu-sync", "sync-all", "--only", "notes.md");
        Files.delete(theirs.resolve("deep/er/a.txt"));
        Files.delete(theirs.resolve("deep/er/b.txt"));
        Files.delete(theirs.resolve("deep/er"));
        Files.delete(theirs.resolve("deep"));
        desk.done("gpu-sync", "sync-all");
        assertThat(ours.resolve("deep")).doesNotExist();
        assertThat(theirs.resolve("deep")).doesNotExist();

        write(ours, "second.md", "not asked for\n");
        desk.done("gpu-sync", "sync-all");
        Path aside = Files.move(ours, ours.resolveSibling("aside"));
        Result vanished = desk.run("gpu-sync", "sync-all", "--only", "notes.md");
        assertThat(vanished.code()).isEqualTo(12);
        assertThat(vanished.err()).contains("the root is not there any more on this machine");
        Files.createDirectory(ours);
        Result emptied = desk.run("gpu-sync", "sync-all", "--only", "notes.md");
        assertThat(emptied.code()).isEqualTo(12);
        assertThat(emptied.err()).contains("the root has no file any more on this machine");
        assertThat(theirs.resolve("notes.md")).hasContent("notes\n");
        Files.delete(ours);
        Files.move(aside, ours);
        desk.done("gpu-sync", "sync-all", "--only", "notes.md");
    }

    @Test
    void a_side_that_was_lost_is_told_as_such_and_brought_back_by_a_sync_one_way() throws IOException {
        for (int i = 0; i < 5; i++) {
            write(ours, "d/f" + i, "content " + i);
        }
        desk.done("gpu-sync", "sync-all");
        FileSystemUtils.deleteRecursively(theirs);
        Result status = desk.run("gpu-sync", "sync-status");
        assertThat(status.out())
                .contains("GONE HERE", "A sync would refuse this: workspace workspace_code: the root is not there any");
        assertThat(desk.run("gpu-sync", "sync-all", "--dry-run", "--json")
                        .json()
                        .get("refusals"))
                .hasSize(1);
        Result refused = desk.run("gpu-sync", "sync-all");
        assertThat(refused.code()).isEqualTo(12);
        assertThat(refused.err()).contains("mount it", "`gpu-sync push-all` brings it there again", "--apply");
        desk.done("gpu-sync", "push-all");
        assertThat(theirs.resolve("d/f4")).hasContent("content 4");
        desk.done("gpu-sync", "sync-all");
        write(theirs, "new-there", "not for a push\n");
        assertThat(desk.done("gpu-sync", "push-all").out()).contains("1 change of the other direction left alone");

        FileSystemUtils.deleteRecursively(theirs.getParent());
        Result away = desk.run("gpu-sync", "sync-all");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.err()).contains("is not there", "If its disk is not mounted");
        assertThat(desk.run("gpu-sync", "status").code()).isEqualTo(1);
        assertThat(theirs.getParent()).doesNotExist();
    }

    @Test
    void what_is_asked_of_all_peers_is_told_alike_however_many_there_are() throws IOException {
        write(ours, "f", "x");
        JsonNode all =
                desk.run("gpu-sync", "sync-all", "--peer", "all", "--json").json();
        assertThat(all.get("exit_code").asInt()).isZero();
        assertThat(all.get("runs")).hasSize(1);
        assertThat(all.get("runs").get(0).get("peer").asString()).isEqualTo("ws");
        for (String empty : new String[] {"--peer=", "--only="}) {
            assertThat(desk.run("gpu-sync", "sync-all", empty).code()).as(empty).isEqualTo(2);
        }
        assertThat(desk.run("gpu-sync", "sync-all", "--profile", "none").err())
                .contains("the settings have none of that name");
    }

    @Test
    void what_a_person_has_chosen_over_a_whole_tree_can_be_agreed_to_as_well() throws IOException {
        for (int i = 0; i < 10; i++) {
            write(ours, "tree/f" + i, "content " + i);
        }
        desk.done("gpu-sync", "sync-all");
        for (int i = 0; i < 10; i++) {
            Files.delete(ours.resolve("tree/f" + i));
        }
        Files.delete(ours.resolve("tree"));
        write(ours, "tree", "a file now\n");
        write(ours, "other", "so that the root is not empty\n");
        write(theirs, "tree/f3", "changed there\n");
        assertThat(desk.run("gpu-sync", "sync-all").code()).isEqualTo(3);
        JsonNode conflicts = conflicts();
        assertThat(conflicts).hasSize(1);
        String id = conflicts.get(0).get("id").asString();
        Result refused = desk.run("gpu-sync", "resolve", id, "ours");
        assertThat(refused.code()).isEqualTo(12);
        assertThat(refused.err()).contains("the peer would lose 10 of 11 files", "resolve it with --yes");
        assertThat(theirs.resolve("tree/f3")).hasContent("changed there\n");
        assertThat(desk.done("gpu-sync", "resolve", id, "ours", "--yes").out()).contains("Resolved " + id);
        assertThat(theirs.resolve("tree")).hasContent("a file now\n");
    }

    @Test
    void the_peer_is_looked_at_and_a_wrong_name_is_told() {
        assertThat(desk.done("gpu-sync", "status").out()).contains("ok", "ws: ");
        assertThat(desk.done("gpu-sync", "connect", "--json")
                        .json()
                        .get("peers")
                        .get(0)
                        .get("reached")
                        .asBoolean())
                .isTrue();
        Result wrong = desk.run("gpu-sync", "sync-all", "--peer", "nobody");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Known are: ws.");
        assertThat(desk.run("gpu-sync", "sync-all", "--bwlimit", "much").code()).isEqualTo(2);
        for (String rate : new String[] {"-1", "-2MB"}) {
            Result negative = desk.run("gpu-sync", "sync-all", "--bwlimit=" + rate);
            assertThat(negative.code()).isEqualTo(2);
            assertThat(negative.err()).contains("--bwlimit is a rate");
        }
    }

    private JsonNode conflicts() {
        return desk.run("gpu-sync", "conflicts", "--json").json().get("conflicts");
    }

    private void settings(String... lines) throws IOException {
        Files.writeString(
                desk.state().root().resolve("settings.properties"),
                String.join("\n", lines) + "\n",
                StandardOpenOption.APPEND);
    }

    @Test
    void settings_are_read_in_the_encoding_in_which_they_are_written() throws IOException {
        settings(
                "chittysync.gpu-sync.workspaces[1].path=~/thèse",
                "chittysync.gpu-sync.workspaces[2].path=~/caf\\u00e9");
        List<String> names = List.of("thèse", "café");
        for (String name : names) {
            write(ours.resolveSibling(name), "notes.md", name);
        }
        desk.done("gpu-sync", "sync-all");
        for (String name : names) {
            assertThat(theirs.resolveSibling(name).resolve("notes.md")).hasContent(name);
        }
    }

    @Test
    void a_workspace_that_is_nowhere_is_predicted_and_found_by_the_doctor() throws IOException {
        settings("chittysync.gpu-sync.workspaces[1].path=~/cod");
        for (String command : List.of("sync-status", "sync-all", "sync-all", "doctor")) {
            Result result = desk.run("gpu-sync", command);
            assertThat(result.code()).as(command).isEqualTo(3);
            assertThat(result.out() + result.err()).contains(desk.home().resolve("cod") + "", "on neither side");
        }
    }

    @Test
    void settings_in_another_encoding_are_refused_with_the_line() throws IOException {
        Path file = desk.state().root().resolve("settings.properties");
        Files.write(
                file,
                "chittysync.gpu-sync.workspaces[1].path=~/thèse\n".getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.APPEND);
        for (String command : List.of("sync-all", "doctor")) {
            Result wrong = desk.run("gpu-sync", command);
            assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
            assertThat(wrong.err()).contains(file.toString(), "line 4 is not in UTF-8", "\\u00e9");
        }
    }

    @Test
    void with_all_peers_each_is_predicted_and_validated_and_the_worst_counts() throws IOException {
        Path second = Files.createDirectories(directory.resolve("second/code"));
        settings("chittysync.gpu-sync.peers[1].name=second", "chittysync.gpu-sync.peers[1].home=" + second.getParent());
        write(ours, "notes.md", "base\n");
        desk.done("gpu-sync", "sync-all", "--peer", "all");
        write(ours, "notes.md", "ours\n");
        write(second, "notes.md", "second\n");
        Result status = desk.run("gpu-sync", "sync-status", "--peer", "all");
        assertThat(status.code()).isEqualTo(3);
        assertThat(status.out()).containsSubsequence("With ws:", "workspace", "With second:", "changed on both sides");
        JsonNode all =
                desk.run("gpu-sync", "sync-status", "--peer", "all", "--json").json();
        assertThat(all.get("exit_code").asInt()).isEqualTo(3);
        assertThat(all.get("runs").valueStream().map(run -> run.get("peer").asString()))
                .containsExactly("ws", "second");
        assertThat(desk.done("gpu-sync", "sync-status", "--json")
                        .json()
                        .get("peer")
                        .asString())
                .isEqualTo("ws");
        write(
                second.resolveSibling(".claude"),
                "projects/-x/11111111-2222-3333-4444-555555555555.jsonl",
                "{\"broken\n");
        Result validated = desk.run("gpu-sync", "validate", "--peer", "all");
        assertThat(validated.code()).isEqualTo(3);
        assertThat(validated.out()).containsSubsequence("With ws:", "0 problems", "With second:", "1 problem");
        JsonNode peers =
                desk.run("gpu-sync", "validate", "--peer", "all", "--json").json();
        assertThat(peers.get("exit_code").asInt()).isEqualTo(3);
        assertThat(peers.get("peers").get(1).get("theirs").get("problem_count").asInt())
                .isEqualTo(1);
        desk.done("gpu-sync", "validate", "--peer", "ws");
    }

    @Test
    void with_all_categories_everything_is_read_and_what_differs_is_named() throws IOException {
        write(ours, "notes.md", "base\n");
        desk.done("gpu-sync", "sync-all");
        assertThat(desk.done("gpu-sync", "validate", "--all-categories").out())
                .contains("Both sides hold the same in all categories: 1 file read and compared.");
        write(theirs, "notes.md", "BASE\n");
        Result result = desk.run("gpu-sync", "validate", "--all-categories");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out() + result.err())
                .contains("1 difference in all categories", "its content is another one");
        JsonNode json =
                desk.run("gpu-sync", "validate", "--all-categories", "--json").json();
        assertThat(json.get("files_compared").asInt()).isEqualTo(1);
        assertThat(json.get("differences").get(0).get("path").asString()).isEqualTo("notes.md");
    }

    @Test
    void a_directory_of_another_category_against_a_file_is_named_once_whatever_asks() throws IOException {
        write(ours, "models", "notes\n");
        write(theirs, "models/w.bin", "w\n");
        for (List<String> asking :
                List.of(List.of("sync-all"), List.of("sync-status"), List.of("validate", "--all-categories"))) {
            Result result = desk.run(
                    Stream.concat(Stream.of("gpu-sync"), asking.stream()).toArray(String[]::new));
            assertThat(result.code()).as("%s %s", asking, result).isEqualTo(3);
            assertThat(result.out() + result.err())
                    .as("%s", asking)
                    .containsOnlyOnce("models: a file here, a directory there")
                    .doesNotContain("Both sides hold the same");
        }
    }

    @Test
    void a_refused_host_key_is_12_whatever_asks_and_weighs_more_than_a_peer_that_is_away() throws IOException {
        assumeTrue(SshServer.isInstalled(), "there is no OpenSSH server on this machine");
        try (SshServer server = new SshServer(Files.createDirectories(directory.resolve("ssh")))) {
            SshServer.makeKey(directory.resolve("other"), "");
            server.know(directory.resolve("other.pub"));
            settings(ssh(1, "refused", server, server.port()));
            settings(ssh(2, "away", server, 1));
            for (String[] asking : new String[][] {
                {"connect", "--peer", "refused"},
                {"status", "--peer", "refused"},
                {"sync-all", "--peer", "refused"},
                {"validate", "--peer", "refused"},
                {"validate", "--peer", "all"}
            }) {
                Result result = desk.run(
                        Stream.concat(Stream.of("gpu-sync"), Stream.of(asking)).toArray(String[]::new));
                assertThat(result.code()).as("%s %s", List.of(asking), result).isEqualTo(12);
                assertThat(result.out() + result.err()).contains("has CHANGED");
            }
            assertThat(desk.run("gpu-sync", "connect", "--peer", "away").code()).isEqualTo(1);
            assertThat(desk.run("gpu-sync", "status").code()).isEqualTo(12);
            assertThat(desk.run("gpu-sync", "sync-all", "--peer", "all").code()).isEqualTo(12);
        }
    }

    private static String[] ssh(int number, String name, SshServer server, int port) {
        String peer = "chittysync.gpu-sync.peers[" + number + "].";
        return new String[] {
            peer + "name=" + name,
            peer + "host=127.0.0.1",
            peer + "port=" + port,
            peer + "identity=" + server.key(),
            peer + "known-hosts=" + server.knownHosts(),
            peer + "ssh-config=false"
        };
    }

    @Test
    void the_doctors_tell_of_the_peers() throws IOException {
        Result doctor = desk.done("gpu-sync", "doctor");
        assertThat(doctor.out()).contains("ok     ws: is a home directory on this machine", " MiB are free in ");
        assertThat(desk.run("doctor").out())
                .contains("ok     gpu-sync: 1 peer; `chittysync gpu-sync doctor` asks each of them");
        JsonNode json = desk.done("gpu-sync", "doctor", "--json").json();
        assertThat(json.get("well").asBoolean()).isTrue();
        assertThat(json.get("findings")).isNotEmpty();
        settings("chittysync.gpu-sync.snapshots.directory=~/code/backups");
        desk.close();
        Result wrong = desk.run("gpu-sync", "doctor");
        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.out()).contains("WRONG  this machine: snapshots are kept in");
    }
}
