package cc.chitty.sync.jobs.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command starts, whose that is, and what of a file and of variables is not to be touched. */
class OursTest {

    @TempDir
    Path temporary;

    private Account account;

    @BeforeEach
    void prepare() throws IOException {
        account = Account.in(temporary);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x a | x",
                "A=1 B='2 3' /bin/x | /bin/x",
                "~/a | /h/a",
                "$HOME/a b | /h/a",
                "\"${HOME}/a b\" | /h/a b",
                "'/it'\\''s/x' y | /it's/x",
                "/a\\ b | /a b",
                "bash \"$HOME/a\" | /h/a",
                "sh -c '~/a; /b' | /h/a,/b",
                "/bin/bash -lc \"exec nice -n 5 /b\" | /b",
                "env -i A=b timeout 10s /b | /b",
                "flock -n /tmp/l /b c | /b",
                "cd ~/x && ./y.sh | /h/x/y.sh",
                "cd ~/x && node y.js >/dev/null 2>&1 | /h/x/y.js",
                "[ -x ~/a ] && ~/a; if true; then ~/b; fi | [,/h/a,true,/h/b,fi",
                ". ~/a | /h/a",
                "tar czf /c.tgz $HOME/a | tar",
                "'unclosed | unclosed",
            })
    void programs_are_found_behind_what_starts_them(String command, String programs) {
        assertThat(String.join(",", ShellCommand.programs(command, "/h"))).isEqualTo(programs);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/15 * * * * ~/.chittychat/sync-todos.sh",
                "@daily cd $HOME/.chittychat && ./run.sh",
                "  0 1 * * mon node /opt/ChittyOS/a.js >> /tmp/log 2>&1",
                "0 3 * * * bash -c '~/.chittychat/a.sh'",
            })
    void a_line_that_starts_the_first_system_is_taken_out(String line) {
        FirstSystem first = account.ours().first();
        assertThat(first.mutedLine(line)).startsWith("# ").endsWith(line);
        assertThat(first.restoredLine(first.mutedLine(line))).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 3 * * * tar czf /backup/c.tgz $HOME/.chittychat",
                "0 3 * * * ~/.chittychat/bin/chittysync git-push",
                "0 3 * * * \"$HOME/.chittychat/bin/scheduled\" 10 prune",
                "0 3 * * * chittysync todos | mail -s chittysync kim",
                "# 0 3 * * * ~/.chittychat/sync-todos.sh",
                "PATH=/usr/bin:/home/kim/.chittychat",
                "0 3 * * * grep chittyos /var/log/syslog",
            })
    void a_line_that_only_has_its_name_stays(String line) {
        assertThat(account.ours().first().mutedLine(line)).isEqualTo(line);
    }

    @Test
    void our_launcher_is_ours_through_a_link() throws IOException {
        Path bin = Files.createDirectories(account.path(".chittychat/bin"));
        Files.writeString(bin.resolve("chittysync"), "");
        Path link = Files.createSymbolicLink(account.path("chitty-sync"), bin.resolve("chittysync"));
        byte[] bytes = ("0 3 * * * " + Quoting.cron(link.toString()) + " git-push").getBytes(StandardCharsets.UTF_8);
        String line = MarkedBlock.text(bytes);
        assertThat(account.ours().first().mutedLine(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[mcp_servers.chittysync]\ncommand = 'x'",
                "a = 1\n[ mcp_servers . \"chittysync\" ] # mine",
                "[mcp_servers.chittysync.env]\nA = 'b'",
                "[mcp_servers]\nchittysync = { command = 'x' }",
                "[mcp_servers]\n'chittysync'.command = 'x'",
                "mcp_servers.chittysync.command = 'x'",
                "mcp_servers = { other = { command = 'x' } }",
                "[[mcp_servers]]\ncommand = 'x'",
            })
    void codex_is_left_alone_where_it_has_a_server_of_that_name(String config) throws IOException {
        account.with(".codex/config.toml", config);
        Plan plan = account.plan(Account.ALL);
        assertThat(plan.remarks()).singleElement().asString().contains("config.toml");
        account.install(Account.ALL);
        assertThat(account.path(".codex/config.toml")).content().isEqualTo(config);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model = 'chittysync'",
                "# [mcp_servers.chittysync]",
                "[mcp_servers.other]\nchittysync = 1",
                "[mcp_servers]\nother.command = 'x'",
                "[a]\nmcp_servers.chittysync.command = 'x'",
                "[mcp_servers.chittysync2]\ncommand = 'x'",
            })
    void codex_is_told_where_it_has_none(String config) throws IOException {
        account.with(".codex/config.toml", config);
        assertThat(account.plan(Account.ALL).remarks()).isEmpty();
        account.install(Account.ALL);
        assertThat(account.path(".codex/config.toml"))
                .content()
                .startsWith(config)
                .contains("\n[mcp_servers.chittysync]\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHITTYSYNC_GIT_TOKEN|x",
                "CHITTYSYNC_GIT_PUSH_TOKEN|x",
                "SPRING_DATASOURCE_PASSWORD|x",
                "SPRING_DATASOURCE_URL|jdbc:postgresql://h/d?user=u&password=x",
                "SPRING_DATASOURCE_URL|jdbc:h2:file:/d;PASSWORD=x",
                "SPRING_APPLICATION_JSON|{\"spring.datasource.password\": \"x\"}",
                "CHITTYSYNC_GITPUSH_REMOTE|https://kim:x@example.org/r",
            })
    void a_secret_is_not_written_and_named(String name, String value) {
        Variables variables = new Variables(Map.of(name, value, "CODEX_HOME", "/c"));
        assertThat(variables.script()).isEqualTo("export CODEX_HOME='/c'\n");
        assertThat(variables.secrets()).containsExactly(name);
        assertThat(Variables.shown("export " + name + "='" + value + "'")).isEqualTo("export " + name + "='...'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHITTYSYNC_GITPUSH_ACCESS_TOKENFILE|/home/kim/token",
                "CHITTYSYNC_GITPUSH_ACCESS_SSHKEY|/home/kim/.ssh/id",
                "SPRING_DATASOURCE_URL|jdbc:postgresql://h/d?user=u",
                "CHITTYSYNC_GITPUSH_REMOTE|git@example.org:r",
            })
    void what_only_tells_where_a_secret_is_is_written(String name, String value) {
        Variables variables = new Variables(Map.of(name, value));
        assertThat(variables.script()).isEqualTo("export " + name + "='" + value + "'\n");
        assertThat(variables.secrets()).isEmpty();
    }
}
