package cc.chitty.sync.cron;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.kernel.state.DirectoryTree;
import cc.chitty.sync.kernel.state.FileLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing twice, without a record, in the middle of another, with secrets; programs in the path keep what they are told. */
class InstallAgainTest {

    private static final String CRONTAB = """
            #!/bin/sh
            case $1 in
                -l) [ -e "$HOME/tab" ] && exec cat "$HOME/tab"; echo 'no crontab for you' >&2; exit 1 ;;
                -r) rm "$HOME/tab" ;;
                -) [ -e "$HOME/full" ] && { echo 'no space left' >&2; exit 1; }; cat >"$HOME/tab" ;;
            esac
            """;

    private static final String LAUNCHCTL = """
            #!/bin/sh
            echo "$@" >>"$HOME/launchctl.log"
            mkdir -p "$HOME/loaded"
            case $1 in
                bootstrap)
                    name=${3##*/} && at=$HOME/loaded/${name%.plist}
                    [ ! -e "$at" ] || { echo 'Bootstrap failed: 5: Input/output error' >&2; exit 5; }
                    cp "$3" "$at" ;;
                bootout)
                    at=$HOME/loaded/${2##*/}
                    [ -e "$at" ] || { echo 'Boot-out failed: 3: No such process' >&2; exit 3; }
                    rm "$at" ;;
            esac
            """;

    private static final String CLAUDE = """
            #!/bin/sh
            case $2 in
                add)
                    [ ! -e "$HOME/server" ] || { echo 'MCP server chittysync already exists in user config' >&2; exit 1; }
                    echo "$@" >"$HOME/server" ;;
                remove)
                    [ -e "$HOME/server" ] || { echo 'No user-scoped MCP server found with name: chittysync' >&2; exit 1; }
                    rm "$HOME/server" ;;
            esac
            """;

    @TempDir
    Path temporary;

    private Path home;
    private Path launcher;
    private FirstOnPath programs;

    @BeforeEach
    void prepare() throws IOException {
        home = Files.createDirectory(temporary.resolve("o'brien home"));
        for (String agent : List.of(".claude", ".codex", ".gemini")) {
            Files.createDirectory(home.resolve(agent));
        }
        launcher = Scripts.in(temporary.resolve("programs")).withJar().path("chittysync");
        programs = new FirstOnPath(temporary.resolve("path"));
        programs.put("crontab", CRONTAB);
        programs.put("launchctl", LAUNCHCTL);
        programs.put("claude", CLAUDE);
        programs.put("systemctl", "#!/bin/sh\nexit 1\n");
    }

    @Test
    void after_the_state_directory_was_lost_it_is_installed_once_and_taken_out_as_a_whole() throws Exception {
        Files.writeString(home.resolve("tab"), "MAILTO=kim\n");
        well("install", "--hooks", "--cron", "--mcp");
        List<String> once = installed();
        DirectoryTree.delete(state());
        well("install", "--hooks", "--cron", "--mcp");
        assertThat(installed()).isEqualTo(once);
        well("uninstall");
        assertThat(home.resolve("tab")).content().isEqualTo("MAILTO=kim\n");
        for (String file : List.of(
                ".claude/settings.json",
                ".codex/hooks.json",
                ".codex/config.toml",
                ".gemini/settings.json",
                "server")) {
            assertThat(home.resolve(file)).doesNotExist();
        }
    }

    private List<String> installed() throws IOException {
        return List.of(
                Files.readString(home.resolve("tab")),
                Files.readString(home.resolve(".claude/settings.json")),
                Files.readString(home.resolve(".codex/hooks.json")),
                Files.readString(home.resolve(".codex/config.toml")),
                Files.readString(home.resolve(".gemini/settings.json")));
    }

    @Test
    void launchd_loads_what_changed_and_nothing_else() throws Exception {
        well("install", "--launchd");
        String log = Files.readString(home.resolve("launchctl.log"));
        assertThat(well("install", "--launchd").out()).isEqualTo("Nothing to change.\n");
        assertThat(home.resolve("launchctl.log")).content().isEqualTo(log);
        Path plist = home.resolve("Library/LaunchAgents/cc.chitty.sync.consolidate.plist");
        Path loaded = home.resolve("loaded/cc.chitty.sync.consolidate");
        Files.writeString(plist, "old");
        Files.writeString(loaded, "old");
        well("install", "--launchd");
        assertThat(loaded).hasSameTextualContentAs(plist).content().contains("consolidate");
        assertThat(home.resolve("launchctl.log"))
                .content()
                .startsWith(log)
                .matches(
                        "(?s).*bootout gui/\\d+/cc.chitty.sync.consolidate\nbootstrap gui/\\d+ [^\n]*consolidate.plist\n");
        Files.delete(loaded);
        well("uninstall");
        assertThat(home.resolve("loaded")).isEmptyDirectory();
        assertThat(home.resolve("Library")).doesNotExist();
    }

    @Test
    void launchd_takes_what_is_loaded_of_an_installation_nobody_remembers() throws Exception {
        well("install", "--launchd");
        DirectoryTree.delete(state());
        DirectoryTree.delete(home.resolve("Library"));
        well("install", "--launchd");
        DirectoryTree.delete(state());
        well("uninstall");
        assertThat(home.resolve("loaded")).isEmptyDirectory();
        assertThat(home.resolve("Library/LaunchAgents")).isEmptyDirectory();
    }

    @Test
    void who_only_looks_and_who_takes_out_nothing_makes_nothing() throws Exception {
        assertThat(well("install", "--hooks", "--cron", "--dry-run").out()).contains("+++ crontab");
        assertThat(state()).doesNotExist();
        assertThat(well("uninstall", "--dry-run").out()).isEqualTo("Nothing to change.\n");
        assertThat(well("uninstall").out()).isEqualTo("Nothing to change.\n");
        assertThat(state()).doesNotExist();
    }

    @Test
    void secrets_are_named_and_written_nowhere() throws Exception {
        Map<String, String> environment = programs.environment(home);
        environment.put("CHITTYSYNC_GIT_TOKEN", "hidden");
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://h/d?user=u&password=hidden");
        environment.put("CODEX_HOME", home.resolve(".codex").toString());
        Scripts.Ran dry = Scripts.run(launcher, temporary, environment, "", "install", "--cron", "--dry-run", "--json");
        assertThat(dry.out())
                .contains("since secret: CHITTYSYNC_GIT_TOKEN, SPRING_DATASOURCE_URL;", "export CODEX_HOME=")
                .doesNotContain("hidden");
        Scripts.Ran ran = Scripts.run(launcher, temporary, environment, "", "install", "--cron");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("CHITTYSYNC_GIT_TOKEN", "token-file").doesNotContain("hidden");
        Path variables = state().resolve("bin/environment");
        assertThat(variables).content().contains("CODEX_HOME").doesNotContain("hidden");
        Files.writeString(variables, "export SPRING_DATASOURCE_PASSWORD='hidden'\n");
        assertThat(well("install", "--cron", "--dry-run").out())
                .contains("-export SPRING_DATASOURCE_PASSWORD='...'")
                .doesNotContain("hidden");
    }

    @Test
    void two_at_once_are_one_too_many() throws Exception {
        try (FileLock lock = FileLock.tryTake(state().resolve("install/lock")).orElseThrow()) {
            assertThat(lock).isNotNull();
            for (String command : List.of("install", "uninstall")) {
                Scripts.Ran ran = Scripts.run(launcher, temporary, programs.environment(home), "", command);
                assertThat(ran.code()).isEqualTo(11);
                assertThat(ran.err()).contains("another install or uninstall is at work");
            }
        }
        assertThat(home.resolve(".claude/settings.json")).doesNotExist();
    }

    @Test
    void what_was_cut_short_says_how_far_it_came_and_goes_again() throws Exception {
        Files.createFile(home.resolve("full"));
        Scripts.Ran ran =
                Scripts.run(launcher, temporary, programs.environment(home), "", "install", "--hooks", "--cron");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err())
                .contains("cannot change the crontab: no space left\n", "Changed before that: ", "bin/jobs.jar")
                .contains("'chittysync uninstall' takes out what was done");
        well("uninstall");
        assertThat(home.resolve(".claude/settings.json")).doesNotExist();
        assertThat(state().resolve("bin")).doesNotExist();
    }

    private Path state() {
        return home.resolve(".chittychat");
    }

    private Scripts.Ran well(String... arguments) throws IOException {
        Scripts.Ran ran = Scripts.run(launcher, temporary, programs.environment(home), "", arguments);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        return ran;
    }
}
