package cc.chitty.sync.kernel.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cc.chitty.sync.kernel.fixture.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real JVM, killed or failed by strace at each system call that touches the file, its temporary file or their directory. */
class DurableFileKillTest {

    private static final String OLD = "old";
    private static final String NEW = "n".repeat(OneReplacement.SIZE);

    @TempDir
    Path directory;

    private Path place;
    private Path target;
    private Path temporary;
    private Path output;

    @BeforeAll
    static void strace_is_there() {
        assumeTrue(Programs.works("strace", "-o", "/dev/null", "true"), "strace is not installed or not allowed here");
    }

    @BeforeEach
    void names() throws IOException {
        place = Files.createDirectory(directory.toRealPath().resolve("place"));
        target = place.resolve("todos.json");
        temporary = place.resolve(".todos.json.tmp");
        output = directory.resolve("output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openat", "write", "fsync", "rename"})
    void killed_at_any_call_the_file_is_old_or_new_and_done_is_said_only_when_it_is_new(String call)
            throws IOException {
        int killed = 0;
        for (boolean ended = false; !ended; killed++) {
            Files.writeString(target, OLD);
            Files.deleteIfExists(temporary);
            ended = run("inject=" + call + ":signal=KILL:when=" + (killed + 1)) == 0;
            String said = Programs.text(output);
            assertThat(Programs.text(target)).as("%s %d", call, killed + 1).isIn(OLD, NEW);
            assertThat(said.contains("done")).isEqualTo(ended);
            assertThat(!ended || Programs.text(target).equals(NEW)).isTrue();
            assertThat(killed).isLessThan(20);
        }
        assertThat(killed).as("at least one kill hit").isGreaterThan(1);
    }

    @Test
    void the_file_and_its_directory_are_forced() throws IOException {
        Files.writeString(target, OLD);
        Path calls = directory.resolve("calls");
        Programs.run(strace(calls, "trace=fsync,rename"), output);
        List<String> order = Programs.text(calls)
                .lines()
                .filter(line -> line.contains("("))
                .map(DurableFileKillTest::name)
                .toList();
        assertThat(order).containsExactly("fsync", "rename", "fsync");
    }

    @ParameterizedTest
    @CsvSource({
        "write, ENOSPC, No space left, Free some space",
        "fsync, EIO, Input/output error, disk reports errors",
        "rename, EROFS, Read-only file system, writable",
        "rename, EACCES, permission denied, Let the user",
        "fsync, EDQUOT, quota exceeded, Free some space",
    })
    void a_refused_call_leaves_the_old_file_and_nothing_else(String call, String error, String seen, String remedy)
            throws IOException {
        Files.writeString(target, OLD);
        assertThat(run("inject=" + call + ":error=" + error)).isEqualTo(1);
        assertThat(Programs.text(output))
                .contains(target.toString())
                .contains(seen)
                .contains(remedy);
        assertThat(Programs.text(target)).isEqualTo(OLD);
        assertThat(temporary).doesNotExist();
    }

    private int run(String injection) {
        return Programs.run(strace(Path.of("/dev/null"), injection), output);
    }

    private List<String> strace(Path calls, String expression) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qqq", "-o", calls.toString()));
        for (Path path : List.of(target, temporary, place)) {
            command.addAll(List.of("-P", path.toString()));
        }
        command.addAll(List.of("-e", expression));
        command.addAll(Programs.java(OneReplacement.class, target, temporary));
        return command;
    }

    private static String name(String line) {
        return line.replaceFirst("^\\d+ +", "").replaceFirst("\\(.*", "");
    }
}
