package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.jobs.Desk.Result;
import cc.chitty.sync.jobs.command.Plain;
import cc.chitty.sync.kernel.owner.Terminal;
import cc.chitty.sync.kernel.run.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTreeTest extends DeskTest {

    private static final Terminal TERMINAL = new Terminal(true, false, 100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "consolidate",
                "status",
                "todos",
                "todos complete",
                "todos reopen",
                "todos delete",
                "lifecycle",
                "projects",
                "sessions",
                "conflicts",
                "conflicts show",
                "conflicts resolve",
                "snapshots",
                "rollback",
                "history",
                "show",
                "restart",
                "stop",
                "prune",
                "watch",
                "gpu-sync",
                "gpu-sync sync-all",
                "gpu-sync push-all",
                "gpu-sync sync-status",
                "gpu-sync validate",
                "gpu-sync status",
                "gpu-sync connect",
                "gpu-sync conflicts",
                "gpu-sync resolve",
                "gpu-sync snapshots",
                "gpu-sync rollback",
                "mcp",
                "doctor",
                "completion",
                "install",
                "uninstall"
            })
    void every_command_has_a_help_with_examples_and_the_exit_codes(String command) {
        String[] arguments = Stream.of((command + " --help").strip().split(" ")).toArray(String[]::new);
        Result help = desk.done(arguments);
        assertThat(help.out())
                .startsWith("Usage: ")
                .contains("--json", "--quiet", "Examples:", "  chittysync " + command)
                .endsWith("\n")
                .containsSubsequence(
                        "Exit codes:",
                        "  0     done",
                        "  1     failed",
                        "  2     usage or settings",
                        "  3     done, with problems or conflicts left",
                        "  10    not set up",
                        "  11    another run holds the lock",
                        "  12    a guard refused",
                        "  130   interrupted; the next start resumes");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80, "fits");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "git-push", "drive-sync", "gpu-sync", "todos", "conflicts"})
    void the_list_of_commands_says_what_each_does_in_whole_sentences(String command) {
        String help = desk.done((command + " --help").strip().split(" ")).out();
        String commands = help.substring(help.indexOf("Commands:\n"));
        String list = commands.substring(commands.indexOf('\n') + 1, commands.indexOf("\n\n"));
        String oneLineEach = list.replaceAll("\n {3,}", " ");
        assertThat(oneLineEach.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("  [a-z-]+ +[A-Z].*[.]"));
    }

    @Test
    void a_command_alone_in_the_tree_is_found_by_its_own_name() {
        for (String command : CommandTree.COMMANDS) {
            assertThat(desk.done(command, "--help").out()).startsWith("Usage: chittysync " + command + " ");
        }
    }

    @Test
    void the_exit_codes_are_those_of_the_kernel() {
        assertThat(Stream.of(ExitCode.values()).map(ExitCode::code)).containsExactly(0, 1, 2, 3, 10, 11, 12, 130);
    }

    @Test
    void of_several_the_worst_counts_in_one_order_for_all_commands() {
        List<ExitCode> order = Stream.of(ExitCode.values())
                .sorted((one, other) -> one == other ? 0 : one.worse(other) == one ? 1 : -1)
                .toList();
        assertThat(order.stream().map(ExitCode::code)).containsExactly(0, 3, 10, 11, 1, 2, 12, 130);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "consolidat | 'consolidat' is no command | consolidate",
                "stats | 'stats' is no command | status",
                "histroy | 'histroy' is no command | history",
                "todos --staus | unknown option: '--staus' | --status",
                "consolidate --dry-rnu | unknown option: '--dry-rnu' | --dry-run"
            })
    void a_slip_is_told_with_the_nearest_and_ends_with_2(String typed, String what, String nearest) {
        Result slip = desk.run(typed.split(" "));
        assertThat(slip.code()).isEqualTo(2);
        assertThat(slip.out()).isEmpty();
        assertThat(slip.err())
                .contains("chittysync: " + what)
                .contains("Did you mean '" + nearest + "'?")
                .contains("--help'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects too many",
                "history -n 0",
                "history nosuch",
                "show x",
                "show 4711",
                "stop 4711",
                "restart",
                "lifecycle 12",
                "lifecycle abcd",
                "todos --status done",
                "todos --since yesterday",
                "todos --as-of 9999-01-01",
                "sessions --stale long",
                "conflicts show abcd",
                "conflicts resolve abcd",
                "conflicts resolve abcd --keep kept",
                "rollback consolidate 1",
                "rollback git-push 1",
                "rollback consolidate last",
                "rollback nosuch",
                "rollback gpu-sync x",
                "gpu-sync rollback",
                "gpu-sync sync-all --force nobody"
            })
    void what_makes_no_sense_ends_with_2_and_changes_nothing(String typed) {
        Result wrong = desk.run(typed.split(" "));
        assertThat(wrong.code()).as(wrong.toString()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("chittysync: ");
        assertThat(wrong.out()).isEmpty();
        assertThat(desk.state().todosView()).doesNotExist();
    }

    @Test
    void colours_are_for_terminals_whose_person_wants_them() throws IOException {
        desk.list(1, 0, "completed Write the \u001b[31mtest\u0007", "in_progress Read it");
        desk.done("consolidate");
        List<String> commands = List.of("todos", "status", "projects", "history", "sessions", "snapshots");
        for (String command : commands) {
            assertThat(desk.run(command).out()).as(command).doesNotContain("\u001b");
            assertThat(desk.run(TERMINAL, Map.of("NO_COLOR", "1"), command).out())
                    .as(command)
                    .doesNotContain("\u001b");
            assertThat(desk.run(TERMINAL, Map.of(), command).out())
                    .as(command)
                    .contains("\u001b[")
                    .doesNotContain("\u001b[21m");
        }
        assertThat(desk.run("todos", "--status", "all").out()).contains("Write the test  ");
    }

    @Test
    void lines_fit_the_terminal() throws IOException {
        desk.list(1, 0, "pending " + "日本語 a long text ".repeat(20), "in_progress Short");
        desk.done("consolidate");
        for (String command : List.of("todos", "history", "projects", "sessions", "snapshots")) {
            String out = desk.run(new Terminal(true, false, 80), Map.of("NO_COLOR", "1"), command)
                    .out();
            assertThat(out.lines())
                    .as(command)
                    .allSatisfy(line -> assertThat(Plain.width(line)).isLessThanOrEqualTo(80));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consolidate",
                "consolidate --dry-run",
                "status",
                "todos",
                "projects",
                "sessions",
                "conflicts",
                "snapshots",
                "history",
                "prune"
            })
    void quiet_says_nothing_and_json_is_one_object(String typed) throws IOException {
        desk.list(1, 0, "pending Write the test");
        Result json = desk.done((typed + " --json").split(" "));
        assertThat(json.json().isObject()).isTrue();
        assertThat(json.err()).isEmpty();
        assertThat(desk.done((typed + " -q").split(" "))).isEqualTo(new Result(0, "", ""));
    }
}
