package cc.chitty.sync.jobs.install;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.DirectoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no record tells what is installed: the state directory was lost, or the files came from another machine. */
class WithoutRecordTest {

    private static final int ROUNDS = 20 * Integer.getInteger("chittysync.test.rounds", 1);

    @TempDir
    Path temporary;

    @Test
    void installed_twice_is_as_installed_once_and_goes_as_a_whole() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Account account = Account.in(temporary).with(".claude/settings.json", "{\"model\": \"x\"}");
            account.with(
                    ".codex/config.toml", "#\n" + new String(Configurations.lines(random), StandardCharsets.UTF_8));
            Map<String, String> before = account.tree();
            account.install(Account.ALL);
            Map<String, String> once = account.tree();
            account.loseState();
            account.install(Account.ALL);
            assertThat(account.tree()).as("seed %d", seed).isEqualTo(once);
            assertThat(account.plan(Account.ALL).changesNothing()).isTrue();
            account.uninstall();
            assertThat(account.tree()).as("seed %d", seed).isEqualTo(before);
        }
    }

    @Test
    void taking_out_finds_all_of_ours() throws IOException {
        Account account = Account.in(temporary);
        Map<String, String> before = account.tree();
        account.install(Account.ALL);
        account.loseState();
        account.uninstall();
        assertThat(account.tree()).isEqualTo(before);
        assertThat(account.path(".chittychat")).doesNotExist();
    }

    @Test
    void programs_of_ours_go_where_only_the_record_was_lost() throws IOException {
        Account account = Account.in(temporary);
        account.install(Account.HOOKS);
        DirectoryTree.delete(account.path(".chittychat/install"));
        Files.writeString(account.path(".chittychat/bin/mine"), "mine");
        account.uninstall();
        assertThat(account.path(".chittychat/bin")).isDirectoryContaining("glob:**/mine");
        assertThat(account.path(".chittychat/bin")).isDirectoryNotContaining("glob:**/{jobs.jar,chittysync,scheduled}");
    }

    @Test
    void a_program_of_the_same_name_that_is_not_ours_comes_back() throws IOException {
        Account account = Account.in(temporary);
        Files.createDirectories(account.path(".chittychat/bin"));
        account.with(".chittychat/bin/chittysync", "#!/bin/sh\necho mine\n");
        account.install(Account.HOOKS);
        account.uninstall();
        assertThat(account.path(".chittychat/bin/chittysync")).content().contains("echo mine");
    }

    @Test
    void hooks_that_came_by_dotfiles_are_ours_however_they_are_written() throws IOException {
        for (String directory :
                new String[] {"~/.chittychat/bin/", "$HOME/.chittychat/bin/", "\\\"$HOME\\\"/.chittychat/bin/"}) {
            String hook = "{\"type\": \"command\", \"command\": \"" + directory + "session-start claude-code\"}";
            Account account = Account.in(temporary)
                    .with(
                            ".claude/settings.json",
                            "{\"a\": 1, \"hooks\": {\"SessionStart\": [{\"hooks\": [" + hook + "]}]}}");
            account.install(Account.HOOKS);
            assertThat(account.json().at("hooks", "SessionStart").orElseThrow().children())
                    .as(directory)
                    .hasSize(1);
            account.uninstall();
            assertThat(account.settings()).content().isEqualTo("{\"a\": 1}");
        }
    }

    @Test
    void a_hook_of_a_person_that_uses_the_launcher_stays() throws IOException {
        String theirs =
                "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"command\": \"~/.chittychat/bin/chittysync todos # session-end\"}]}]}}";
        Account account = Account.in(temporary).with(".claude/settings.json", theirs);
        account.install(Account.MIGRATE);
        assertThat(account.settings()).content().contains("chittysync todos");
        account.loseState();
        account.install(Account.HOOKS);
        account.uninstall();
        assertThat(account.settings()).content().contains("chittysync todos").doesNotContain("session-start");
    }

    @Test
    void every_block_goes_and_lines_between_and_behind_stay() throws IOException {
        MarkedBlock block = Account.in(temporary).ours().block("x\n", false);
        byte[] one = block.apply("a".getBytes(StandardCharsets.UTF_8));
        byte[] two =
                block.apply((MarkedBlock.text(Objects.requireNonNull(one)) + "b\n").getBytes(StandardCharsets.UTF_8));
        byte[] left =
                block.without((MarkedBlock.text(Objects.requireNonNull(two)) + "c").getBytes(StandardCharsets.UTF_8));
        assertThat(MarkedBlock.text(Objects.requireNonNull(left))).isEqualTo("a\nb\nc");
    }

    @Test
    void what_has_nothing_of_ours_is_not_even_read_as_json() throws IOException {
        Account account =
                Account.in(temporary).with(".claude/settings.json", "{ broken").with(".codex/hooks.json", "");
        account.uninstall();
        assertThat(account.settings()).content().isEqualTo("{ broken");
        assertThat(account.path(".codex/hooks.json")).isEmptyFile();
    }

    @Test
    void a_server_that_a_person_set_up_by_its_name_stays() throws IOException {
        String theirs = "{\"mcpServers\": {\"chittysync\": {\"command\": \"chittysync\", \"args\": [\"mcp\"]}}}";
        Account account = Account.in(temporary).with(".gemini/settings.json", theirs);
        account.install(Account.HOOKS);
        assertThat(account.path(".gemini/settings.json")).content().contains("\"command\": \"chittysync\"");
        account.install(Account.ALL);
        account.uninstall();
        assertThat(account.path(".gemini/settings.json")).content().isEqualTo(theirs);
    }
}
