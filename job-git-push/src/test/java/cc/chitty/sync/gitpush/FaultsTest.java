package cc.chitty.sync.gitpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import cc.chitty.sync.consolidate.todo.Status;
import cc.chitty.sync.kernel.run.Failure;
import cc.chitty.sync.kernel.run.FailureCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may have happened to the job's own repository, the clock or the disk. Uses the command-line git. */
class FaultsTest {

    /** Of the present: locks are judged by their age, and their files have the system's time. */
    private final Instant present = Instant.now();

    @TempDir
    Path directory;

    private TestRemote remote;
    private TestDevice laptop;
    private Path repository;

    @BeforeEach
    void begin() throws IOException {
        remote = new TestRemote(directory.resolve("remote.git"));
        laptop = device("laptop", "d-00000000000a", present);
        repository = laptop.place.repository();
        laptop.list("a", Status.PENDING);
        laptop.sync();
    }

    @AfterEach
    void end() {
        remote.close();
    }

    private TestDevice device(String name, String id, Instant clock) {
        return new TestDevice(directory.resolve(name), id, remote.connection(), () -> clock);
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(command + ": " + out).isZero();
        return out.strip();
    }

    @Test
    void locks_that_a_killed_git_left_are_removed_and_named() throws IOException {
        List<Path> locks = List.of(
                repository.resolve("index.lock"),
                repository.resolve("packed-refs.lock"),
                repository.resolve("refs/heads/main.lock"));
        for (Path lock : locks) {
            Files.createFile(lock);
        }
        Files.setLastModifiedTime(locks.get(0), FileTime.from(present.minus(Duration.ofDays(1))));
        laptop.list("b", Status.PENDING);
        SyncRun run = laptop.sync();
        assertThat(run.problems())
                .filteredOn(it -> it.what().contains("a killed git"))
                .hasSize(3);
        assertThat(locks).noneMatch(Files::exists);
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
    }

    @Test
    void a_lock_of_a_git_that_is_at_work_is_respected_and_the_next_run_goes_on()
            throws IOException, InterruptedException {
        Process atWork = new ProcessBuilder("git", "cat-file", "--batch")
                .directory(repository.toFile())
                .start();
        try {
            Path lock = Files.createFile(repository.resolve("index.lock"));
            assertThatThrownBy(laptop::sync)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("another git is at work in it (index.lock)")
                    .extracting(it -> ((Failure) it).category())
                    .isEqualTo(FailureCategory.RETRYABLE);
            assertThat(lock).exists();
        } finally {
            atWork.destroy();
            assertThat(atWork.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(laptop.sync().problems()).hasSize(1);
    }

    @Test
    void what_the_command_line_git_does_in_the_clone_between_runs_is_borne() throws IOException, InterruptedException {
        git("gc", "--quiet", "--prune=now");
        git("pack-refs", "--all", "--prune");
        laptop.list("b", Status.PENDING);
        laptop.sync();
        git("update-ref", "--no-deref", "HEAD", git("rev-parse", "refs/heads/main"));
        assertThat(Files.readString(repository.resolve("HEAD"))).doesNotContain("ref:");
        laptop.list("c", Status.PENDING);
        laptop.sync();
        assertThat(git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
        git("update-ref", "-d", "refs/heads/main");
        laptop.list("d", Status.PENDING);
        laptop.sync();
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
        assertThat(git("fsck", "--strict")).doesNotContain("error");
    }

    @Test
    void a_shallow_clone_is_borne() throws IOException, InterruptedException {
        laptop.list("b", Status.PENDING);
        laptop.sync();
        Files.writeString(repository.resolve("shallow"), git("rev-parse", "refs/heads/main") + "\n");
        git("reflog", "expire", "--expire=now", "--all");
        git("gc", "--quiet", "--prune=now");
        TestDevice desktop = device("desktop", "d-00000000000b", present);
        desktop.list("c", Status.PENDING);
        desktop.sync();
        laptop.list("d", Status.PENDING);
        laptop.sync();
        desktop.sync();
        assertThat(laptop.todos()).hasSize(4);
        assertThat(desktop.shared()).isEqualTo(laptop.shared());
        assertThat(remote.files()).containsAllEntriesOf(laptop.shared());
    }

    @Test
    void a_clock_that_is_a_year_off_is_named_and_loses_nothing() {
        for (Instant wrong : List.of(present.minus(Duration.ofDays(365)), present.plus(Duration.ofDays(365)))) {
            boolean behind = wrong.isBefore(present);
            TestDevice desktop = device("desktop-" + behind, "d-00000000000" + (behind ? 'b' : 'c'), wrong);
            desktop.list("of a wrong clock " + behind, Status.PENDING);
            SyncRun there = desktop.sync();
            laptop.list("behind " + behind, Status.PENDING);
            SyncRun here = laptop.sync();
            assertThat(behind ? there.problems() : here.problems())
                    .anyMatch(it -> it.what().contains("one of the two clocks is wrong"));
            desktop.sync();
            assertThat(desktop.shared()).isEqualTo(laptop.shared());
        }
        assertThat(laptop.todos()).hasSize(5);
    }

    @Test
    void a_full_disk_is_named_and_the_next_run_with_space_goes_on() throws IOException, InterruptedException {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", small.toString()))
                .as("may mount a small disk")
                .isZero();
        try {
            TestDevice cramped =
                    new TestDevice(small.resolve("state"), "d-00000000000d", remote.connection(), () -> present);
            cramped.list("first", Status.PENDING);
            cramped.sync();
            cramped.list("x".repeat(30_000), Status.PENDING);
            cramped.consolidate();
            Path filler = fill(small);
            assertThatThrownBy(cramped::sync)
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("No space left")
                    .extracting(it -> ((Failure) it).remedy())
                    .asString()
                    .startsWith("Free some space");
            Files.delete(filler);
            cramped.sync();
            assertThat(remote.files()).containsAllEntriesOf(cramped.shared());
            assertThat(cramped.todos()).hasSize(3);
        } finally {
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    private static Path fill(Path disk) throws IOException {
        FileStore store = Files.getFileStore(disk);
        Path filler = disk.resolve("filler");
        Files.write(filler, new byte[Math.toIntExact(store.getUsableSpace())]);
        return filler;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
