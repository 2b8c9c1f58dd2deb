package cc.chitty.sync.gpusync;

import static org.assertj.core.api.Assertions.assertThat;

import cc.chitty.sync.gpusync.run.SyncOptions;
import cc.chitty.sync.kernel.run.ExitCode;
import cc.chitty.sync.kernel.run.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that could not be staged or kept are named and left alone; everything else is synced, in every run. */
class LongPathsTest {

    private static final SyncOptions ALL = SyncOptions.all("ws");
    private static final String WORDS = "its path has more than 3000 bytes";

    @TempDir
    Path directory;

    /** Nothing else can delete what is so deep that the system takes its path in no call. */
    @AfterEach
    void remove() throws IOException, InterruptedException {
        shell("rm -rf -- *", directory);
    }

    private static void shell(String command, Path where) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sh", "-c", command)
                .directory(where.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).as(command).isZero();
    }

    /** A file whose absolute path has so many bytes, put together of two halves that the system takes. */
    private void deep(Path root, int bytes) throws IOException {
        String name = "d".repeat(200);
        int left = bytes - root.toString().length();
        int levels = (left - 2) / 201;
        Path upper = root.resolve(String.join("/", Collections.nCopies(levels / 2, name)));
        Path aside = Files.createTempDirectory(directory, "lower");
        Path lower = aside.resolve(String.join("/", Collections.nCopies(levels - levels / 2, name)));
        Files.createDirectories(upper);
        Files.createDirectories(lower);
        Files.writeString(lower.resolve("l".repeat(left - 201 * levels - 1)), "deep");
        Files.move(aside.resolve(name), upper.resolve(name));
    }

    private List<Problem> problems(JobDesk desk) {
        GpuSync.Answer answer = desk.run(ALL);
        assertThat(answer.ended().exitCode()).as("%s", answer.ended().failure()).isEqualTo(ExitCode.PROBLEMS_LEFT);
        return answer.ended().report().problems();
    }

    @ParameterizedTest
    @ValueSource(ints = {4060, 4100, 4300, 5200})
    void what_is_too_deep_on_the_peer_holds_up_nothing_else(int bytes) throws Exception {
        try (SshStation station = new SshStation(directory)) {
            deep(station.theirs(), bytes);
            deep(Files.createDirectories(station.ours().resolve("mine")), bytes + 1);
            TreeText.write(station.theirs(), "zz", "theirs", 1);
            TreeText.write(station.ours(), "aa", "ours", 1);
            Map<String, Object> settings = station.settings(station.server().port());
            settings.put("categories.git.enabled", false);
            try (JobDesk desk = new JobDesk(directory, station.home(), settings)) {
                for (int run = 0; run < 2; run++) {
                    assertThat(problems(desk))
                            .hasSize(2)
                            .allSatisfy(it -> assertThat(it.what()).contains(WORDS));
                }
            }
            assertThat(station.ours().resolve("zz")).hasContent("theirs");
            assertThat(station.theirs().resolve("aa")).hasContent("ours");
            shell("[ -n \"$(find d* -name 'l*')\" ] && [ -z \"$(find mine -name 'l*')\" ]", station.theirs());
            shell("[ -z \"$(find d* -name 'l*')\" ] && [ -n \"$(find mine -name 'l*')\" ]", station.ours());
        }
    }

    @Test
    void a_path_of_the_most_bytes_is_brought_replaced_and_removed() throws IOException {
        Path laptop = Files.createDirectories(directory.resolve("laptop"));
        Path station = Files.createDirectories(directory.resolve("station"));
        Files.createDirectories(station.resolve("code"));
        String longest = String.join("/", Collections.nCopies(15, "d".repeat(199))) + "x";
        assertThat(longest).hasSize(3_000);
        TreeText.write(laptop, "code/" + longest, "one", 1);
        TreeText.write(laptop, "code/f", "one", 1);
        try (JobDesk desk = new JobDesk(directory, laptop, JobDesk.peer(station))) {
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(station.resolve("code/" + longest)).hasContent("one");
            TreeText.write(station, "code/" + longest, "other", 2);
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(laptop.resolve("code/" + longest)).hasContent("other");
            Files.delete(laptop.resolve("code/" + longest));
            assertThat(desk.run(ALL).ended().exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(station.resolve("code/" + longest)).doesNotExist();
        }
    }

    /** The other machine's name of the directory has a letter more. */
    @Test
    void what_would_be_too_long_on_the_other_side_alone_is_named_too() throws IOException {
        Path laptop = Files.createDirectories(directory.resolve("laptop"));
        Path station = Files.createDirectories(directory.resolve("station"));
        Files.createDirectories(laptop.resolve("code"));
        Files.createDirectories(station.resolve("code"));
        String project = ".claude/projects/" + laptop.resolve("code").toString().replaceAll("[^A-Za-z0-9]", "-");
        String deep = project + "/" + String.join("/", Collections.nCopies(13, "d".repeat(199))) + "/";
        String last = deep + "x".repeat(3_000 - deep.length() - 200) + "/";
        TreeText.write(laptop, last + "f".repeat(199), "one", 1);
        TreeText.write(laptop, last + "e".repeat(198), "two", 1);
        try (JobDesk desk = new JobDesk(directory, laptop, JobDesk.peer(station))) {
            assertThat(problems(desk)).singleElement().satisfies(it -> {
                assertThat(it.where()).endsWith("/" + "f".repeat(199));
                assertThat(it.what()).contains(WORDS);
            });
        }
        String there = last.replace("-laptop-code", "-station-code");
        assertThat(station.resolve(there + "f".repeat(199))).doesNotExist();
        assertThat(station.resolve(there + "e".repeat(198))).hasContent("two");
    }
}
