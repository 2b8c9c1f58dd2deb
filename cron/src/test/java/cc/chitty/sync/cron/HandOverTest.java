package cc.chitty.sync.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a command's output comes from an owner, and where output goes that nobody can write or reads. */
class HandOverTest extends LaunchedTest {

    @Test
    void an_owner_gets_the_command_and_its_output_comes_back() throws Exception {
        assumeThat(Path.of("/usr/bin/curl")).exists();
        ready("1.2");
        try (Owner owner = Owner.at(state.resolve("shell.sock"), "1a  \\line\n2an error\n3ha\n.\n1lf\n07\n")) {
            Map<String, String> environment = plain();
            environment.put("SPRING_X", "two\nlines");
            environment.put("SECRET", "no");
            Scripts.Ran ran = Scripts.run(launcher, temporary, environment, "", "todos", "a b", "*", "");
            assertThat(ran.out()).isEqualTo("a  \\line\nhalf\n");
            assertThat(ran.err()).isEqualTo("an error\n");
            assertThat(ran.code()).isEqualTo(7);
            List<String> strings = owner.asked();
            assertThat(strings).startsWith("1.2", temporary.toString(), "0", "0", "80", "4", "todos", "a b", "*", "");
            assertThat(strings.subList(10, strings.size()))
                    .contains("HOME=" + temporary, "CHITTYSYNC_HOME=" + state, "SPRING_X=two\nlines")
                    .noneMatch(variable -> variable.startsWith("SECRET"));
        }
    }

    @Test
    void an_owner_and_a_java_are_told_how_wide_the_terminal_is() throws Exception {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(Path.of("/usr/bin/script")).exists();
        assumeThat(Path.of("/usr/bin/curl")).exists();
        Map<String, String> environment = javaThatSays("columns ${COLUMNS-unknown}");
        environment.put("LAUNCHER", launcher.toString());
        String terminal = "script -qec 'stty cols 57; dash \"$LAUNCHER\" todos' /dev/null";
        assertThat(Scripts.line(terminal, temporary, environment).out()).contains("columns 57");
        assertThat(Scripts.run(launcher, temporary, environment, "", "todos").out())
                .isEqualTo("columns unknown\n");
        ready("1.2");
        Path socket = state.resolve("shell.sock");
        try (Owner owner = Owner.at(socket, "00\n")) {
            assertThat(Scripts.line(terminal, temporary, environment).code()).isZero();
            assertThat(owner.asked().subList(2, 5)).containsExactly("1", "1", "57");
        }
        Files.delete(socket);
        environment.put("COLUMNS", "33");
        assertThat(Scripts.line(terminal, temporary, environment).out()).contains("columns 33");
    }

    /** A Java that only says this. */
    private Map<String, String> javaThatSays(String what) throws IOException {
        Path java = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"" + what + "\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(temporary.resolve("jdk/release"), "JAVA_VERSION=\"21\"\n");
        Map<String, String> environment = plain();
        environment.put("JAVA_HOME", temporary.resolve("jdk").toString());
        return environment;
    }

    @Test
    void sent_away_or_left_alone_by_an_owner_it_starts_a_java() throws Exception {
        ready("1.2");
        for (String answer : List.of("9\n", "", "1half of it\n")) {
            Path socket = state.resolve("shell.sock");
            try (Owner owner = Owner.at(socket, answer)) {
                Scripts.Ran ran = Scripts.run(launcher, temporary, plain(), "", "nonsense");
                assertThat(ran.code()).isEqualTo(2);
                assertThat(ran.err()).contains("'nonsense'");
                assertThat(ran.err().contains("running it again")).isEqualTo(answer.startsWith("1"));
                assertThat(owner.asked()).contains("nonsense");
            }
            Files.delete(socket);
        }
    }

    @Test
    void output_that_cannot_be_written_is_no_success() throws IOException {
        for (String lost : List.of(">/dev/full", ">&-")) {
            for (String asked : List.of("todos --json -s all", "--version", "status --json")) {
                Scripts.Ran ran =
                        Scripts.line("dash \"$1\" " + asked + " " + lost, temporary, plain(), launcher.toString());
                assertThat(ran.code()).as(asked + lost).isEqualTo(1);
                assertThat(ran.err()).contains("cannot write the output");
            }
        }
    }

    @Test
    void who_stops_reading_is_told_nothing() throws IOException {
        String line = "{ dash \"$1\" completion bash; echo $? >&2; } | :";
        assertThat(Scripts.line(line, temporary, plain(), launcher.toString()).err())
                .isEqualTo("0\n");
    }

    @Test
    void output_of_an_owner_that_cannot_be_written_is_no_success() throws Exception {
        assumeThat(Path.of("/usr/bin/curl")).exists();
        ready("1.2");
        Path socket = state.resolve("shell.sock");
        String answer = "1a line\n".repeat(50_000) + "2an error\n00\n";
        for (String lost : List.of(">/dev/full", ">&-")) {
            try (Owner owner = Owner.at(socket, answer)) {
                Scripts.Ran ran = Scripts.line("dash \"$1\" todos " + lost, temporary, plain(), launcher.toString());
                assertThat(ran.code()).as(lost).isEqualTo(1);
                assertThat(ran.err()).isEqualTo("an error\nchittysync: cannot write the output\n");
                assertThat(owner.asked()).contains("todos");
            }
            Files.delete(socket);
        }
        try (Owner owner = Owner.at(socket, answer)) {
            String line = "{ dash \"$1\" todos; echo $? >&2; } | head -1";
            Scripts.Ran ran = Scripts.line(line, temporary, plain(), launcher.toString());
            assertThat(ran.out()).isEqualTo("a line\n");
            assertThat(ran.err()).isEqualTo("an error\n0\n");
            assertThat(owner.asked()).contains("todos");
        }
    }
}
