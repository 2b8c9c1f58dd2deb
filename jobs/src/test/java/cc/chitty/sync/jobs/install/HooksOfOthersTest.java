package cc.chitty.sync.jobs.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and the first system have beside our hooks, and what they change afterwards. */
class HooksOfOthersTest {

    private static final String MIXED = """
            {
              "hooks": {
                "Stop": [
                  {"matcher": "a", "hooks": [{"command": "mine"}, {"command": "~/.chittychat/sync-todos.sh 1"}]},
                  {"hooks": [{"command": "node /opt/chittyos/todo-watcher.js"}]}
                ]
              }
            }
            """;

    @TempDir
    Path temporary;

    @Test
    void hooks_that_the_migration_took_out_come_back_after_somebody_changed_the_file() throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", MIXED);
        account.install(Account.MIGRATE);
        assertThat(account.settings()).content().contains("mine").doesNotContain("sync-todos", "todo-watcher");
        add(account);
        account.uninstall();
        JsonText json = account.json();
        assertThat(json.source(json.at("model").orElseThrow())).isEqualTo("\"new\"");
        assertThat(json.at("hooks", "SessionStart")).isEmpty();
        assertThat(json.source(json.at("hooks", "Stop").orElseThrow()).replaceAll("\\s", ""))
                .isEqualTo("[{\"matcher\":\"a\",\"hooks\":[{\"command\":\"~/.chittychat/sync-todos.sh1\"}]},"
                        + "{\"hooks\":[{\"command\":\"node/opt/chittyos/todo-watcher.js\"}]},"
                        + "{\"matcher\":\"a\",\"hooks\":[{\"command\":\"mine\"}]}]");
    }

    @Test
    void a_hook_of_the_first_system_that_a_person_took_out_does_not_come_back() throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", MIXED);
        account.install(Account.HOOKS);
        String text = Files.readString(account.settings());
        account.with(".claude/settings.json", text.replace(", {\"command\": \"~/.chittychat/sync-todos.sh 1\"}", ""));
        account.uninstall();
        assertThat(account.settings()).content().contains("todo-watcher").doesNotContain("sync-todos");
    }

    @Test
    void installing_again_without_the_migration_brings_them_back_too() throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", MIXED);
        account.install(Account.MIGRATE);
        add(account);
        account.install(Account.HOOKS);
        assertThat(account.settings()).content().contains("sync-todos", "todo-watcher", "session-start");
    }

    @Test
    void where_they_cannot_come_back_nothing_is_changed_and_the_copy_stays() throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", MIXED);
        account.install(Account.MIGRATE);
        account.with(".claude/settings.json", "{\"hooks\": 1}");
        Map<String, String> before = account.tree();
        assertThatThrownBy(account::uninstall)
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("settings.json");
        assertThat(account.tree()).isEqualTo(before);
        assertThat(account.path(".chittychat/install")).isDirectoryContaining("glob:**/backup-*");
    }

    /** As an agent does that writes its settings anew. */
    private static void add(Account account) throws IOException {
        String text = Files.readString(account.settings());
        account.with(".claude/settings.json", text.replaceFirst("\\{", "{\"model\": \"new\","));
    }

    @Test
    void a_hook_that_somebody_put_into_our_group_stays_alone() throws IOException {
        Account account = Account.in(temporary);
        account.install(Account.HOOKS);
        String text = Files.readString(account.settings());
        String theirs = "{\"type\": \"command\", \"command\": \"mine\"}";
        account.with(".claude/settings.json", text.replaceFirst("(\"TodoWrite[^\\[]*\\[)", "$1" + theirs + ", "));
        account.install(Account.HOOKS);
        assertThat(Files.readString(account.settings()).split("post-todo-write", -1))
                .hasSize(2);
        account.uninstall();
        assertThat(account.settings())
                .content()
                .contains("[" + theirs + "]", "\"TodoWrite|TaskCreate|TaskUpdate\"")
                .doesNotContain("chittychat");
    }

    @Test
    void our_hooks_are_known_where_the_home_has_an_apostrophe() throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", "{\"a\": 1}");
        account.install(Account.HOOKS);
        add(account);
        account.install(Account.HOOKS);
        account.uninstall();
        assertThat(account.settings()).content().contains("new").doesNotContain("hooks");
    }

    @Test
    void a_link_stays_a_link_and_what_it_leads_to_goes() throws IOException {
        Account account = Account.in(temporary);
        Files.createDirectory(account.path("dotfiles"));
        Files.createSymbolicLink(account.settings(), Path.of("../dotfiles/claude.json"));
        Map<String, String> before = account.tree();
        account.install(Account.HOOKS);
        assertThat(account.path("dotfiles/claude.json")).content().contains("session-start");
        account.uninstall();
        assertThat(account.tree()).isEqualTo(before);
        assertThat(account.path("dotfiles")).isEmptyDirectory();
        assertThat(account.settings()).isSymbolicLink();
    }

    @Test
    void what_is_wrong_with_a_file_is_said_with_its_place() throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", "{\n  \"hooks\": {\n");
        assertThatThrownBy(() -> account.plan(Account.HOOKS))
                .hasMessageContaining("line 3, column 1")
                .hasMessageNotContainingAny("Source", "REDACTED", "INCLUDE_SOURCE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_s3cret",
                "\"a\" ghp_s3cret",
                "[ghp_s3cret]",
                "\"\\ughp_s3cret\"",
                "1ghp_s3cret",
                "\"ghp_s3cret"
            })
    void no_word_of_a_file_that_cannot_be_read_is_shown(String value) throws IOException {
        Account account = Account.in(temporary).with(".claude/settings.json", "{\n  \"env\": " + value + "\n}");
        Throwable refused = catchThrowable(() -> account.plan(Account.HOOKS));
        assertThat(refused).hasMessageContaining("settings.json").hasMessageContaining("line 2, column ");
        assertThat(trace(refused)).doesNotContain("ghp", "s3cret");
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Test
    void only_hooks_are_taken_for_hooks_of_the_first_system() throws IOException {
        String server = "{\"mcpServers\": {\"a\": {\"command\": \"/opt/chittyos/server\"}}, ";
        String hooks = "\"hooks\": {\"Stop\": [{\"hooks\": [{\"command\": \"/opt/chittyos/hook\"}]}]}}";
        Account account = Account.in(temporary).with(".claude/settings.json", server + hooks);
        Path broken = account.with(".codex/hooks.json", hooks).path(".codex/hooks.json");
        assertThat(account.ours().first().found(null, List.of(account.settings(), broken)))
                .singleElement()
                .asString()
                .contains("has the hook '/opt/chittyos/hook'");
    }
}
