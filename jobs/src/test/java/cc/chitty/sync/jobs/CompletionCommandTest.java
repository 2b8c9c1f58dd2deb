package cc.chitty.sync.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, in the shells they are for. */
class CompletionCommandTest extends DeskTest {

    @TempDir
    private Path scripts;

    private Path script(String shell) throws IOException {
        return Files.writeString(
                scripts.resolve(shell), desk.done("completion", shell).out());
    }

    private String in(String shell, String commands) throws IOException {
        assumeThat(Programs.works(shell, "-c", "exit 0"))
                .as(shell + " is installed")
                .isTrue();
        Path output = scripts.resolve("output");
        int code = Programs.run(List.of(shell, "-c", commands), output);
        assertThat(code).as(Programs.text(output)).isZero();
        return Programs.text(output);
    }

    @Test
    void bash_completes_commands_and_options() throws IOException {
        String typed = ". '" + script("bash") + "'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_chittysync; "
                + "printf '%%s\\n' \"${COMPREPLY[@]}\"";
        assertThat(in("bash", typed.formatted("chittysync con", 1)).lines())
                .containsExactly("consolidate", "conflicts");
        assertThat(in("bash", typed.formatted("chittysync consolidate --d", 2)).lines())
                .contains("--dry-run");
        assertThat(in("bash", typed.formatted("chittysync todos re", 2)).lines())
                .contains("reopen");
        assertThat(in("bash", typed.formatted("chittysync completion ''", 2)).lines())
                .contains("bash", "zsh", "fish");
    }

    @Test
    void zsh_understands_the_same_script() throws IOException {
        assertThat(desk.done("completion", "zsh").out())
                .isEqualTo(desk.done("completion", "bash").out())
                .contains("bashcompinit");
        in("zsh", "autoload -U compinit && compinit -u -D && . '" + script("zsh") + "'");
    }

    @Test
    void fish_completes_commands_and_options() throws IOException {
        String printed = desk.done("completion", "fish").out();
        assertThat(printed.lines()).allMatch(line -> line.startsWith("complete -c chittysync"));
        assertThat(printed)
                .contains("-n __fish_use_subcommand -a consolidate -d '")
                .contains("-n '__fish_seen_subcommand_from consolidate' -l dry-run -d '")
                .contains("-n '__fish_seen_subcommand_from todos' -a complete -d '")
                .doesNotContain("-a say ");
        assertThat(in("fish", ". '" + script("fish") + "'; complete -C'chittysync consol'"))
                .startsWith("consolidate\t");
    }

    @Test
    void another_shell_is_wrong_usage() {
        Desk.Result wrong = desk.run("completion", "tcsh");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("expected bash, zsh or fish but was 'tcsh'")
                .doesNotContain("BASH");
    }
}
