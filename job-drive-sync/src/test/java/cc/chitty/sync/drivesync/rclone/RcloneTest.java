package cc.chitty.sync.drivesync.rclone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cc.chitty.sync.kernel.fixture.Programs;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RcloneTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final Interruption interruption = new Interruption();

    private Rclone rclone(String script, Duration silence) throws IOException {
        return new Rclone(FakeRclone.of(directory, script, silence), directory.resolve("running"), interruption);
    }

    @ParameterizedTest
    @CsvSource({
        "0, DONE, FAILED",
        "1, FAILED, FAILED",
        "2, USAGE, FAILED",
        "3, DIRECTORY_NOT_FOUND, NOT_SET_UP",
        "4, FILE_NOT_FOUND, FAILED",
        "5, TEMPORARY, FAILED",
        "6, NOT_WORTH_RETRYING, FAILED",
        "7, FATAL, FAILED",
        "8, LIMIT_REACHED, FAILED",
        "9, NOTHING_TRANSFERRED, FAILED",
        "10, LIMIT_REACHED, FAILED",
        "77, UNKNOWN, FAILED",
        "143, KILLED, FAILED"
    })
    void each_exit_code_has_its_meaning(int code, RcloneEnd end, ExitCode exit) throws IOException {
        RcloneResult result = rclone("exit " + code, LONG).run(List.of("copy"), LogListener.NONE);
        assertThat(result.end()).isEqualTo(end);
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.failure("copy").exitCode()).isEqualTo(exit);
        assertThat(result.isDone()).isEqualTo(code == 0);
    }

    @Test
    void a_program_that_is_not_there_is_not_set_up() {
        RcloneProgram nowhere = new RcloneProgram(
                directory.resolve("none").toString(), directory.resolve("c"), Map.of(), LONG, List.of());
        assertThatThrownBy(() -> new Rclone(nowhere, directory.resolve("r"), interruption).text(List.of("version")))
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.exitCode()).isEqualTo(ExitCode.NOT_SET_UP));
    }

    @Test
    void arguments_arrive_as_they_are_with_the_configuration_and_without_the_users_variables() throws IOException {
        String text = rclone("printf '%s|' \"$@\"; env | grep -c '^RCLONE_'; true", LONG)
                .text(List.of("ls", "a b", "$(touch x)", "'", "\"q\"", "-x", "*"));
        assertThat(text)
                .startsWith("--config|" + directory.resolve("no.conf")
                        + "|--ask-password=false|ls|a b|$(touch x)|'|\"q\"|-x|*|")
                .endsWith("0\n");
    }

    @Test
    void the_log_is_understood_line_by_line_also_where_it_is_torn() throws IOException {
        List<LogEvent> events = Collections.synchronizedList(new ArrayList<>());
        RcloneResult result = rclone("""
            echo '{"level":"info","msg":"Copied (new)","object":"a/b"}' >&2
            echo '{"level":"error","msg":"no","object":"c"}' >&2
            echo '{"level":"warning","msg":"x","stats":{"bytes":5,"transfers":1}}' >&2
            echo '2026/11/27 20:40:17 Failed to copy: all is lost' >&2
            printf '{"level":"error","msg":"torn' >&2
            exit 1\
            """, LONG).run(List.of("copy"), events::add);
        assertThat(events).extracting(LogEvent::object).containsExactly("a/b", "c");
        assertThat(result.errors()).containsExactly("c: no", "2026/11/27 20:40:17 Failed to copy: all is lost");
    }

    @Test
    void a_hundred_megabytes_on_both_outputs_take_no_memory() throws IOException {
        long before = used();
        AtomicLong bytes = new AtomicLong();
        RcloneResult result = rclone(
                        "head -c 104857600 /dev/zero | tr '\\0' 'x' >&2 & head -c 104857600 /dev/zero; wait; exit 1",
                        LONG)
                .run(
                        List.of("x"),
                        out -> {
                            byte[] buffer = new byte[1 << 16];
                            for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                                bytes.addAndGet(count);
                            }
                        },
                        LogListener.NONE);
        assertThat(bytes).hasValue(104_857_600);
        assertThat(result.end()).isEqualTo(RcloneEnd.FAILED);
        assertThat(String.join("", result.errors())).hasSizeLessThan(10_000);
        assertThat(used() - before).isLessThan(50L << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void a_million_lines_of_errors_take_no_memory() throws IOException {
        RcloneResult result = rclone(
                        "yes '{\"level\":\"error\",\"msg\":\"no\",\"object\":\"o\"}' | head -200000 >&2; exit 1", LONG)
                .run(List.of("x"), LogListener.NONE);
        assertThat(result.errors()).hasSize(50);
    }

    @Test
    void one_that_hangs_is_ended_with_everything_it_started() throws IOException {
        Path pids = directory.resolve("pids");
        String script = "sh -c 'echo $$ >> " + pids + "; sleep 300' & echo $$ >> " + pids + "; wait";
        RcloneResult result = rclone(script, Duration.ofSeconds(1)).run(List.of("copy"), LogListener.NONE);
        assertThat(result.end()).isEqualTo(RcloneEnd.SILENT);
        assertThat(result.failure("copy").getMessage()).contains("nothing happened for too long");
        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(RcloneTest::isDead);
    }

    private static void isDead(String pid) {
        Programs.await(
                pid + " ends", () -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
    }

    @Test
    void one_that_goes_on_is_not_ended_and_one_that_only_repeats_itself_is() throws IOException {
        String stats = "{\\\"level\\\":\\\"warning\\\",\\\"msg\\\":\\\"m\\\",\\\"stats\\\":{\\\"bytes\\\":%s}}";
        String going = "for i in 1 2 3 4 5 6 7 8; do echo \"" + stats.formatted("$i") + "\" >&2; sleep 0.3; done";
        assertThat(rclone(going, Duration.ofSeconds(1))
                        .run(List.of("copy"), LogListener.of(event -> {}, progress -> {}))
                        .end())
                .isEqualTo(RcloneEnd.DONE);
        String stuck = "while :; do echo \"" + stats.formatted("7") + "\" >&2; sleep 0.1; done";
        assertThat(rclone(stuck, Duration.ofSeconds(1))
                        .run(List.of("copy"), LogListener.of(event -> {}, progress -> {}))
                        .end())
                .isEqualTo(RcloneEnd.SILENT);
    }

    @Test
    void an_interruption_ends_it_and_one_that_was_raised_before_does_not_let_it_begin_for_long() throws IOException {
        Rclone rclone = rclone("echo x; sleep 300", LONG);
        RcloneResult result = rclone.run(
                List.of("copy"),
                out -> {
                    out.read();
                    interruption.raise();
                },
                LogListener.NONE);
        assertThat(result.end()).isEqualTo(RcloneEnd.INTERRUPTED);
        assertThat(result.failure("copy").exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(rclone.run(List.of("copy"), LogListener.NONE).end()).isEqualTo(RcloneEnd.INTERRUPTED);
    }

    @Test
    void what_a_killed_run_left_running_is_ended_by_the_next_one_and_nothing_else() throws IOException {
        RunningProcesses running = new RunningProcesses(directory.resolve("running"));
        Process left = Programs.start(List.of("sleep", "300"), directory.resolve("o"), directory.resolve("e"));
        Process other = Programs.start(List.of("sleep", "300"), directory.resolve("o"), directory.resolve("e"));
        running.add(left.toHandle());
        Files.writeString(directory.resolve("running/" + other.pid()), "2001-01-01T00:00:00Z");
        assertThat(rclone("exit 0", LONG).endLeftOver()).isEqualTo(1);
        assertThat(Programs.exitCode(left)).isNotZero();
        assertThat(other.isAlive()).isTrue();
        other.destroyForcibly();
        assertThat(directory.resolve("running")).isEmptyDirectory();
    }

    @Test
    void capabilities_are_what_its_help_lists_and_what_is_missing_costs_something() throws IOException {
        String help = "      --files-from-raw stringArray   x\\n  -I, --ignore-times    y\\n      --use-json-log z\\n";
        Rclone rclone = rclone("case \"$*\" in *version*) echo 'rclone v9';; *) printf '" + help + "';; esac", LONG);
        Capabilities capabilities = Capabilities.of(rclone);
        assertThat(capabilities.version()).isEqualTo("rclone v9");
        assertThat(capabilities.options()).contains("--files-from-raw", "--ignore-times", "--use-json-log");
        assertThat(capabilities.costs()).anySatisfy(it -> assertThat(it).contains("--max-duration"));
        assertThatThrownBy(capabilities::require)
                .isInstanceOfSatisfying(
                        Failure.class, it -> assertThat(it.getMessage()).contains("--backup-dir"));
    }

    private List<String> listed(String printed) throws IOException {
        Files.writeString(directory.resolve("printed"), printed);
        List<String> paths = Collections.synchronizedList(new ArrayList<>());
        rclone("cat '" + directory.resolve("printed") + "'", LONG)
                .run(
                        List.of("lsjson"),
                        out -> RemoteListings.read(out, null, file -> paths.add(file.path())),
                        LogListener.NONE);
        return paths;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{\"error\":\"quota\"}",
                "[\"x\"]",
                "[{}]",
                "[{\"error\":\"quota\"}]",
                "[{\"Path\":\"a\",\"Size\":\"much\"}]",
                "[{\"Path\":\"a\",\"Size\":1},null]",
                "[{\"Path\":\"a\",\"Size\":1}",
                "[{\"Path\":\"a\",\"Size\":1}][]",
                "[] <html>",
                "<html>no</html>"
            })
    void what_is_no_listing_or_not_all_of_one_is_a_failure_and_no_empty_folder(String printed) {
        assertThatThrownBy(() -> listed(printed)).isInstanceOfSatisfying(Failure.class, it -> {
            assertThat(it.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(it.getMessage())
                    .contains("what rclone printed is no listing: ")
                    .doesNotContain("quota", "html");
            assertThat(it).hasNoCause();
        });
    }

    @Test
    void a_listing_is_read_to_its_end() throws IOException {
        assertThat(listed("[\n]\n")).isEmpty();
        assertThat(listed("""
                [
                {"Path":"a","Size":1,"IsDir":false},
                {"Path":"d","IsDir":true},
                {"Path":"b","Size":2,"New":{"x":[1]}}
                ]
                """)).containsExactly("a", "b");
        assertThatThrownBy(() -> RemoteFeatures.parse("<html>")).isInstanceOf(Failure.class);
    }
}
